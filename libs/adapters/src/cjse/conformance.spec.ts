import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import type { CodeTable } from '../kit/code-table.js';
import { COURT_TYPE, DURATION_UNIT, OFFENCE_DATE, PLEA_STATUS, PRESENT, REMAND_STATUS } from './codes/codes-cjs.js';
import { CP_GENDER, CP_INITIATION, CP_JURISDICTION, CP_LANGUAGE, CP_RESULT_CATEGORY } from './codes/codes-common-platform.js';
import { SPI_BAIL, SPI_FINDING, SPI_LANGUAGE, SPI_OBSERVED_ETHNICITY, SPI_PLEA } from './codes/codes-libra.js';
import { cjse } from './index.js';
import { UNMAPPED } from './unmapped.js';

const cjs = { COURT_TYPE, OFFENCE_DATE, PLEA_STATUS, PRESENT, REMAND_STATUS };
const libra = { SPI_BAIL, SPI_FINDING, SPI_LANGUAGE, SPI_OBSERVED_ETHNICITY, SPI_PLEA };
const commonPlatform = { CP_GENDER, CP_INITIATION, CP_JURISDICTION, CP_LANGUAGE, CP_RESULT_CATEGORY };

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { xml: 'application/xml', json: 'application/json' },
  unmapped: UNMAPPED,
  codeTables: [
    ...Object.entries({ ...cjs, ...libra, ...commonPlatform }).map(([name, table]: [string, CodeTable<string>]) =>
      codesOfSystem(name, table.system, Object.keys(table.entries)),
    ),
    {
      // A unit stands beside its figure as a word, without a coding.
      name: 'DURATION_UNIT',
      codes: Object.keys(DURATION_UNIT.entries),
      reached: ({ items }) => {
        const text = JSON.stringify(items);
        return Object.entries(DURATION_UNIT.entries).flatMap(([code, { display }]) => (text.includes(`"${display}"`) ? [code] : []));
      },
    },
  ],
};

test.each(conformanceChecks(cjse, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  180_000,
);
