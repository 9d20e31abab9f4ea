import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ATTENDANCE_CODES } from '../code-systems/attendance-codes.js';
import { codesOfSystem, conformanceChecks, type ConformanceOptions } from '../conformance/index.js';
import { SEN_PROVISION, SEX } from './codes.js';
import { attendanceCsv } from './index.js';
import { marksOf } from './testing/marks-of.js';

const attendanceCodes = ATTENDANCE_CODES.map(({ code }) => code);
const coded = codesOfSystem('ATTENDANCE_CODES', 'dfe-cbds/attendance-code', attendanceCodes);

const options: ConformanceOptions = {
  fixturesDir: fileURLToPath(new URL('fixtures', import.meta.url)),
  mediaTypes: { csv: 'text/csv' },
  unmapped: [
    { path: 'Reg Group', reason: 'Names a class inside the school' },
    { path: 'House', reason: 'Names a house inside the school' },
    { path: 'Recorded By', reason: 'Names who took the register' },
    { path: 'title', reason: 'Titles above the headings say what kind of report it is' },
  ],
  codeTables: [
    // Plain presence stands in the string of marks and has no entry of its own.
    { ...coded, reached: (fixture) => [...coded.reached(fixture), ...marksIn(fixture.items)] },
    codesOfSystem('SEN_PROVISION', SEN_PROVISION.system, Object.keys(SEN_PROVISION.entries)),
    codesOfSystem('SEX', SEX.system, Object.keys(SEX.entries)),
  ],
  bodyOf: (records) => marksOf(records, 4),
};

test.each(conformanceChecks(attendanceCsv, options))(
  '$name',
  async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  },
  120_000,
);

function marksIn(items: Parameters<(typeof coded)['reached']>[0]['items']): string[] {
  return items
    .flatMap((item) => (item.kind === 'record' ? (item.record.information ?? []) : []))
    .flatMap(({ attendance }) => Array.from(attendance?.marks ?? ''));
}
