import type { Pool } from 'pg';
import { unavailable } from '../journal/database/database-fault.js';

/**
 * Of these submissions, those that are not complete, or of which a record is held or a row of the outbox is neither on Kafka nor a dead letter.
 * @throws JournalUnavailable
 */
export async function undeliveredOf(pool: Pool, submissionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool
    .query<{ submission_id: string }>({
      name: 'undelivered-submissions',
      text: `SELECT s.submission_id FROM submissions s
             WHERE s.submission_id = ANY ($1::uuid[])
               AND (s.status <> 'complete'
                    OR EXISTS (SELECT 1 FROM records r
                               WHERE r.submission_id = s.submission_id
                                 AND (r.state = 'held'
                                      OR EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = r.record_id AND o.sent_at IS NULL AND o.dead_at IS NULL))))`,
      values: [submissionIds],
    })
    .catch(unavailable);
  return new Set(rows.map(({ submission_id: id }) => id));
}
