import { arrayOf } from '../database/array-literal.js';
import { seal } from '../../security/keys/envelope.js';
import type { Decision } from './decide.js';
import type { Entry, Opening } from './entry.js';
import { pack } from '../database/packed.js';
import type { SubmissionStatus } from '../receipt.js';
import type { Transaction } from '../database/transaction.js';

const EMPTY = Buffer.alloc(0);
/** Spooled bodies that are kept for dead letters take at most so much, together; what is larger can be replayed from its source only. */
export const MAX_KEPT_BYTES = 4 * 1024 * 1024 * 1024;

/** An entry with what was decided of its positions. */
export interface Decided {
  readonly entry: Entry;
  readonly decisions: readonly Decision[];
}

/** Opens, moves and closes submissions, and keeps their part of the receipt. */
export async function writeSubmissions(transaction: Transaction, decided: readonly Decided[], at: Date): Promise<void> {
  await insert(transaction, decided, at);
  await move(transaction, decided, at);
  await insertReceiptParts(transaction, decided);
  await deleteSpools(transaction, decided);
}

interface Opened extends Decided {
  readonly opening: Opening;
}

async function insert(transaction: Transaction, decided: readonly Decided[], at: Date): Promise<void> {
  const opened = decided.flatMap((one): Opened[] => (one.entry.opening === undefined ? [] : [{ ...one, opening: one.entry.opening }]));
  if (opened.length === 0) return;
  const sealed = pack(opened.flatMap(({ opening }) => [opening.envelope, opening.detail, opening.body ?? EMPTY]));
  const part = (index: number, numbers: readonly number[]): readonly (number | undefined)[] =>
    opened.map((_, row) => numbers[row * 3 + index]);
  await transaction.query({
    name: 'insert-submissions',
    text: `INSERT INTO submissions (submission_id, feed_id, client_id, media_type, received_at, size, content_hash, idempotency_hash, data_key,
                                    next_position, accepted, held, refused, duplicate, status, completed_at, envelope, detail, body)
           SELECT q.submission_id, q.feed_id, q.client_id, q.media_type, q.received_at, q.size, q.content_hash, q.idempotency_hash, q.data_key,
                  q.next_position, q.accepted, q.held, q.refused, q.duplicate, q.status, CASE WHEN q.status = 'complete' THEN $16::timestamptz END,
                  substring($17::bytea FROM q.envelope_start FOR q.envelope_length), substring($17::bytea FROM q.detail_start FOR q.detail_length),
                  CASE WHEN q.body_length > 0 THEN substring($17::bytea FROM q.body_start FOR q.body_length) END
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bytea[], $8::bytea[], $9::bytea[],
                       $10::int[], $11::int[], $12::int[], $13::int[], $14::int[], $15::text[],
                       $18::int[], $19::int[], $20::int[], $21::int[], $22::int[], $23::int[])
             AS q (submission_id, feed_id, client_id, media_type, received_at, size, content_hash, idempotency_hash, data_key,
                   next_position, accepted, held, refused, duplicate, status,
                   envelope_start, envelope_length, detail_start, detail_length, body_start, body_length)`,
    values: [
      arrayOf(opened.map(({ entry }) => entry.submission.id)),
      arrayOf(opened.map(({ entry }) => entry.submission.feedId)),
      arrayOf(opened.map(({ entry }) => entry.submission.clientId)),
      arrayOf(opened.map(({ opening }) => opening.mediaType)),
      arrayOf(opened.map(({ entry }) => entry.submission.receivedAt)),
      arrayOf(opened.map(({ opening }) => opening.size)),
      arrayOf(opened.map(({ opening }) => opening.contentHash)),
      arrayOf(opened.map(({ opening }) => opening.idempotencyHash ?? null)),
      arrayOf(opened.map(({ opening }) => opening.wrappedKey)),
      ...progress(opened).map(arrayOf),
      arrayOf(opened.map(({ entry }) => statusOf(entry))),
      at,
      sealed.bytes,
      arrayOf(part(0, sealed.starts)),
      arrayOf(part(0, sealed.lengths)),
      arrayOf(part(1, sealed.starts)),
      arrayOf(part(1, sealed.lengths)),
      arrayOf(part(2, sealed.starts)),
      arrayOf(part(2, sealed.lengths)),
    ],
  });
}

/** The position and the counts move in the transaction of the records they count, so a crash resumes exactly behind the last committed one. */
async function move(transaction: Transaction, decided: readonly Decided[], at: Date): Promise<void> {
  const moving = decided.filter(({ entry }) => entry.opening === undefined);
  if (moving.length === 0) return;
  await transaction.query({
    name: 'move-submissions',
    text: `UPDATE submissions s
           SET next_position = greatest(s.next_position, q.next_position), accepted = s.accepted + q.accepted, held = s.held + q.held,
               refused = s.refused + q.refused, duplicate = s.duplicate + q.duplicate, detail = coalesce(q.detail, s.detail),
               status = q.status, completed_at = CASE WHEN q.status = 'complete' THEN $9::timestamptz END
           FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::bytea[])
             AS q (submission_id, next_position, accepted, held, refused, duplicate, status, detail)
           WHERE s.submission_id = q.submission_id`,
    values: [
      arrayOf(moving.map(({ entry }) => entry.submission.id)),
      ...progress(moving).map(arrayOf),
      arrayOf(moving.map(({ entry }) => statusOf(entry))),
      arrayOf(moving.map(({ entry }) => entry.closing?.detail ?? null)),
      at,
    ],
  });
}

/** Columns: next position, accepted, held, refused, duplicate. */
function progress(decided: readonly Decided[]): readonly (readonly number[])[] {
  const count = (outcome: string): readonly number[] =>
    decided.map(({ decisions }) => decisions.filter(({ receipt }) => receipt.outcome === outcome).length);
  const next = decided.map(({ entry }) => (entry.outcomes.at(-1)?.position ?? 0) + 1);
  return [next, count('accepted'), count('held'), count('refused'), count('duplicate')];
}

function statusOf({ opening, outcomes, closing }: Entry): SubmissionStatus {
  if (closing !== undefined) return 'complete';
  return opening !== undefined && outcomes.length === 0 ? 'received' : 'working';
}

async function insertReceiptParts(transaction: Transaction, decided: readonly Decided[]): Promise<void> {
  const parts = decided.flatMap(({ entry: { submission }, decisions }) => {
    const [first, last] = [decisions[0]?.receipt.position, decisions.at(-1)?.receipt.position];
    if (first === undefined || last === undefined) return [];
    const plain = Buffer.from(JSON.stringify(decisions.map(({ receipt }) => receipt)), 'utf8');
    return [{ id: submission.id, first, last, sealed: seal(submission.key, plain, receiptContext(submission.id, first)) }];
  });
  if (parts.length === 0) return;
  const entries = pack(parts.map(({ sealed }) => sealed));
  await transaction.query({
    name: 'insert-receipt-parts',
    text: `INSERT INTO receipt_parts (submission_id, first_position, last_position, entries)
           SELECT q.submission_id, q.first, q.last, substring($4::bytea FROM q.start FOR q.length)
           FROM unnest($1::uuid[], $2::int[], $3::int[], $5::int[], $6::int[]) AS q (submission_id, first, last, start, length)`,
    values: [
      arrayOf(parts.map(({ id }) => id)),
      arrayOf(parts.map(({ first }) => first)),
      arrayOf(parts.map(({ last }) => last)),
      entries.bytes,
      arrayOf(entries.starts),
      arrayOf(entries.lengths),
    ],
  });
}

/** What a sealed part of a receipt is bound to. */
export function receiptContext(submissionId: string, first: number): string {
  return `receipt ${submissionId} ${String(first)}`;
}

/** A spooled body is kept only as long as it takes to map it, or while something of it that was refused may be replayed. */
async function deleteSpools(transaction: Transaction, decided: readonly Decided[]): Promise<void> {
  const closed = decided
    .filter(({ entry }) => entry.closing !== undefined && entry.opening?.body === undefined)
    .map(({ entry }) => entry.submission.id);
  if (closed.length === 0) return;
  await transaction.query({
    name: 'keep-spools',
    text: `UPDATE spools s SET kept = true WHERE submission_id = ANY ($1::uuid[])
           AND EXISTS (SELECT 1 FROM dead_letters d WHERE d.submission_id = s.submission_id AND d.outbox_id IS NULL AND d.state = 'open')
           AND (SELECT coalesce(sum(k.size), 0) FROM spools k WHERE k.kept) + s.size <= $2::bigint`,
    values: [closed, MAX_KEPT_BYTES],
  });
  await transaction.query({
    name: 'delete-spool-parts',
    text: `DELETE FROM spool_parts p USING spools s WHERE p.submission_id = s.submission_id AND s.submission_id = ANY ($1::uuid[]) AND NOT s.kept`,
    values: [closed],
  });
  await transaction.query({
    name: 'delete-spools',
    text: 'DELETE FROM spools WHERE submission_id = ANY ($1::uuid[]) AND NOT kept',
    values: [closed],
  });
}
