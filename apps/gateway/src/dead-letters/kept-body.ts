import type { Issue } from '@mash-gateway/contracts';
import type { Pool, PoolClient } from 'pg';
import { submissionContext, type Envelope } from '../journal/commit/entry.js';
import { openSpool } from '../journal/spool.js';
import { unseal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import type { Submission } from '../intake/submission.js';

/** What is sealed beside the body of a submission that was refused whole. */
export interface RefusedEnvelope {
  readonly issues: readonly Issue[];
  readonly sha256?: string;
  /** As the sender named it: anything may be in it. */
  readonly mediaType?: string;
}

/** What was received, opened again: everything of the submission but its Idempotency-Key. */
export interface KeptSubmission {
  readonly submission: Submission;
  /** part: it ended early, so it is no message. */
  readonly extent: 'whole' | 'part';
  open(): AsyncIterable<Uint8Array>;
}

interface Row {
  readonly submission_id: string;
  readonly feed_id: string;
  readonly client_id: string;
  readonly media_type: string | null;
  readonly received_at: Date;
  readonly size: string;
  readonly data_key: Buffer;
  readonly envelope: Buffer;
  readonly extent: 'whole' | 'part' | 'none' | null;
  readonly body: Buffer | null;
  readonly spooled: boolean;
}

/** The submission as it was received; undefined when its body was never kept, or has been removed since. */
export async function keptSubmission(pool: Pool, ring: KeyRing, submissionId: string): Promise<KeptSubmission | undefined> {
  const row = (await accepted(pool, submissionId)) ?? (await refusedWhole(pool, submissionId));
  if (row === undefined || row.extent === 'none' || (row.body === null && !row.spooled)) return undefined;
  const { sha256, mediaType, bytes } = openedRow(row, ring);
  const submission: Submission = {
    id: row.submission_id,
    feedId: row.feed_id,
    clientId: row.client_id,
    mediaType,
    receivedAt: row.received_at,
    sha256,
    size: Number(row.size),
    body: bytes === undefined ? { kind: 'spooled' } : { kind: 'bytes', bytes },
  };
  return {
    submission,
    extent: row.extent ?? 'whole',
    open: () => (bytes === undefined ? openSpool(pool, ring, submissionId) : once(bytes)),
  };
}

async function accepted(session: Pick<PoolClient, 'query'> | Pool, id: string): Promise<Row | undefined> {
  const { rows } = await session.query<Row>(
    `SELECT s.submission_id, s.feed_id, s.client_id, s.media_type, s.received_at, s.size, s.data_key, s.envelope, NULL AS extent, s.body,
            k.submission_id IS NOT NULL AS spooled
     FROM submissions s LEFT JOIN spools k USING (submission_id) WHERE s.submission_id = $1`,
    [id],
  );
  return rows[0];
}

async function refusedWhole(session: Pick<PoolClient, 'query'> | Pool, id: string): Promise<Row | undefined> {
  const { rows } = await session.query<Row>(
    `SELECT r.submission_id, r.feed_id, r.client_id, NULL AS media_type, r.received_at, r.size, r.data_key, r.envelope, r.extent, r.body,
            k.submission_id IS NOT NULL AS spooled
     FROM refused_submissions r LEFT JOIN spools k USING (submission_id) WHERE r.submission_id = $1`,
    [id],
  );
  return rows[0];
}

interface OpenedRow {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes?: Buffer;
}

function openedRow(row: Row, ring: KeyRing): OpenedRow {
  const id = row.submission_id;
  if (row.extent === null) {
    const key = ring.openDataKey(row.data_key, submissionContext(id));
    const { sha256 } = JSON.parse(unseal(key, row.envelope, `envelope ${id}`).toString('utf8')) as Envelope;
    const bytes = row.body === null ? {} : { bytes: unseal(key, row.body, `body ${id}`) };
    return { sha256, mediaType: row.media_type ?? '', ...bytes };
  }
  const key = ring.openDataKey(row.data_key, refusedContext(id));
  const { sha256 = '', mediaType = '' } = JSON.parse(unseal(key, row.envelope, envelopeContext(id)).toString('utf8')) as RefusedEnvelope;
  return { sha256, mediaType, ...(row.body === null ? {} : { bytes: unseal(key, row.body, refusedBodyContext(id)) }) };
}

/** What the key of a refused submission is bound to. */
export function refusedContext(submissionId: string): string {
  return `refused ${submissionId}`;
}

export function envelopeContext(submissionId: string): string {
  return `refused envelope ${submissionId}`;
}

export function refusedBodyContext(submissionId: string): string {
  return `refused body ${submissionId}`;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body is read as a stream, whatever its size
async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
