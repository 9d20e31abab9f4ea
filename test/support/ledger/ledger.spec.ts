import { expect, test } from '@jest/globals';
import { verify, type LedgerEntry, type Publication } from './ledger.js';

const sent: readonly LedgerEntry[] = [
  { child: 'a', order: 1, recordIds: ['r1'] },
  { child: 'a', order: 2, recordIds: ['r2'] },
  { child: 'b', order: 1, recordIds: ['r3'] },
];
const onTopic: readonly Publication[] = [
  { eventId: 'e1', key: 'ca', recordId: 'r1', sequence: 1, partition: 0, offset: 0 },
  { eventId: 'e2', key: 'ca', recordId: 'r2', sequence: 2, partition: 0, offset: 1 },
  { eventId: 'e3', key: 'cb', recordId: 'r3', sequence: 1, partition: 1, offset: 0 },
];

test('a topic that keeps every promise has no faults, repeats included', () => {
  const repeat = { ...pick(1), offset: 9 };

  expect(verify(sent, [...onTopic, repeat])).toEqual({
    acknowledged: 3,
    published: 3,
    repeats: 1,
    missing: 0,
    outOfOrder: 0,
    secondIds: 0,
    faults: [],
  });
});

test.each([
  ['a lost record', onTopic.slice(0, 2), /not on the topic/],
  ['a second ce_id', [...onTopic, { ...pick(2), eventId: 'e9', offset: 5 }], /more than one ce_id/],
  ['a swapped order', [{ ...pick(0), offset: 1 }, { ...pick(1), offset: 0 }, pick(2)], /out of the order/],
  ['a gap in a sequence', [pick(0), { ...pick(1), sequence: 3 }, pick(2)], /with a gap/],
  [
    'two children under one key',
    [pick(0), pick(1), { ...pick(2), key: 'ca', sequence: 3, partition: 0, offset: 2 }],
    /stand for more than one child/,
  ],
  ['one child under two keys', [pick(0), { ...pick(1), key: 'cc', sequence: 1 }, pick(2)], /more than one childId/],
])('%s is found', (_, publications, fault) => {
  expect(verify(sent, publications).faults.join('; ')).toMatch(fault);
});

function pick(index: number): Publication {
  const publication = onTopic[index];
  if (publication === undefined) throw new RangeError('no such publication');
  return publication;
}
