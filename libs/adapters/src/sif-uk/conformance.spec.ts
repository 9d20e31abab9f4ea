import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codesOfSystem, conformanceChecks, type CodeTableUse, type ConformanceOptions } from '../conformance/index.js';
import type { CodeTable } from '../kit/code-table.js';
import * as education from './codes/education.js';
import { ETHNICITY } from './codes/ethnicity.js';
import * as people from './codes/people.js';
import { RELATIONSHIP } from './codes/relationship.js';
import { sifUk } from './index.js';
import { learnersOf } from './testing/learners-of.js';
import { UNMAPPED } from './unmapped.js';

const { WITHHELD_GENDER, NAME_TYPE, ADDRESS_TYPE, NO_LANGUAGE, MEDICAL_ALERT_SEVERITY, ...inRecord } = people;
const { CONFIDENTIALITY, ...inEntries } = education;

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries({ ...inRecord, ...inEntries, MEDICAL_ALERT_SEVERITY, ETHNICITY, RELATIONSHIP }).map(
      ([name, table]: [string, CodeTable<string>]) => codesOfSystem(name, table.system, Object.keys(table.entries)),
    ),
    // Where the contract has no place for a coding, the input shows that the code was reached.
    written('NAME_TYPE', Object.keys(NAME_TYPE.entries), (code) => `<Name Type="${code}"`),
    written('ADDRESS_TYPE', Object.keys(ADDRESS_TYPE.entries), (code) => `<Address Type="${code}"`),
    written('NO_LANGUAGE', Object.keys(NO_LANGUAGE.entries), (code) => `<Language><Code>${code}</Code>`),
    written('WITHHELD_GENDER', [WITHHELD_GENDER], (code) => `<Gender>${code}</Gender>`),
    written('CONFIDENTIALITY', Object.keys(CONFIDENTIALITY.entries), (code) => `<Confidentiality>${code}</Confidentiality>`),
  ],
  bodyOf: learnersOf,
};

test.each(conformanceChecks(sifUk, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);

function written(name: string, codes: readonly string[], place: (code: string) => string): CodeTableUse {
  return { name, codes, reached: ({ text }) => codes.filter((code) => text.includes(place(code))) };
}
