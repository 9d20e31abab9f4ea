import type { Pool } from 'pg';
import { SealBroken, seal, unseal } from '../security/keys/envelope.js';
import type { DataKey, KeyRing } from '../security/keys/key-ring.js';
import { unavailable } from './database/database-fault.js';
import { SpoolIncomplete } from './faults.js';
import type { SpoolWriter } from './journal.js';

/** Plain bytes per stored part. */
const PART_BYTES = 256 * 1024;

/** Writes a large body part by part, each sealed and bound to its place, the last one marked as last: a cut spool never opens as a whole one. */
export function spoolWriter(pool: Pool, ring: KeyRing, submissionId: string): SpoolWriter {
  let dataKey: DataKey | undefined;
  let gathered: Uint8Array[] = [];
  let size = 0;
  let part = 0;

  const flush = async (last: boolean): Promise<void> => {
    dataKey ??= await begin(pool, ring, submissionId);
    const sealed = seal(dataKey.key, Buffer.concat(gathered), partContext(submissionId, part, last));
    gathered = [];
    size = 0;
    await pool
      .query({
        name: 'insert-spool-part',
        text: 'INSERT INTO spool_parts (submission_id, part, sealed) VALUES ($1, $2, $3)',
        values: [submissionId, part, sealed],
      })
      .catch(unavailable);
    part += 1;
  };

  return {
    async write(chunk) {
      gathered.push(chunk);
      size += chunk.length;
      if (size >= PART_BYTES) await flush(false);
    },
    seal: () => flush(true),
    discard: () => discardSpool(pool, submissionId),
  };
}

/** @throws JournalUnavailable, and SpoolIncomplete when a part is missing or changed, or the last part was never written */
export async function* openSpool(pool: Pool, ring: KeyRing, submissionId: string): AsyncIterable<Uint8Array> {
  const { rows } = await pool
    .query<{ data_key: Buffer; parts: number }>(
      'SELECT data_key, (SELECT count(*)::int FROM spool_parts p WHERE p.submission_id = s.submission_id) AS parts FROM spools s WHERE submission_id = $1',
      [submissionId],
    )
    .catch(unavailable);
  const [spool] = rows;
  if (spool === undefined || spool.parts === 0) throw new SpoolIncomplete('nothing is spooled');
  const key = ring.openDataKey(spool.data_key, spoolContext(submissionId));
  for (let part = 0; part < spool.parts; part += 1) yield await readPart(pool, key, { submissionId, part, last: part === spool.parts - 1 });
}

/** Removes what the gateway wrote before it was killed, and nothing will take up: spools without a submission, older than an hour. */
export async function discardOrphans(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ submission_id: string }>(
    `SELECT submission_id FROM spools s WHERE begun_at < now() - interval '1 hour'
     AND NOT EXISTS (SELECT 1 FROM submissions WHERE submission_id = s.submission_id)`,
  );
  for (const { submission_id } of rows) await discardSpool(pool, submission_id);
}

async function discardSpool(pool: Pool, submissionId: string): Promise<void> {
  await pool.query('DELETE FROM spool_parts WHERE submission_id = $1', [submissionId]).catch(unavailable);
  await pool.query('DELETE FROM spools WHERE submission_id = $1', [submissionId]).catch(unavailable);
}

async function begin(pool: Pool, ring: KeyRing, submissionId: string): Promise<DataKey> {
  const dataKey = ring.newDataKey(spoolContext(submissionId));
  await pool.query('INSERT INTO spools (submission_id, data_key) VALUES ($1, $2)', [submissionId, dataKey.wrapped]).catch(unavailable);
  return dataKey;
}

interface Part {
  readonly submissionId: string;
  readonly part: number;
  readonly last: boolean;
}

async function readPart(pool: Pool, key: Buffer, { submissionId, part, last }: Part): Promise<Uint8Array> {
  const { rows } = await pool
    .query<{ sealed: Buffer }>('SELECT sealed FROM spool_parts WHERE submission_id = $1 AND part = $2', [submissionId, part])
    .catch(unavailable);
  const [row] = rows;
  if (row === undefined) throw new SpoolIncomplete(`part ${String(part)} is missing`);
  try {
    return unseal(key, row.sealed, partContext(submissionId, part, last));
  } catch (cause) {
    if (cause instanceof SealBroken) throw new SpoolIncomplete(`part ${String(part)} was cut or changed`, { cause });
    throw cause;
  }
}

function spoolContext(submissionId: string): string {
  return `spool ${submissionId}`;
}

function partContext(submissionId: string, part: number, last: boolean): string {
  return `spool ${submissionId} ${String(part)}${last ? ' last' : ''}`;
}
