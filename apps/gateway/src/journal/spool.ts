import type { Pool } from 'pg';
import { SealBroken, seal, unseal } from '../security/keys/envelope.js';
import type { DataKey, KeyRing } from '../security/keys/key-ring.js';
import { unavailable } from './database/database-fault.js';
import { JournalUnavailable, SpoolIncomplete } from './faults.js';
import type { SpoolWriter } from './journal.js';

/** Plain bytes per stored part. */
const PART_BYTES = 256 * 1024;
/** Bytes of all spools of a database together: eight bodies of the largest kind. What needs an acknowledgement shares that disk. */
export const MAX_SPOOLED_BYTES = 4 * 1024 * 1024 * 1024;
/** A spool without a submission that nothing was written to for so long is nobody's any more. */
const ABANDONED_AFTER = '15 minutes';

/**
 * Writes a large body part by part, each sealed and bound to its place, the last one marked as last: a cut spool never opens as a whole one.
 * @param limit bytes that all spools together may have
 * @throws JournalUnavailable when a part cannot be written now, or all spools together are full
 */
export function spoolWriter(pool: Pool, ring: KeyRing, submissionId: string, limit = MAX_SPOOLED_BYTES): SpoolWriter {
  let dataKey: DataKey | undefined;
  let gathered: Uint8Array[] = [];
  let size = 0;
  let part = 0;

  const flush = async (last: boolean): Promise<void> => {
    dataKey ??= await begin(pool, ring, submissionId);
    const sealed = seal(dataKey.key, Buffer.concat(gathered), partContext(submissionId, part, last));
    gathered = [];
    size = 0;
    await insertPart(pool, { submissionId, part, sealed, limit });
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

/** Removes what nothing will take up: spools without a submission whose writer was killed. */
export async function discardOrphans(pool: Pool): Promise<void> {
  const { rows } = await pool
    .query<{ submission_id: string }>(
      `SELECT submission_id FROM spools s WHERE written_at < now() - interval '${ABANDONED_AFTER}'
       AND NOT kept AND NOT EXISTS (SELECT 1 FROM submissions WHERE submission_id = s.submission_id)`,
    )
    .catch(unavailable);
  for (const { submission_id } of rows) await discardSpool(pool, submission_id);
}

async function discardSpool(pool: Pool, submissionId: string): Promise<void> {
  await pool
    .query({
      name: 'discard-spool',
      text: `WITH gone AS (DELETE FROM spools WHERE submission_id = $1 RETURNING submission_id)
             DELETE FROM spool_parts p USING gone WHERE p.submission_id = gone.submission_id`,
      values: [submissionId],
    })
    .catch(unavailable);
}

interface NewPart {
  readonly submissionId: string;
  readonly part: number;
  readonly sealed: Buffer;
  readonly limit: number;
}

async function insertPart(pool: Pool, { submissionId, part, sealed, limit }: NewPart): Promise<void> {
  const { rowCount } = await pool
    .query({
      name: 'insert-spool-part',
      text: `WITH grown AS (
               UPDATE spools SET size = size + $4, written_at = now()
               WHERE submission_id = $1 AND (SELECT sum(size) FROM spools WHERE NOT kept) + $4 <= $5::bigint RETURNING submission_id)
             INSERT INTO spool_parts (submission_id, part, sealed) SELECT submission_id, $2, $3 FROM grown`,
      values: [submissionId, part, sealed, sealed.length, limit],
    })
    .catch(unavailable);
  if (rowCount !== 1) throw new JournalUnavailable('there is no room for more large bodies now');
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
