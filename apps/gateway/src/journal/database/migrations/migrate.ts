import type { Pool } from 'pg';
import { journalTables } from './001-journal.js';
import { feedTables } from './002-feeds.js';
import { deadLetterTables } from './003-dead-letters.js';
import { sourceMoves } from './005-source-moves.js';
import { noticeTables } from './006-notices.js';
import type { Migration } from './migration.js';

const MIGRATIONS: readonly Migration[] = [journalTables, feedTables, deadLetterTables, sourceMoves, noticeTables];
/** Another lock than the turnstile's: instances that start together wait here for one another. */
const LOCK = 'SELECT pg_advisory_xact_lock(1835103080, 2)';

/**
 * Brings the database to the schema of this version, each step in one transaction with its mark in `schema_version`.
 * @throws Error when the database was already written by a newer version
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SET LOCAL statement_timeout = '10min'; ${LOCK}`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM schema_version');
    const present = rows[0]?.version ?? 0;
    const newest = MIGRATIONS.at(-1)?.version ?? 0;
    if (present > newest)
      throw new Error(`The database has schema ${String(present)}, this version knows ${String(newest)}: run the newer gateway.`);
    for (const step of MIGRATIONS.filter(({ version }) => version > present)) {
      await client.query(step.sql);
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
