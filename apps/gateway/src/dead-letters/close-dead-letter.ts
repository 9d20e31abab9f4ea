import type { AuditEntry } from '../journal/audit/audit-trail.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Transaction } from '../journal/database/transaction.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import type { Attempt } from './dead-letter.js';

/** Who closes a dead letter, and by which reference, such as the number of a change or of a call. */
export interface By {
  readonly actor: string;
  readonly reason?: string;
}

/** How a dead letter ends. */
export type Closing =
  /** Nothing will come of it; the person answers for that. */
  | { readonly state: 'discarded' }
  /** A submission took its place; `code` says what became of it there. */
  | { readonly state: 'replayed'; readonly code: string; readonly submissionId?: string; readonly corrected: boolean };

/** @returns false when there is no such open dead letter */
export function closeDeadLetter(tools: OutboxTools, id: number, closing: Closing, by: By): Promise<boolean> {
  const { pool, turnstile, auditTrail, clock } = tools;
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const at = clock.now();
    const attempt: Attempt =
      closing.state === 'discarded'
        ? { at: at.toISOString(), what: 'discard', code: 'discarded' }
        : { at: at.toISOString(), what: 'replay', code: closing.code };
    const resolvedBy = closing.state === 'replayed' ? closing.submissionId : undefined;
    const { rows } = await transaction.query<{ submission_id: string; code: string }>({
      name: 'close-dead-letter',
      text: `UPDATE dead_letters SET state = $2, closed_at = $3, resolved_by = $4, attempts = attempts || $5::jsonb
             WHERE id = $1 AND state = 'open' RETURNING submission_id, code`,
      values: [id, closing.state, at, resolvedBy ?? null, JSON.stringify([attempt])],
    });
    const [row] = rows;
    if (row === undefined) return false;
    await releaseSpool(transaction, row.submission_id);
    await auditTrail.append(transaction, [
      {
        at,
        actor: by.actor,
        actorKind: 'person',
        action: actionOf(closing),
        submissionId: resolvedBy ?? row.submission_id,
        ...(by.reason === undefined ? {} : { reason: by.reason }),
        detailCode: row.code,
      },
    ]);
    return true;
  });
}

/** One more attempt that came to nothing: the dead letter stays open. */
export async function addAttempt({ pool, clock }: OutboxTools, id: number, code: string): Promise<void> {
  const attempt: Attempt = { at: clock.now().toISOString(), what: 'replay', code };
  await pool.query(
    `UPDATE dead_letters SET attempts = attempts || $2::jsonb WHERE id = $1 AND state = 'open' AND jsonb_array_length(attempts) < 100`,
    [id, JSON.stringify([attempt])],
  );
}

function actionOf(closing: Closing): AuditEntry['action'] {
  if (closing.state === 'discarded') return 'dead-letter.discarded';
  return closing.corrected ? 'dead-letter.corrected' : 'dead-letter.replayed';
}

/** A large body is kept for its dead letters alone, and goes with the last of them. */
async function releaseSpool(transaction: Transaction, submissionId: string): Promise<void> {
  await transaction.query({
    name: 'release-spool',
    text: `WITH gone AS (
             DELETE FROM spools s WHERE s.submission_id = $1 AND s.kept
               AND NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.submission_id = $1 AND d.outbox_id IS NULL AND d.state = 'open')
             RETURNING submission_id)
           DELETE FROM spool_parts p USING gone WHERE p.submission_id = gone.submission_id`,
    values: [submissionId],
  });
}
