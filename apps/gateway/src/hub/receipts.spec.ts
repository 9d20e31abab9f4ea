import { expect, test } from '@jest/globals';
import { Receipt, RecordStatus, validateContract } from '@mash-gateway/contracts';
import type { RecordStatus as StoredStatus, StoredReceipt } from '../journal/receipt.js';
import { receiptOf, recordStatusOf } from './receipts.js';

const stored: StoredReceipt = {
  submissionId: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718',
  feedId: 'police-demo',
  status: 'complete',
  receivedAt: new Date('2026-11-24T12:00:00Z'),
  completedAt: new Date('2026-11-24T12:00:01Z'),
  detail: { adapter: 'police-notice', mappingVersion: '1.0.0', issues: [], nothing: 1 },
  summary: { accepted: 2, held: 0, refused: 1, duplicate: 0 },
  records: [
    { position: 1, recordId: 'r-8f14e45fceea167a', outcome: 'published', issues: [] },
    { position: 2, outcome: 'refused', issues: [{ code: 'format.no-child', severity: 'error', location: '/Notice' }] },
  ],
  next: 1001,
};

test('a receipt keeps to the published contract, counts every position once, and says where the next page is', () => {
  const receipt = receiptOf(stored);

  expect(validateContract(Receipt, receipt)).toEqual([]);
  expect(receipt.summary).toEqual({ positions: 4, accepted: 2, held: 0, refused: 1, duplicate: 0, nothing: 1 });
  expect(receipt.next).toBe('/v1/submissions/0193a5b2-c7d8-7000-a1b2-c3d4e5f60718?from=1001');
});

test('whatever the journal comes to know of a record, a receipt shows only what is the sender’s own', () => {
  const knowing = {
    ...stored,
    clientId: 'force-a',
    recipients: ['demo-mash'],
    records: stored.records.map((record) => ({ ...record, childId: 'c-1', match: 'review', recipient: 'demo-mash', scope: 'all' })),
  };

  const shown = JSON.stringify(receiptOf(knowing));

  expect(shown).toBe(JSON.stringify(receiptOf(stored)));
});

test('so does the status of one record', () => {
  const status: StoredStatus = {
    recordId: 'r-8f14e45fceea167a',
    submissionId: stored.submissionId,
    state: 'published',
    receivedAt: stored.receivedAt,
  };

  expect(validateContract(RecordStatus, recordStatusOf(status))).toEqual([]);
  expect(recordStatusOf({ ...status, ...{ childId: 'c-1' } })).toEqual(recordStatusOf(status));
});
