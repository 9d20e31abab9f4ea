import type { MappedRecord } from '@mash-gateway/contracts';
import type { Pool } from 'pg';
import { recordContext } from '../journal/commit/decide.js';
import { submissionContext } from '../journal/commit/entry.js';
import type { ReceiptDetail } from '../journal/receipt.js';
import { childContext } from '../registry/exact-registry.js';
import { unseal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';

/** Which stored traffic is looked at. */
export interface TrafficSelection {
  readonly feedId: string;
  readonly since?: Date;
  readonly until?: Date;
}

/** One submission with what became of its positions. */
export interface StoredSubmission {
  readonly submissionId: string;
  /** Absent where all of it was refused. */
  readonly mapping?: Pick<ReceiptDetail, 'adapter' | 'mappingVersion'>;
  /** Records that were made of it, by position. */
  readonly records: ReadonlyMap<number, MappedRecord>;
  /** Positions that became no record. */
  readonly refused: ReadonlySet<number>;
}

/** Ids in the order of receipt; replays, which have no body of their own, are not among them. */
export async function storedSubmissions(pool: Pool, { feedId, since, until }: TrafficSelection): Promise<readonly string[]> {
  const { rows } = await pool.query<{ submission_id: string }>(
    `SELECT submission_id FROM (
       SELECT s.submission_id, s.received_at FROM submissions s
       WHERE s.feed_id = $1 AND s.status = 'complete'
         AND (s.body IS NOT NULL OR EXISTS (SELECT 1 FROM spools k WHERE k.submission_id = s.submission_id))
       UNION ALL
       SELECT r.submission_id, r.received_at FROM refused_submissions r WHERE r.feed_id = $1 AND r.extent = 'whole') AS kept
     WHERE ($2::timestamptz IS NULL OR received_at >= $2) AND ($3::timestamptz IS NULL OR received_at < $3)
     ORDER BY received_at, submission_id`,
    [feedId, since ?? null, until ?? null],
  );
  return rows.map(({ submission_id }) => submission_id);
}

/** What was made of a submission at the time. */
export async function readStored(pool: Pool, ring: KeyRing, submissionId: string): Promise<StoredSubmission> {
  const { rows: submissions } = await pool.query<{ data_key: Buffer; detail: Buffer }>(
    'SELECT data_key, detail FROM submissions WHERE submission_id = $1',
    [submissionId],
  );
  const { rows: records } = await pool.query<{ position: number; record_id: string; child_id: string; data_key: Buffer; payload: Buffer }>(
    `SELECT r.position, r.record_id, r.child_id, c.data_key, r.payload FROM records r JOIN children c USING (child_id)
     WHERE r.submission_id = $1 AND r.payload IS NOT NULL`,
    [submissionId],
  );
  const { rows: refused } = await pool.query<{ position: number }>(
    'SELECT position FROM dead_letters WHERE submission_id = $1 AND outbox_id IS NULL AND position IS NOT NULL',
    [submissionId],
  );
  const [submission] = submissions;
  return {
    submissionId,
    ...(submission === undefined ? {} : { mapping: detailOf(ring, submissionId, submission) }),
    records: new Map(
      records.map(({ position, record_id, child_id, data_key, payload }) => {
        const key = ring.openDataKey(data_key, childContext(child_id));
        return [position, JSON.parse(unseal(key, payload, recordContext(record_id)).toString('utf8')) as MappedRecord];
      }),
    ),
    refused: new Set(refused.map(({ position }) => position)),
  };
}

function detailOf(ring: KeyRing, id: string, row: { readonly data_key: Buffer; readonly detail: Buffer }): ReceiptDetail {
  const key = ring.openDataKey(row.data_key, submissionContext(id));
  return JSON.parse(unseal(key, row.detail, `detail ${id}`).toString('utf8')) as ReceiptDetail;
}
