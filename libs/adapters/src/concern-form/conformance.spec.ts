import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import type { CodeTable } from '../kit/code-table.js';
import { AGENCY, CONCERN, CONSENT, GENDER, RELATION, YES_NO } from './codes.js';
import { concernForm } from './index.js';
import { formsOf } from './testing/forms-of.js';

const ofSystem = (name: string, { system, entries }: CodeTable<string>): ConformanceOptions['codeTables'][number] =>
  codesOfSystem(name, system, Object.keys(entries));

/** Of these the record holds the normalised word alone. */
const words = (name: string, { entries }: CodeTable<string>, member: string): ConformanceOptions['codeTables'][number] => ({
  name,
  codes: Object.values(entries).map(({ normalised }) => normalised),
  reached: ({ items }) => [...JSON.stringify(items).matchAll(new RegExp(`"${member}":"([a-z-]+)"`, 'gu'))].map(([, word = '']) => word),
});

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { csv: 'text/csv', json: 'application/json' },
  unmapped: [{ path: 'title', reason: 'The note above the headings says how the template is filled in' }],
  codeTables: [
    ofSystem('CONCERN', CONCERN),
    ofSystem('RELATION', RELATION),
    ofSystem('GENDER', GENDER),
    words('AGENCY', AGENCY, 'agency'),
    words('CONSENT', CONSENT, 'consentSought'),
    words('YES_NO', YES_NO, 'immediateDanger'),
  ],
  bodyOf: formsOf,
};

test.each(conformanceChecks(concernForm, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);
