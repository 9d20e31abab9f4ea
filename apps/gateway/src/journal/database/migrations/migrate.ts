import type { Pool } from 'pg';
import { journalTables } from './001-journal.js';
import { feedTables } from './002-feeds.js';
import { deadLetterTables } from './003-dead-letters.js';
import { retentionTables } from './004-retention.js';
import { sourceMoves } from './005-source-moves.js';
import { noticeTables } from './006-notices.js';
import type { Migration } from './migration.js';

const MIGRATIONS: readonly Migration[] = [journalTables, feedTables, deadLetterTables, retentionTables, sourceMoves, noticeTables];
/** Another lock than the turnstile's: instances that start together wait here for one another. */
const LOCK = 'SELECT pg_advisory_xact_lock(1835103080, 2)';
/** A step over many rows, and waiting for another instance that is at it, take longer than the pool waits for an answer. */
const PATIENT = { query_timeout: 11 * 60_000 };

/**
 * Brings the database to the schema of this version, each step in one transaction with its mark in `schema_version`.
 * @throws Error when the database was already written by a newer version
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query({ ...PATIENT, text: `BEGIN; SET LOCAL statement_timeout = '10min'; ${LOCK}` });
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM schema_version');
    const present = rows[0]?.version ?? 0;
    const newer = newerThanKnown(present);
    if (newer !== undefined) throw new Error(newer);
    for (const step of MIGRATIONS.filter(({ version }) => version > present)) {
      await client.query({ ...PATIENT, text: step.sql });
      await client.query('INSERT INTO schema_version (version, name) VALUES ($1, $2)', [step.version, step.name]);
    }
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // The connection is thrown away: its transaction ends with it, whatever state it was in.
    client.release(true);
    throw error;
  }
}

/** Why this version cannot work with a database, without changing anything in it; undefined when it can, or there is nothing in it yet. */
export async function schemaFault(pool: Pool): Promise<string | undefined> {
  const { rows: tables } = await pool.query<{ there: boolean }>("SELECT to_regclass('schema_version') IS NOT NULL AS there");
  if (tables[0]?.there !== true) return undefined;
  const { rows } = await pool.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM schema_version');
  return newerThanKnown(rows[0]?.version ?? 0);
}

function newerThanKnown(present: number): string | undefined {
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (present <= newest) return undefined;
  return `The database has schema ${String(present)}, this version knows ${String(newest)}: run the newer gateway.`;
}
