import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { NIEM_SEX } from '../code-systems/gender.js';
import { codesOfSystem, conformanceChecks, type CodeTableUse, type ConformanceOptions } from '../conformance/index.js';
import type { CodeTable } from '../kit/code-table.js';
import { DATA_SENSITIVITY, DISSEMINATION } from './codes/handling.js';
import { ABUSE_SEVERITY, ABUSE_WORDS, ALLEGATION_STATUS } from './codes/human-services.js';
import { INJURY, JUVENILE_DISPOSITION, OFFENCE } from './codes/offences.js';
import { HISPANIC_ORIGIN, RACE, RESIDENT } from './codes/people.js';
import { KINSHIP, OTHER_KIN, VICTIM_RELATIONSHIP_SYSTEM, VICTIM_RELATIONSHIPS } from './codes/relationships.js';
import { niem } from './index.js';
import { itemsOf } from './testing/items-of.js';
import { UNMAPPED } from './unmapped.js';

const kept = { ALLEGATION_STATUS, DATA_SENSITIVITY, DISSEMINATION, HISPANIC_ORIGIN, INJURY, JUVENILE_DISPOSITION };
const keptToo = { KINSHIP, NIEM_SEX, OFFENCE, OTHER_KIN, RACE, RESIDENT };

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries({ ...kept, ...keptToo }).map(([name, table]: [string, CodeTable<string>]) =>
      codesOfSystem(name, table.system, Object.keys(table.entries)),
    ),
    codesOfSystem(
      'VICTIM_RELATIONSHIPS',
      VICTIM_RELATIONSHIP_SYSTEM,
      VICTIM_RELATIONSHIPS.map(({ code }) => code),
    ),
    severities(),
    abuseWords(),
  ],
  bodyOf: itemsOf,
};

test.each(conformanceChecks(niem, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);

/** A severity keeps its words in a scheme and not in a coding. */
function severities(): CodeTableUse {
  return {
    name: 'ABUSE_SEVERITY',
    codes: Object.keys(ABUSE_SEVERITY.entries),
    reached: ({ items }) =>
      items.flatMap((item) =>
        item.kind === 'record'
          ? (item.record.information ?? []).flatMap(({ severities: grades = [] }) => grades.map(({ original }) => original))
          : [],
      ),
  };
}

/** Kinds of abuse are words of a text. */
function abuseWords(): CodeTableUse {
  return {
    name: 'ABUSE_WORDS',
    codes: [...ABUSE_WORDS.keys()],
    reached: ({ items }) =>
      items.flatMap((item) =>
        item.kind === 'record'
          ? (item.record.information ?? [])
              .flatMap(({ categories = [] }) => categories)
              .flatMap(({ original = [] }) => original.flatMap(({ text }) => (text === undefined ? [] : [text.toLowerCase()])))
          : [],
      ),
  };
}
