import { recipientTopic } from '@mash-gateway/contracts';
import type { Pool } from 'pg';
import { inTransaction } from '../journal/database/in-transaction.js';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';
import type { DeadLetterCode } from './outbox.js';
import { opened, OUTBOX_COLUMNS, type OutboxTools, type StoredRow } from './postgres-outbox.js';

/** A row that could not be published, by ids and codes: its content stays sealed. */
export interface DeadLetter {
  readonly id: number;
  readonly recipient: string;
  readonly childId: string;
  readonly recordId: string;
  readonly submissionId: string;
  /** Where in its submission the record was, from 1. */
  readonly position: number;
  readonly feedId: string;
  readonly topic: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly code: DeadLetterCode;
  readonly at: Date;
  /** Bytes of the sealed payload. */
  readonly size: number;
}

interface Row {
  readonly id: string;
  readonly recipient: string;
  readonly child_id: string;
  readonly record_id: string;
  readonly submission_id: string;
  readonly position: number;
  readonly feed_id: string;
  readonly event_id: string;
  readonly sequence: string;
  readonly code: DeadLetterCode;
  readonly at: Date;
  readonly size: number;
}

/** Oldest first. */
export async function listDeadLetters(pool: Pool): Promise<readonly DeadLetter[]> {
  const { rows } = await pool.query<Row>(
    `SELECT o.id, o.recipient, o.child_id, o.record_id, o.submission_id, r.position, o.feed_id, o.event_id, o.sequence, d.code, d.at,
            length(o.payload) AS size
     FROM dead_letters d JOIN outbox o ON o.id = d.outbox_id JOIN records r ON r.record_id = o.record_id ORDER BY o.id`,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    recipient: row.recipient,
    childId: row.child_id,
    recordId: row.record_id,
    submissionId: row.submission_id,
    position: row.position,
    feedId: row.feed_id,
    topic: recipientTopic(row.recipient, 'child-record'),
    eventId: row.event_id,
    sequence: Number(row.sequence),
    code: row.code,
    at: row.at,
    size: row.size,
  }));
}

/**
 * Puts a dead letter back into the outbox, under its own `ce_id` and sequence, once its cause is gone; the relay sends it next.
 * It comes after later records of its child: those said so (`precededByDeadLetter`).
 * @param actor the person or command that asks, for the audit chain
 * @returns false when there is no such dead letter
 */
export function replayDeadLetter({ pool, turnstile, auditTrail, clock }: OutboxTools, id: number, actor: string): Promise<boolean> {
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const { rows } = await transaction.query<{
      recipient: string;
      child_id: string;
      record_id: string;
      submission_id: string;
      code: string;
    }>({
      name: 'replay-dead-letter',
      text: `WITH letter AS (DELETE FROM dead_letters WHERE outbox_id = $1 RETURNING outbox_id, code)
             UPDATE outbox o SET dead_at = NULL FROM letter WHERE o.id = letter.outbox_id
             RETURNING o.recipient, o.child_id, o.record_id, o.submission_id, letter.code, pg_notify('${WAKE_CHANNEL}', '')`,
      values: [id],
    });
    const [row] = rows;
    if (row === undefined) return false;
    await auditTrail.append(transaction, [
      {
        at: clock.now(),
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

/** What a dead letter holds: record and handling as they would have been published, or null when they cannot be opened. */
export interface OpenedDeadLetter {
  readonly body: unknown;
}

/**
 * Opens the content of a dead letter for a person; who did so is in the audit chain before it is shown.
 * @returns undefined when there is no such dead letter
 */
export function openDeadLetter(tools: OutboxTools, id: number, actor: string): Promise<OpenedDeadLetter | undefined> {
  const { pool, ring, turnstile, auditTrail, clock } = tools;
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const { rows } = await transaction.query<StoredRow & { readonly code: string }>({
      name: 'open-dead-letter',
      text: `SELECT ${OUTBOX_COLUMNS}, c.data_key, d.code, false AS preceded_by_dead_letter
             FROM dead_letters d JOIN outbox o ON o.id = d.outbox_id JOIN children c ON c.child_id = o.child_id WHERE d.outbox_id = $1`,
      values: [id],
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    const { payload, recordId, childId, submissionId, recipient } = opened(row, ring);
    const by = { at: clock.now(), actor, actorKind: 'person', action: 'dead-letter.opened' } as const;
    await auditTrail.append(transaction, [{ ...by, submissionId, recordId, childId, recipient, detailCode: row.code }]);
    return { body: payload === undefined ? null : (JSON.parse(payload.toString('utf8')) as unknown) };
  });
}
