import { describe, expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { mapAll } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { attendanceCsv } from './index.js';
import { dayHeading, dayOf, isoMoment, registerDay } from './register-days.js';
import { marksOf } from './testing/marks-of.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const HEADINGS = 'UPN,Surname,Forename,DOB,LA,Estab,Date,Session,Mark\n';

async function records(body: string): Promise<MappedRecord[]> {
  const items = await mapAll(attendanceCsv, inputOf(Buffer.from(body), 'text/csv'), NOW);
  return items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

function row(date: string, session: string, mark: string, pupil = 'B801200005001,Sample,Rowan,2015-05-03'): string {
  return `${pupil},801,2000,${date},${session},${mark}\n`;
}

describe('source records', () => {
  test('a later file about the same sessions has the same id, and one about others another', async () => {
    const [first] = await records(HEADINGS + row('2026-09-07', 'AM', 'N') + row('2026-09-07', 'PM', '\\'));
    const [later] = await records(HEADINGS + row('2026-09-07', 'AM', 'I') + row('2026-09-07', 'PM', '\\'));
    const [other] = await records(HEADINGS + row('2026-09-08', 'AM', 'I'));

    expect(first?.source.sourceRecordId).toBeDefined();
    expect(later?.source.sourceRecordId).toBe(first?.source.sourceRecordId);
    expect(other?.source.sourceRecordId).not.toBe(first?.source.sourceRecordId);
    expect([first, later].map((record) => record?.information?.[0]?.state)).toEqual(['provisional', undefined]);
  });

  test.each([
    ['a number of the school', 'URN,Adno', '123456,55', '123456,55'],
    ['a number of the school, its DfE number written in two ways', 'DfE Number,Adno', '801/2000,55', '8012000,55'],
    ['a ULN', 'URN,ULN', '123456,1000000043', '123456,1000000043'],
  ])('%s beside two children is neither’s', async (_, headings, first, second) => {
    const pupils = `${first},Sample,Rowan,2015-05-03,2026-09-07,/\n${second},Sample,Robin,2016-06-04,2026-09-07,N\n`;
    const all = await records(`${headings},Surname,Forename,DOB,Date,AM\n${pupils}`);

    expect(all.map(({ source }) => source.sourceRecordId)).toEqual([undefined, undefined]);
    expect(all.map(({ quality }) => quality?.issues?.some(({ code }) => code === 'format.ambiguous-child'))).toEqual([true, true]);
  });

  test('a number of the school is told apart by the school', async () => {
    const pupils = '123456,55,Sample,Rowan,2015-05-03,2026-09-07,/\n123457,55,Sample,Robin,2016-06-04,2026-09-07,N\n';
    const all = await records(`URN,Adno,Surname,Forename,DOB,Date,AM\n${pupils}`);

    expect(new Set(all.map(({ source }) => source.sourceRecordId)).size).toBe(2);
    expect(all.map(({ source }) => source.sourceRecordId)).not.toContain(undefined);
  });

  test('two children never share an id, nor do two runs of one child in a file', async () => {
    const other = 'Q801200005002,Sample,Robin,2016-06-04';
    const all = await records(
      HEADINGS +
        row('2026-09-07', 'AM', '/') +
        row('2026-09-07', 'AM', '/', other) +
        row('2026-09-07', 'PM', '\\') +
        row('2026-09-07', 'PM', '\\', other),
    );
    const ids = all.map(({ source }) => source.sourceRecordId);

    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('a long run of one pupil', () => {
  test('goes on in another record before the contract has no room for it', async () => {
    const items = await mapAll(attendanceCsv, marksOf(1, 1000), NOW);
    const all = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));

    expect(all).toHaveLength(5);
    expect(Math.max(...all.map(({ information }) => information?.length ?? 0))).toBeLessThanOrEqual(500);
    expect(all.flatMap(({ quality }) => quality?.issues ?? []).filter(({ code }) => code === 'limit.items')).toEqual([]);
    expect(all.reduce((sum, { information }) => sum + (information?.[0]?.attendance?.sessionsPossible ?? 0), 0)).toBe(1000);
  });
});

describe('no judgement', () => {
  test('a share above the threshold of the DfE is a figure beside the threshold, and no word about the child', async () => {
    const [record] = await records('UPN,Surname,Possible,Authorised,Unauthorised\nB801200005001,Sample,100,20,30\n');
    const said = JSON.stringify(record?.information);

    expect(said).toContain('"quantity":"50.00"');
    expect(said).not.toMatch(/persistent(?:ly)? absen(?:t\b|tee)|severe|concern|neglect/iu);
    expect(record?.information?.every(({ kind, categories, severities }) => kind === 'attendance' && !categories && !severities)).toBe(
      true,
    );
  });
});

describe('days', () => {
  test.each([
    ['2026-09-03', '2026-09-03'],
    ['2026-09-03T08:40:00', '2026-09-03'],
    ['03/09/2026', '2026-09-03'],
    ['3.9.2026', '2026-09-03'],
    ['Thu 03/09/2026 08:45', '2026-09-03'],
    ['3rd September 2026', '2026-09-03'],
    ['03-Sep-2026', '2026-09-03'],
    ['31/02/2026', undefined],
    ['09/15/2026', undefined],
    ['46268', undefined],
    ['03/09/26', undefined],
  ])('%s is %s', (written, day) => {
    expect(dayOf(written)).toBe(day);
  });

  test('a year of two digits is of this century in a register, and unreadable in a date of birth', () => {
    expect(registerDay('03/09/26')).toBe('2026-09-03');
    expect(registerDay('3-Sep-26')).toBe('2026-09-03');
  });

  test.each([
    ['03/09/2026 AM', { date: '2026-09-03', half: 'AM' }],
    ['2026-09-03_pm', { date: '2026-09-03', half: 'PM' }],
    ['Wednesday PM', { weekday: 3, half: 'PM' }],
    ['Fri', { weekday: 5 }],
    ['Monday', { weekday: 1 }],
    ['Sunshine Room', undefined],
    ['Month', undefined],
    ['Sat Navigation', undefined],
    ['AM', undefined],
  ])('the heading %s names %j', (heading, day) => {
    expect(dayHeading(heading)).toEqual(day);
  });

  test('a moment in the English style becomes one of the contract', () => {
    expect(isoMoment('03/09/2026 8:05')).toBe('2026-09-03T08:05');
    expect(isoMoment('2026-09-03T08:05:00Z')).toBe('2026-09-03T08:05:00Z');
    expect(isoMoment('yesterday')).toBe('yesterday');
  });
});
