import type { Pool } from 'pg';
import { unavailable } from '../database/database-fault.js';
import { unseal } from '../../security/keys/envelope.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import { submissionContext, type Envelope } from '../commit/entry.js';
import { contentHashOf, idempotencyHashOf } from '../commit/identity.js';
import type { Earlier, EarlierQuery, Unfinished } from '../journal.js';
import { EARLIER_SUBMISSIONS } from '../commit/open-submissions.js';
import type { ReceiptDetail } from '../receipt.js';

/** What was accepted before, as far as it can be known outside the turnstile; {@link Journal.commit} asks again inside. */
export async function findEarlier(pool: Pool, ring: KeyRing, query: EarlierQuery): Promise<Earlier | undefined> {
  const { clientId, feedId, idempotencyKey } = query;
  const contentHash = contentHashOf(ring, query);
  const keyHash = idempotencyKey === undefined ? undefined : idempotencyHashOf(ring, clientId, feedId, idempotencyKey);
  const { rows } = await pool
    .query<{ submission_id: string; content_hash: Buffer; idempotency_hash: Buffer | null; still_holds: boolean }>({
      name: 'find-earlier',
      text: EARLIER_SUBMISSIONS,
      values: [[contentHash], keyHash === undefined ? [] : [keyHash]],
    })
    .catch(unavailable);
  const sameKey = rows.find((row) => keyHash !== undefined && row.idempotency_hash?.equals(keyHash) === true);
  if (sameKey !== undefined)
    return sameKey.content_hash.equals(contentHash) ? { kind: 'same', submissionId: sameKey.submission_id } : { kind: 'other-bytes' };
  const sameBytes = rows.findLast((row) => row.content_hash.equals(contentHash) && row.still_holds);
  return sameBytes === undefined ? undefined : { kind: 'same', submissionId: sameBytes.submission_id };
}

interface UnfinishedRow {
  readonly submission_id: string;
  readonly feed_id: string;
  readonly client_id: string;
  readonly media_type: string;
  readonly received_at: Date;
  readonly size: string;
  readonly next_position: number;
  readonly data_key: Buffer;
  readonly envelope: Buffer;
  readonly detail: Buffer;
  readonly body: Buffer | null;
}

const UNFINISHED = `SELECT submission_id, feed_id, client_id, media_type, received_at, size, next_position, data_key, envelope, detail, body
                    FROM submissions WHERE status <> 'complete'`;

/** Oldest first. */
export async function readUnfinished(pool: Pool, ring: KeyRing): Promise<readonly Unfinished[]> {
  const { rows } = await pool.query<UnfinishedRow>(`${UNFINISHED} ORDER BY received_at, submission_id`).catch(unavailable);
  return rows.map((row) => unfinished(row, ring).unfinished);
}

/** One accepted submission with its opened key; undefined when it is complete or unknown. */
export async function readAccepted(
  pool: Pool,
  ring: KeyRing,
  submissionId: string,
): Promise<{ unfinished: Unfinished; key: Buffer } | undefined> {
  const { rows } = await pool
    .query<UnfinishedRow>({
      name: 'read-accepted',
      text: `${UNFINISHED} AND submission_id = $1`,
      values: [submissionId],
    })
    .catch(unavailable);
  return rows[0] === undefined ? undefined : unfinished(rows[0], ring);
}

function unfinished(row: UnfinishedRow, ring: KeyRing): { unfinished: Unfinished; key: Buffer } {
  const id = row.submission_id;
  const key = ring.openDataKey(row.data_key, submissionContext(id));
  const { sha256, idempotencyKey } = JSON.parse(unseal(key, row.envelope, `envelope ${id}`).toString('utf8')) as Envelope;
  const submission = {
    id,
    feedId: row.feed_id,
    clientId: row.client_id,
    mediaType: row.media_type,
    receivedAt: row.received_at,
    size: Number(row.size),
    sha256,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    body: row.body === null ? ({ kind: 'spooled' } as const) : ({ kind: 'bytes', bytes: unseal(key, row.body, `body ${id}`) } as const),
  };
  const detail = JSON.parse(unseal(key, row.detail, `detail ${id}`).toString('utf8')) as ReceiptDetail;
  return { key, unfinished: { submission, detail, nextPosition: row.next_position } };
}
