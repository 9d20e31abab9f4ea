import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { mapAll } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { wonde } from './index.js';

async function recordsOf(...data: readonly object[]): Promise<readonly MappedRecord[]> {
  const input = inputOf(Buffer.from(JSON.stringify({ data })), 'application/json');
  const items = await mapAll(wonde, input, new Date('2026-11-24T12:00:00Z'));
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

const idsOf = (records: readonly MappedRecord[]): unknown[] => records.map(({ source }) => source.sourceRecordId);
const codesOf = ({ quality }: MappedRecord): unknown[] => (quality?.issues ?? []).map(({ code }) => code);

test.each([
  ['as numbers', 7, 7],
  ['as a number and a text', 7, '7'],
  ['with blanks around it', ' A1', 'A1'],
])('an id of two students is neither’s: %s', async (_, first, second) => {
  const records = await recordsOf({ id: first, surname: 'Sample' }, { id: second, surname: 'Other' });

  expect(idsOf(records)).toEqual([undefined, undefined]);
  expect(records.map((record) => codesOf(record).includes('format.ambiguous-child'))).toEqual([true, true]);
});

test('a UPN of two students is vouched for at neither, wherever each of them has it', async () => {
  const [first, second] = await recordsOf(
    { id: 'A1', surname: 'Sample', education_details: { data: { upn: '' } }, extended_details: { data: { upn: 'B801200005001' } } },
    { id: 'A2', surname: 'Other', education_details: { data: { upn: 'b801200005001' } } },
  );

  expect([first, second].map((record) => record?.child.identifiers?.find(({ type }) => type === 'upn')?.status)).toEqual([
    'unverified',
    'unverified',
  ]);
});

test('an event id that two students have joins them to nothing', async () => {
  const mark = { id: 'E1', attendance_code: '/', date: '2026-09-03' };

  expect(idsOf(await recordsOf({ ...mark, student: 'S1' }, { ...mark, student: 'S2' }))).toEqual([undefined, undefined]);
  expect(idsOf(await recordsOf({ ...mark, student: 'S1' }, { ...mark, id: 'E2', student: 'S2' }))).toEqual([
    'wonde:attendance:E1',
    'wonde:attendance:E2',
  ]);
});

test('what is wrong with one student of an incident, or withheld of it, is told to nobody else', async () => {
  const [first, second] = await recordsOf({
    id: 'B1',
    incident_date: '2026-09-03',
    students: {
      data: [
        { id: 'S1', surname: 'Sample', date_of_birth: '2015-99-01' },
        { id: 'S2', surname: 'Other', gender: null },
      ],
    },
  });

  expect([first, second].map((record) => record && codesOf(record).includes('date.unreadable'))).toEqual([true, false]);
  expect([first, second].map((record) => record && codesOf(record).includes('source.withheld'))).toEqual([false, true]);
  expect([first, second].map((record) => record?.quality?.withheldBySource)).toEqual([undefined, ['students[1]/gender']]);
});

test('students beyond those one incident can name are said to be left out', async () => {
  const students = Array.from({ length: 51 }, (_, index) => ({ id: `S${index}`, surname: 'Sample' }));
  const records = await recordsOf({ id: 'B1', incident_date: '2026-09-03', students: { data: students } });

  expect(records).toHaveLength(50);
  expect(records[0] && codesOf(records[0])).toContain('limit.items');
});
