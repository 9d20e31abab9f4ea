import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import { GENDER, RELATIONSHIP, SEN_STATUS } from './codes.js';
import { wonde } from './index.js';
import { studentsOf } from './testing/students-of.js';
import { UNMAPPED } from './unmapped.js';

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { json: 'application/json' },
  unmapped: [
    // In what is included, `data` stands between; a path of the checks has it.
    ...UNMAPPED.filter(({ path }) => path !== 'restored_at').map(({ path, reason }) => ({ path: path.replaceAll('/', '/data/'), reason })),
    { path: 'meta', reason: 'Pages of the answer' },
  ],
  codeTables: [
    codesOfSystem('GENDER', GENDER.system, Object.keys(GENDER.entries)),
    codesOfSystem('RELATIONSHIP', RELATIONSHIP.system, Object.keys(RELATIONSHIP.entries)),
    codesOfSystem('SEN_STATUS', SEN_STATUS.system, Object.keys(SEN_STATUS.entries)),
  ],
  bodyOf: studentsOf,
};

test.each(conformanceChecks(wonde, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);
