import { expect, test } from '@jest/globals';
import type { ReceiptRecord, StoredReceipt } from '../../journal/receipt.js';
import { everyRecord } from './every-record.js';
import { batchResponse, type Resource } from './fhir-answers.js';

const accepted = (position: number): ReceiptRecord => ({ position, recordId: `r-${String(position)}`, outcome: 'accepted', issues: [] });
const refused = (position: number): ReceiptRecord => ({
  position,
  outcome: 'refused',
  issues: [{ code: 'format.no-child', severity: 'error', location: 'Bundle' }],
});

function statuses(response: Resource): readonly string[] {
  return (response['entry'] as { response: { status: string } }[]).map(({ response: { status } }) => status.slice(0, 3));
}

test('two records of one entry do not move those of the entries behind it', () => {
  const records = [accepted(1), accepted(2), accepted(3), refused(4), accepted(5)];

  expect(statuses(batchResponse(records, { entries: 4, items: [1, 2, 2, 3, 4] }))).toEqual(['202', '202', '422', '202']);
});

test('an entry of which one record is refused is refused', () => {
  expect(statuses(batchResponse([accepted(1), refused(2)], { entries: 1, items: [1, 1] }))).toEqual(['422']);
});

test('an entry without a record is rightly no child record', () => {
  expect(statuses(batchResponse([accepted(2)], { entries: 2, items: [1, 2] }))).toEqual(['200', '202']);
});

test('the records of all pages of a receipt are read', async () => {
  const page = (records: readonly ReceiptRecord[], next?: number): StoredReceipt => ({
    submissionId: 's',
    feedId: 'health-demo',
    status: 'complete',
    receivedAt: new Date(0),
    summary: { accepted: 2, held: 0, refused: 1, duplicate: 0 },
    records,
    ...(next === undefined ? {} : { next }),
  });
  const journal = {
    receipt: (_: string, __: string, from = 1) => Promise.resolve(from === 2 ? page([accepted(2)], 3) : page([refused(3)])),
  };

  const records = await everyRecord(journal, page([accepted(1)], 2), 'client-a');

  expect(records.map(({ position }) => position)).toEqual([1, 2, 3]);
});
