import { inTransaction } from '../journal/database/in-transaction.js';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';

interface Row {
  readonly recipient: string;
  readonly child_id: string;
  readonly record_id: string;
  readonly submission_id: string;
  readonly code: string;
}

/**
 * Puts a record that could not be published back into the outbox, under its own `ce_id` and sequence, once its cause is gone; the relay sends
 * it next. It comes after later records of its child: those said so (`precededByDeadLetter`).
 * @param actor the person or command that asks, for the audit chain
 * @returns false when there is no such open dead letter of the publish stage, or its record was withdrawn meanwhile, which closes it
 */
export function putBack({ pool, turnstile, auditTrail, clock }: OutboxTools, id: number, actor: string): Promise<boolean> {
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const at = clock.now();
    const { rows } = await transaction.query<Row>({
      name: 'put-back',
      // Withdrawn meanwhile (its source moved it to another child): sent now, it would stay with a child whom it is not about.
      text: `WITH moved AS (
               SELECT o.id FROM dead_letters d JOIN outbox o ON o.id = d.outbox_id JOIN records r ON r.record_id = o.record_id
               WHERE d.id = $1 AND o.event = 'record' AND r.withdrawn_at IS NOT NULL),
             letter AS (
               UPDATE dead_letters SET state = CASE WHEN EXISTS (SELECT 1 FROM moved) THEN 'discarded' ELSE 'replayed' END, closed_at = $2, announced = true,
                      attempts = attempts || jsonb_build_object('at', $3::text, 'what', 'replay', 'code', 'queued')
               WHERE id = $1 AND state = 'open' AND outbox_id IS NOT NULL RETURNING outbox_id, code)
             UPDATE outbox o SET dead_at = NULL FROM letter WHERE o.id = letter.outbox_id AND o.payload IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM moved)
             RETURNING o.recipient, o.child_id, o.record_id, o.submission_id, letter.code, pg_notify('${WAKE_CHANNEL}', '')`,
      values: [id, at, at.toISOString()],
    });
    const [row] = rows;
    if (row === undefined) return false;
    await auditTrail.append(transaction, [
      {
        at,
        actor,
        actorKind: 'person',
        action: 'dead-letter.replayed',
        submissionId: row.submission_id,
        recordId: row.record_id,
        childId: row.child_id,
        recipient: row.recipient,
        detailCode: row.code,
      },
    ]);
    return true;
  });
}
