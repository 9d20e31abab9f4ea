import type { AuditEntry } from '../audit/audit-trail.js';
import { arrayOf } from '../database/array-literal.js';
import type { Transaction } from '../database/transaction.js';
import type { Share } from './decide.js';
import { AT_HOME, HOME } from './homes.js';
import { withdrawalIdOf } from './identity.js';
import type { JournalTools } from './journal-tools.js';

const NOTHING = Buffer.alloc(0);

interface Row {
  readonly record_id: string;
  readonly submission_id: string;
  readonly feed_id: string;
  readonly child_id: string;
  readonly shared_with: readonly string[];
}

/**
 * Takes back, from everyone they were shared with, the records of these source records that are under a child the source has left. The child
 * a source record is with is the one (or those) of the submission that said the newest of it, held or not: what is known to be about another
 * child does not stay where it is while a person decides. Must come after the records of this transaction are written; the rows of the outbox
 * are the caller's to write, behind those of the records, so that nobody sees a withdrawal before what it takes back.
 */
export async function withdrawMoved(
  { ring }: JournalTools,
  transaction: Transaction,
  sourceKeys: readonly Buffer[],
  at: Date,
): Promise<readonly Share[]> {
  if (sourceKeys.length === 0) return [];
  const { rows } = await transaction.query<Row>({
    name: 'withdraw-moved',
    text: `WITH left_behind AS (
             SELECT w.id FROM unnest($1::bytea[]) AS q (source_key) ${HOME}
             JOIN records w ON w.source_key = q.source_key
             WHERE w.withdrawn_at IS NULL AND w.shared_with <> '{}'
               AND NOT EXISTS (SELECT 1 FROM records r WHERE r.source_key = q.source_key AND r.child_id = w.child_id AND ${AT_HOME})),
           withdrawn AS (
             UPDATE records r SET withdrawn_at = $2 FROM left_behind l WHERE r.id = l.id
             RETURNING r.id, r.record_id, r.submission_id, r.feed_id, r.child_id, r.shared_with)
           SELECT * FROM withdrawn ORDER BY id`,
    values: [arrayOf(sourceKeys), at],
  });
  return rows.flatMap(({ record_id: recordId, submission_id: submissionId, feed_id: feedId, child_id: childId, shared_with: recipients }) =>
    recipients.map((recipient) => {
      const eventId = withdrawalIdOf(ring, recipient, recordId);
      return { event: 'withdrawal', recordId, submissionId, feedId, childId, recipient, eventId, payload: NOTHING } as const;
    }),
  );
}

/** One audit row for each recipient from whom a record is taken back. */
export function withdrawalEntries(withdrawals: readonly Share[], at: Date): readonly AuditEntry[] {
  const by = { at, actor: 'gateway', actorKind: 'gateway', action: 'record.withdrawn', reason: 'source-moved' } as const;
  return withdrawals.map(({ recordId, childId, submissionId, recipient }) => ({ ...by, recordId, childId, submissionId, recipient }));
}
