import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { loadConfig } from '../config/load-config.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../journal/database/embedded/embedded-postgres.js';
import { openJournal, type JournalStore } from '../journal/open-journal.js';
import { codeOf } from '../operate/log.js';
import { localKeys } from '../security/keys/local-keys.js';
import type { CommandContext } from './command-context.js';
import { WrongUse } from './exit-code.js';

/** Long enough to read a whole table of a large gateway. */
const COMMAND_TIMEOUT = '10min';

/**
 * Opens the gateway's database for one command: the server of DATABASE_URL, the embedded one that a running gateway has started, or
 * that one started for the command and stopped after it. Makes nothing that is not there.
 * @throws WrongUse in one sentence when there is no database, or it cannot be opened
 */
export async function withStore<T>({ environment }: CommandContext, work: (store: JournalStore) => Promise<T>): Promise<T> {
  const config = loadConfig(environment, new Date());
  const keyFile = join(config.dataDir, 'keys.json');
  if (!existsSync(keyFile))
    throw new WrongUse(`There are no keys in ${config.dataDir}: set DATA_DIR to the data directory of the gateway.`);
  const embedded = await embeddedOf(config);
  const store = await storeOf(config, embedded, keyFile);
  try {
    return await work(store);
  } finally {
    const alone = embedded?.adopted === false && (await isAlone(store.pool));
    await store.close();
    if (alone) await embedded.stop();
  }
}

/** Reads in one transaction with a limit of its own: the gateway's own five seconds are for its writes. */
export async function reading<T>(pool: Pool, work: (session: Pick<PoolClient, 'query'>) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '${COMMAND_TIMEOUT}'`);
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Who runs the command, for the audit chain: the name of the account. */
export function personOf(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the list of users has a number only.
    return `uid-${String(process.getuid?.() ?? 'unknown')}`;
  }
}

async function embeddedOf({ database, dataDir }: GatewayConfig): Promise<EmbeddedPostgres | undefined> {
  if (database.kind === 'server') return undefined;
  if (!existsSync(join(dataDir, 'postgres')))
    throw new WrongUse(`There is no database in ${dataDir} yet: start the gateway first, or set DATABASE_URL or DATA_DIR.`);
  try {
    return await startEmbeddedPostgres(dataDir);
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'The embedded database does not start.');
  }
}

async function storeOf(config: GatewayConfig, embedded: EmbeddedPostgres | undefined, keyFile: string): Promise<JournalStore> {
  const target = config.database.kind === 'server' ? config.database.url : embedded?.target;
  try {
    if (target === undefined) throw new Error('There is no database.');
    return await openJournal(target, localKeys(keyFile));
  } catch (error) {
    if (embedded?.adopted === false) await embedded.stop();
    throw new WrongUse(databaseSentence(error));
  }
}

/** Our own errors are sentences; the driver's may quote address and user. */
export function databaseSentence(error: unknown): string {
  const code = codeOf(error);
  return error instanceof Error && code === 'Error' ? error.message : `The database cannot be reached (${code}): check DATABASE_URL.`;
}

/** Whether nobody else is connected: a gateway that has started meanwhile keeps the database. */
async function isAlone(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ sessions: number }>(
    "SELECT count(*)::int AS sessions FROM pg_stat_activity WHERE backend_type = 'client backend'",
  );
  return (rows[0]?.sessions ?? Number.POSITIVE_INFINITY) <= pool.totalCount;
}
