import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { POLE_GENDER } from '../code-systems/gender.js';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import { ADULT_PART, CHANGE, CHILD_PART, EDUCATION, NOT_STATED, RECIPIENT } from './codes.js';
import { operationEncompass } from './index.js';
import { UNMAPPED } from './unmapped.js';

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml', json: 'application/json' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries({ ADULT_PART, CHANGE, CHILD_PART, EDUCATION, POLE_GENDER, RECIPIENT }).map(([name, table]) =>
      codesOfSystem(name, table.system, Object.keys(table.entries)),
    ),
    {
      name: 'NOT_STATED',
      codes: [...NOT_STATED.values()],
      reached: ({ items }) =>
        items.flatMap((item) => (item.kind === 'record' ? (item.record.absences ?? []).map(({ field }) => field) : [])),
    },
  ],
};

describe('the Operation Encompass adapter conforms', () => {
  test.each(conformanceChecks(operationEncompass, options))(
    '$name',
    async ({ run }) => {
      await expect(run()).resolves.toBeUndefined();
    },
    120_000,
  );
});
