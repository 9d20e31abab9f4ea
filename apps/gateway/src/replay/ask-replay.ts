import { randomUUID } from 'node:crypto';
import { conditions } from '../dead-letters/list-dead-letters.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import { seal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import type { Correction, ReplayRequest } from './replay.js';

/**
 * Makes a replay durable, with every dead letter that fits now, in the order in which they will be replayed: first what goes back into the
 * outbox, in its order, for those rows come before all that is new; then the rest, as it was received.
 * @returns undefined when no open dead letter fits
 */
export function askReplay(tools: OutboxTools, request: ReplayRequest): Promise<string | undefined> {
  const { pool, ring, turnstile, auditTrail, clock } = tools;
  const { selection, mapping, by, correction } = request;
  const id = randomUUID();
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const at = clock.now();
    const { text, values } = conditions({ ...selection, state: 'open' });
    const { rowCount } = await transaction.query({
      text: `INSERT INTO replay_items (replay_id, item, dead_letter_id)
             SELECT $${String(values.length + 1)}::uuid,
                    row_number() OVER (ORDER BY d.outbox_id NULLS LAST, coalesce(s.received_at, r.received_at), d.submission_id, d.position NULLS FIRST, d.id),
                    d.id
             FROM dead_letters d
             LEFT JOIN submissions s ON s.submission_id = d.submission_id
             LEFT JOIN refused_submissions r ON r.submission_id = d.submission_id
             WHERE ${text}`,
      values: [...values, id],
    });
    if (rowCount === null || rowCount === 0) return undefined;
    const sealed = correction === undefined ? undefined : sealCorrection(ring, id, correction);
    await transaction.query({
      text: `INSERT INTO replays (replay_id, asked_at, asked_by, reason, mapping, data_key, envelope, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING pg_notify('${WAKE_CHANNEL}', '')`,
      values: [id, at, by.actor, by.reason ?? null, mapping, sealed?.key ?? null, sealed?.envelope ?? null, sealed?.body ?? null],
    });
    const reason = by.reason === undefined ? {} : { reason: by.reason };
    await auditTrail.append(transaction, [
      { at, actor: by.actor, actorKind: 'person', action: 'replay.asked', detailCode: mapping, ...reason },
    ]);
    return id;
  });
}

interface SealedCorrection {
  readonly key: Buffer;
  readonly envelope: Buffer;
  readonly body: Buffer;
}

function sealCorrection(ring: KeyRing, id: string, { mediaType, bytes }: Correction): SealedCorrection {
  const { key, wrapped } = ring.newDataKey(correctionContext(id));
  return {
    key: wrapped,
    envelope: seal(key, Buffer.from(JSON.stringify({ mediaType }), 'utf8'), correctionContext(id)),
    body: seal(key, bytes, correctionContext(id)),
  };
}

/** What a sealed correction is bound to. */
export function correctionContext(replayId: string): string {
  return `correction ${replayId}`;
}
