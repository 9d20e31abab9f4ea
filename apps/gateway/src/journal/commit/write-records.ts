import { arrayOf } from '../database/array-literal.js';
import type { Decision, NewRecord, Share } from './decide.js';
import type { SubmissionContext } from './entry.js';
import { pack } from '../database/packed.js';
import type { Transaction } from '../database/transaction.js';

/** A record with its place in the order of acceptance. */
export interface Written {
  readonly id: number;
  readonly record: NewRecord;
}

interface Row {
  readonly submission: SubmissionContext;
  readonly record: NewRecord;
}

/** Writes the new records of a batch, in the order of their decision, and opens a review where the evidence points at more than one child. */
export async function writeRecords(transaction: Transaction, decisions: readonly Decision[], at: Date): Promise<readonly Written[]> {
  const rows = decisions.flatMap(({ submission, record }) => (record === undefined ? [] : [{ submission, record }]));
  if (rows.length === 0) return [];
  const first = await allocate(transaction, rows.length);
  await insertRecords(transaction, rows, first);
  const reviews = rows.filter(({ record }) => record.match.kind === 'review');
  if (reviews.length > 0) await insertReviews(transaction, reviews, at);
  return rows.map(({ record }, index) => ({ id: first + index, record }));
}

async function allocate(transaction: Transaction, count: number): Promise<number> {
  const { rows } = await transaction.query<{ last: string }>({
    name: 'allocate-records',
    text: 'UPDATE ledger SET last_record = last_record + $1 RETURNING last_record AS last',
    values: [count],
  });
  return Number(rows[0]?.last) - count + 1;
}

async function insertRecords(transaction: Transaction, rows: readonly Row[], first: number): Promise<void> {
  const payloads = pack(rows.map(({ record }) => record.payload));
  const identities = rows.map(({ record }) => record.statement.identity);
  await transaction.query({
    name: 'insert-records',
    text: `INSERT INTO records (id, record_id, submission_id, position, client_id, feed_id, child_id, match, source_key, statement_key, content_hash,
                                version_kind, version_order, state, held_reason, received_at, payload, late, occurrence, shared_with)
           SELECT q.id, q.record_id, q.submission_id, q.position, q.client_id, q.feed_id, q.child_id, q.match, q.source_key, q.statement_key,
                  q.content_hash, q.version_kind, q.version_order, CASE WHEN q.held_reason IS NULL THEN 'accepted' ELSE 'held' END, q.held_reason,
                  q.received_at, substring($16::bytea FROM q.start FOR q.length), q.late, q.occurrence, string_to_array(q.recipients, ' ')
           FROM unnest($1::bigint[], $2::text[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::bytea[],
                       $11::bytea[], $12::text[], $13::bigint[], $14::text[], $15::timestamptz[], $17::int[], $18::int[],
                       $19::boolean[], $20::int[], $21::text[])
             AS q (id, record_id, submission_id, position, client_id, feed_id, child_id, match, source_key, statement_key, content_hash,
                   version_kind, version_order, held_reason, received_at, start, length, late, occurrence, recipients)`,
    values: [
      arrayOf(rows.map((_, index) => first + index)),
      arrayOf(rows.map(({ record }) => record.recordId)),
      arrayOf(rows.map(({ submission }) => submission.id)),
      arrayOf(rows.map(({ record }) => record.statement.position)),
      arrayOf(rows.map(({ submission }) => submission.clientId)),
      arrayOf(rows.map(({ submission }) => submission.feedId)),
      arrayOf(rows.map(({ record }) => record.match.childId)),
      arrayOf(rows.map(({ record }) => record.match.kind)),
      arrayOf(identities.map(({ sourceKey }) => sourceKey ?? null)),
      arrayOf(identities.map(({ statementKey }) => statementKey)),
      arrayOf(identities.map(({ contentHash }) => contentHash)),
      arrayOf(identities.map(({ version }) => version?.kind ?? null)),
      arrayOf(identities.map(({ version }) => version?.order ?? null)),
      arrayOf(rows.map(({ record }) => (record.statement.ruling.kind === 'held' ? record.statement.ruling.reason : null))),
      arrayOf(rows.map(({ submission }) => submission.receivedAt)),
      payloads.bytes,
      arrayOf(payloads.starts),
      arrayOf(payloads.lengths),
      arrayOf(rows.map(({ record }) => record.late)),
      arrayOf(rows.map(({ record }) => record.occurrence)),
      arrayOf(rows.map(({ record }) => namesOf(record.shares))),
    ],
  });
}

/** Recipients as one text, for an array of arrays must be rectangular; no party id has a space. */
export function namesOf(shares: readonly Share[]): string {
  return shares.map(({ recipient }) => recipient).join(' ');
}

async function insertReviews(transaction: Transaction, rows: readonly Row[], at: Date): Promise<void> {
  for (const { record } of rows) {
    await transaction.query({
      name: 'insert-review',
      text: 'INSERT INTO match_reviews (record_id, child_id, candidates, reason, opened_at) VALUES ($1, $2, $3, $4, $5)',
      values: [record.recordId, record.match.childId, record.match.candidates, record.match.reason, at],
    });
  }
}
