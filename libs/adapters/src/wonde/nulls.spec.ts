import { expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { wonde } from './index.js';

async function recordOf(student: object): Promise<MappedRecord> {
  const input = inputOf(Buffer.from(JSON.stringify({ data: [student] })), 'application/json');
  for await (const item of wonde.map(input, { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS }))
    if (item.kind === 'record') return item.record;
  throw new Error('No record');
}

const named = { id: 'A1', surname: 'Sample', forename: 'Rowan' };

test('a null is withheld: listed by its path, an absence where it leaves a field open, and never a change', async () => {
  const { quality, absences, source, child } = await recordOf({ ...named, gender: null, education_details: { data: { upn: null } } });

  expect(quality?.withheldBySource).toEqual(['gender', 'education_details/upn']);
  expect(absences?.map(({ field, reason }) => [field, reason])).toEqual([['/child/gender', 'withheld']]);
  expect(source.change).toBe('partial');
  expect(child.gender).toBeUndefined();
});

test('a key that is not there was not asked for: nothing is said of it', async () => {
  const { quality, absences } = await recordOf(named);

  expect([quality?.withheldBySource, absences]).toEqual([undefined, undefined]);
});

test('an empty text, an empty object and an empty list are not nulls', async () => {
  const { quality } = await recordOf({
    ...named,
    middle_names: '',
    contact_details: { data: {} },
    contacts: { data: [] },
    extended_details: [],
  });

  expect(quality?.withheldBySource).toBeUndefined();
});

test.each([
  [{ data: null }, ['extended_details']],
  [null, ['extended_details']],
])('what was included is withheld as a whole: %j', async (included, withheld) => {
  const { quality, absences } = await recordOf({ ...named, extended_details: included });

  expect(quality?.withheldBySource).toEqual(withheld);
  expect(absences?.map(({ field }) => field)).toContain('/child/careStatuses');
});
