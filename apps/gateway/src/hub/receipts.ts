import type { Receipt, ReceiptRecord, RecordStatus } from '@mash-gateway/contracts';
import type { RecordStatus as StoredStatus, StoredReceipt } from '../journal/receipt.js';

/**
 * What the sender of a submission may know of it: a function of what this client sent, its feed and its agreement, and of nothing
 * else. Built field by field, so that nothing the journal learns later is shown by accident.
 */
export function receiptOf(stored: StoredReceipt): Receipt {
  const { submissionId, summary, detail } = stored;
  const nothing = detail?.nothing ?? 0;
  return {
    submissionId,
    status: stored.status,
    receivedAt: stored.receivedAt.toISOString(),
    ...(stored.completedAt === undefined ? {} : { completedAt: stored.completedAt.toISOString() }),
    summary: {
      positions: summary.accepted + summary.held + summary.refused + summary.duplicate + nothing,
      accepted: summary.accepted,
      held: summary.held,
      refused: summary.refused,
      duplicate: summary.duplicate,
      nothing,
    },
    records: stored.records.map(recordOf),
    issues: [...(detail?.issues ?? [])],
    ...(stored.next === undefined ? {} : { next: `/v1/submissions/${submissionId}?from=${String(stored.next)}` }),
  };
}

export function recordStatusOf({ recordId, submissionId, state, receivedAt }: StoredStatus): RecordStatus {
  return { recordId, submissionId, outcome: state, receivedAt: receivedAt.toISOString() };
}

function recordOf({ position, recordId, outcome, issues }: StoredReceipt['records'][number]): ReceiptRecord {
  return { position, ...(recordId === undefined ? {} : { recordId }), outcome, issues: [...issues] };
}
