import type { Pool } from 'pg';
import { unavailable } from '../database/database-fault.js';
import { unseal } from '../../security/keys/envelope.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import type { Decision } from '../commit/decide.js';
import { submissionContext } from '../commit/entry.js';
import type { ReceiptDetail, ReceiptRecord, RecordState, RecordStatus, StoredReceipt, SubmissionStatus } from '../receipt.js';
import { receiptContext } from '../commit/write-submissions.js';

/** Records on one page of a receipt. */
export const RECEIPT_PAGE = 1_000;

interface SubmissionRow {
  readonly submission_id: string;
  readonly feed_id: string;
  readonly status: SubmissionStatus;
  readonly received_at: Date;
  readonly completed_at: Date | null;
  readonly accepted: number;
  readonly held: number;
  readonly refused: number;
  readonly duplicate: number;
  readonly data_key: Buffer;
  readonly detail: Buffer;
}

/**
 * The receipt as it stands now.
 * @param clientId only the client that sent the submission finds it
 * @param from first position of the page
 */
export async function readReceipt(
  pool: Pool,
  ring: KeyRing,
  submissionId: string,
  clientId: string,
  from = 1,
): Promise<StoredReceipt | undefined> {
  const { rows } = await pool
    .query<SubmissionRow>({
      name: 'read-submission',
      text: `SELECT submission_id, feed_id, status, received_at, completed_at, accepted, held, refused, duplicate, data_key, detail
           FROM submissions WHERE submission_id = $1 AND client_id = $2`,
      values: [submissionId, clientId],
    })
    .catch(unavailable);
  const [row] = rows;
  if (row === undefined) return undefined;
  const key = ring.openDataKey(row.data_key, submissionContext(submissionId));
  const { records, next } = await readRecords(pool, key, submissionId, from);
  return {
    submissionId,
    feedId: row.feed_id,
    status: row.status,
    receivedAt: row.received_at,
    ...(row.completed_at === null ? {} : { completedAt: row.completed_at }),
    detail: JSON.parse(unseal(key, row.detail, `detail ${submissionId}`).toString('utf8')) as ReceiptDetail,
    summary: { accepted: row.accepted, held: row.held, refused: row.refused, duplicate: row.duplicate },
    records,
    ...(next === undefined ? {} : { next }),
  };
}

export async function readRecordStatus(pool: Pool, recordId: string, clientId: string): Promise<RecordStatus | undefined> {
  const { rows } = await pool
    .query<{ submission_id: string; received_at: Date }>(
      'SELECT submission_id, received_at FROM records WHERE record_id = $1 AND client_id = $2',
      [recordId, clientId],
    )
    .catch(unavailable);
  const [row] = rows;
  if (row === undefined) return undefined;
  const state = (await readStates(pool, [recordId])).get(recordId) ?? 'accepted';
  return { recordId, submissionId: row.submission_id, state, receivedAt: row.received_at };
}

interface Page {
  readonly records: readonly ReceiptRecord[];
  readonly next?: number;
}

async function readRecords(pool: Pool, key: Buffer, submissionId: string, from: number): Promise<Page> {
  const entries: Decision['receipt'][] = [];
  for (let position = from; entries.length <= RECEIPT_PAGE;) {
    const part = await readPart(pool, key, submissionId, position);
    if (part === undefined) break;
    entries.push(...part.entries.filter((entry) => entry.position >= from));
    position = part.last + 1;
  }
  const page = entries.slice(0, RECEIPT_PAGE);
  const states = await readStates(
    pool,
    page.flatMap(({ outcome, recordId }) => (outcome === 'duplicate' || recordId === undefined ? [] : [recordId])),
  );
  const records = page.map((entry): ReceiptRecord => ({ ...entry, outcome: states.get(entry.recordId ?? '') ?? entry.outcome }));
  const next = entries[RECEIPT_PAGE]?.position;
  return { records, ...(next === undefined ? {} : { next }) };
}

async function readPart(
  pool: Pool,
  key: Buffer,
  submissionId: string,
  from: number,
): Promise<{ entries: Decision['receipt'][]; last: number } | undefined> {
  const { rows } = await pool
    .query<{ first_position: number; last_position: number; entries: Buffer }>({
      name: 'read-receipt-part',
      text: `SELECT first_position, last_position, entries FROM receipt_parts WHERE submission_id = $1 AND last_position >= $2
           ORDER BY first_position LIMIT 1`,
      values: [submissionId, from],
    })
    .catch(unavailable);
  const [row] = rows;
  if (row === undefined) return undefined;
  const plain = unseal(key, row.entries, receiptContext(submissionId, row.first_position));
  return { entries: JSON.parse(plain.toString('utf8')) as Decision['receipt'][], last: row.last_position };
}

/** Published once every recipient's row is done; undeliverable as soon as one can never be. */
async function readStates(pool: Pool, recordIds: readonly string[]): Promise<ReadonlyMap<string, RecordState>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await pool
    .query<{ record_id: string; state: RecordState }>({
      name: 'read-record-states',
      text: `SELECT r.record_id, CASE WHEN r.state = 'held' THEN 'held'
                                    WHEN o.dead > 0 THEN 'undeliverable'
                                    WHEN o.sent = o.shares THEN 'published' ELSE 'accepted' END AS state
           FROM records r
           CROSS JOIN LATERAL (SELECT count(*) AS shares, count(sent_at) AS sent, count(dead_at) AS dead FROM outbox
                               WHERE record_id = r.record_id AND event = 'record') AS o
           WHERE r.record_id = ANY ($1::text[])`,
      values: [recordIds],
    })
    .catch(unavailable);
  return new Map(rows.map(({ record_id, state }) => [record_id, state]));
}
