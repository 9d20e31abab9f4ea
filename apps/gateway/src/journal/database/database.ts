import pg from 'pg';
import type { ConnectionTarget } from './embedded/embedded-postgres.js';

/** How long one statement may run, and how long a transaction may stand still, so that a paused instance frees the turnstile. */
const STATEMENT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_MS = 5_000;
/**
 * How long we ourselves wait for an answer: longer than any statement may run or wait in the turnstile (20 s). The server's limits say nothing
 * where a router has forgotten the connection: its answer never comes, and whoever waits for it would wait until the next start.
 */
const ANSWER_MS = 30_000;

/**
 * Opens a pool whose sessions flush at every commit, and proves that the server really does.
 * @param target the embedded database, or a DATABASE_URL
 * @throws Error in one sentence when the server is not one that an acknowledgement can rest on
 */
export async function openDatabase(target: ConnectionTarget | string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    ...(typeof target === 'string' ? { connectionString: target } : target),
    max: 16,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    query_timeout: ANSWER_MS,
    // For the one connection that waits without asking: it listens for commits.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'mash-gateway',
    // Every look-up of ours has its index. Prepared plans are made while tables are new and empty, when reading them whole looks cheapest, and are then kept.
    options: '-c synchronous_commit=on -c timezone=UTC -c client_min_messages=error -c enable_seqscan=off',
  });
  // The pool replaces a connection that breaks while idle; whoever needs one gets the error of its own query.
  pool.on('error', () => undefined);
  // One that the server ends while it is lent out is nobody's fault either: without this, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await proveDurable(pool);
    return pool;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

interface Durability {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly server_encoding: string;
  readonly version: number;
  readonly standby: boolean;
}

/** A cluster with `fsync=off` or `full_page_writes=off` loses acknowledged records in a power cut: it is refused. */
async function proveDurable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<Durability>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            current_setting('synchronous_commit') AS synchronous_commit, current_setting('server_encoding') AS server_encoding,
            current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby`,
  );
  const [server] = rows;
  if (server === undefined) throw new Error('the database does not answer');
  const faults = [
    ...(server.fsync === 'on' ? [] : ['fsync is off']),
    ...(server.full_page_writes === 'on' ? [] : ['full_page_writes is off']),
    ...(server.synchronous_commit === 'on' ? [] : ['synchronous_commit cannot be set to on']),
    ...(server.server_encoding === 'UTF8' ? [] : ['its encoding is not UTF8']),
    ...(server.version >= 140_000 ? [] : ['it is older than PostgreSQL 14']),
    ...(server.standby ? ['it is a standby'] : []),
  ];
  if (faults.length > 0) throw new Error(`The database cannot keep what is acknowledged: ${faults.join(', ')}.`);
}
