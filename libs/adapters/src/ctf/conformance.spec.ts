import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codesOfSystem, conformanceChecks, type CodeTableUse, type ConformanceOptions } from '../conformance/index.js';
import type { CodeTable } from '../kit/code-table.js';
import {
  ACCEPT,
  DESTINATION,
  DISABILITY,
  ENROLMENT_STATUS,
  ETHNICITY,
  ETHNICITY_SOURCE,
  FILE_KIND,
  GENDER,
  IN_CARE,
  LANGUAGE_TYPE,
  MEDICAL_FLAG,
  NO_LANGUAGE,
  RELATIONSHIP,
  SEN_PROVISION,
  SEN_TYPE,
  SERVICE_CHILD,
  SEX,
  TELEPHONE_TYPE,
} from './codes.js';
import { ctf } from './index.js';
import { pupilsOf } from './testing/pupils-of.js';
import { UNMAPPED } from './unmapped.js';

const kept = { DESTINATION, DISABILITY, ENROLMENT_STATUS, ETHNICITY, ETHNICITY_SOURCE, GENDER, IN_CARE, LANGUAGE_TYPE };
const keptToo = { ACCEPT, FILE_KIND, MEDICAL_FLAG, RELATIONSHIP, SEN_PROVISION, SEN_TYPE, SERVICE_CHILD, SEX };

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries({ ...kept, ...keptToo }).map(([name, table]: [string, CodeTable<string>]) =>
      codesOfSystem(name, table.system, Object.keys(table.entries)),
    ),
    // Neither a telephone nor an absence has a place for a coding: the element in the input shows that it was reached.
    inElement('TELEPHONE_TYPE', TELEPHONE_TYPE, 'TelephoneType'),
    inElement('NO_LANGUAGE', NO_LANGUAGE, 'Language'),
  ],
  bodyOf: pupilsOf,
};

test.each(conformanceChecks(ctf, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);

function inElement(name: string, table: CodeTable<string>, element: string): CodeTableUse {
  const codes = Object.keys(table.entries);
  return { name, codes, reached: ({ text }) => codes.filter((code) => text.includes(`<${element}>${code}</${element}>`)) };
}
