import type { Pool } from 'pg';
import { keyRing, type KeyRing } from '../security/keys/key-ring.js';
import type { KeyProvider } from '../security/keys/key-provider.js';
import { openDatabase } from './database/database.js';
import type { ConnectionTarget } from './database/embedded/embedded-postgres.js';
import { migrate } from './database/migrations/migrate.js';
import { postgresJournal, type JournalPorts, type OpenJournal } from './postgres-journal.js';
import { discardOrphans } from './spool.js';

const SWEEP_EVERY_MS = 5 * 60_000;

/** An open journal with what the relay and the commands need beside it. */
export interface JournalStore {
  readonly journal: OpenJournal;
  readonly pool: Pool;
  readonly ring: KeyRing;
  /** Waits for what was taken, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens the database, proves that it keeps what is acknowledged, brings its schema up, and proves that the keys are the ones it was written with.
 * @throws Error in one sentence when any of that fails
 */
export async function openJournal(target: ConnectionTarget | string, keys: KeyProvider, ports: JournalPorts = {}): Promise<JournalStore> {
  const ring = keyRing(await keys.keys());
  const pool = await openDatabase(target);
  try {
    await migrate(pool);
    await proveKeys(pool, ring);
    await discardOrphans(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const journal = postgresJournal(pool, ring, ports);
  const sweeping = sweepRegularly(pool);
  return {
    journal,
    pool,
    ring,
    async close() {
      await sweeping.stop();
      await journal.close();
      await pool.end();
    },
  };
}

/** What a killed instance left in the spool is removed while others go on. */
function sweepRegularly(pool: Pool): { stop(): Promise<void> } {
  let under = Promise.resolve();
  const timer = setInterval(() => {
    // A database that does not answer now is swept the next time.
    under = discardOrphans(pool).catch(() => undefined);
  }, SWEEP_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await under;
    },
  };
}

/** With other keys nothing stored could be read, and every repeat would look new: better not to start. */
async function proveKeys(pool: Pool, ring: KeyRing): Promise<void> {
  await pool.query('UPDATE ledger SET key_fingerprint = $1 WHERE key_fingerprint IS NULL', [ring.fingerprint]);
  const { rows } = await pool.query<{ key_fingerprint: Buffer }>('SELECT key_fingerprint FROM ledger');
  if (rows[0]?.key_fingerprint.equals(ring.fingerprint) === true) return;
  throw new Error('The keys are not the ones this database was written with: restore the key file that belongs to it.');
}
