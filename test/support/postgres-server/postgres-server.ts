import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';
import { serverAccount, type Account } from '../../../apps/gateway/src/journal/database/embedded/account.js';
import { endWithTests } from '../end-with-tests.js';
import { freePorts } from '../free-ports.js';
import { until } from '../until.js';

/** A PostgreSQL server as an operator would install it, with its data in a temporary folder. */
export interface PostgresServer {
  /** host:port it listens on, the same after a restart. */
  readonly address: string;
  /** kill -9 of the postmaster. Resolves when it and its sessions are gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** A standby of this server, without which it confirms no commit (`synchronous_standby_names`). Resolves when it is in step. */
  synchronousStandby(): Promise<PostgresServer>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

const USER = 'mash';

export function databaseUrl(address: string): string {
  return `postgres://${USER}@${address}/postgres`;
}

/** @param environment of the server, as for a changed clock */
export async function startPostgresServer(environment: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const place = await preparePlace();
  await run(place, 'initdb', ['-D', place.cluster, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  return serve(place, environment);
}

interface Place {
  readonly binaries: string;
  readonly account: Account;
  readonly folder: string;
  readonly cluster: string;
}

async function preparePlace(): Promise<Place> {
  const [binaries, account, folder] = await Promise.all([postgresBinaries(), serverAccount(), mkdtemp(join(tmpdir(), 'mash-postgres-'))]);
  await chmod(folder, 0o700);
  if (account.foreign) await chown(folder, account.uid, account.gid);
  return { binaries, account, folder, cluster: join(folder, 'cluster') };
}

/** Debian keeps them out of the path, one folder a version. */
async function postgresBinaries(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const folder = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`)
    .find((candidate) => existsSync(join(candidate, 'pg_basebackup')));
  if (folder === undefined) throw new Error('The fault suite needs a PostgreSQL server: apt-get install -y postgresql');
  return folder;
}

async function run({ binaries, account, folder }: Place, program: string, args: readonly string[]): Promise<void> {
  const who = account.foreign ? { uid: account.uid, gid: account.gid } : {};
  await promisify(execFile)(join(binaries, program), [...args], { cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' }, ...who });
}

async function serve(place: Place, environment: Readonly<Record<string, string>>): Promise<PostgresServer> {
  const [port = 0] = await freePorts(1);
  const address = `127.0.0.1:${String(port)}`;
  let child: ChildProcess | undefined;
  const query: PostgresServer['query'] = async (sql) => {
    const client = new pg.Client({ connectionString: databaseUrl(address) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const server: PostgresServer = {
    address,
    query,
    async kill() {
      if (child === undefined) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
    async start() {
      // Sessions of a postmaster that was killed hold its shared memory until they have noticed.
      await until('PostgreSQL to start', async () => {
        const started = await launch(place, port, environment);
        if (typeof started !== 'string') child = started;
        else if (!/shared memory block|lock file/.test(started)) throw new Error(`PostgreSQL does not start:\n${started}`);
        return child !== undefined;
      });
    },
    synchronousStandby: () => standbyOf(place, address, query),
    async close() {
      await server.kill();
      await rm(place.folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Resolves on PostgreSQL's own word that it is ready; when it ends instead, with its last words. */
async function launch(
  { binaries, account, cluster, folder }: Place,
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<ChildProcess | string> {
  const settings = [...SETTINGS, `port=${String(port)}`, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]);
  // Its environment is for the server alone, not for the program that changes the account.
  const given = Object.entries({ LC_ALL: 'C', TZ: 'UTC', ...environment }).map(([name, value]) => `${name}=${value}`);
  const command = ['/usr/bin/env', ...given, join(binaries, 'postgres'), '-D', cluster, ...settings] as const;
  const [program, ...args] = endWithTests(command, account.foreign ? account : undefined);
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const last: string[] = [];
  return new Promise((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      last.push(line);
      if (last.length > 20) last.shift();
      if (line.includes('ready to accept')) resolve(child);
    });
    child.once('exit', () => {
      resolve(last.join('\n'));
    });
  });
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'max_wal_senders=4', 'logging_collector=off', 'log_destination=stderr'];

async function standbyOf(primary: Place, address: string, query: PostgresServer['query']): Promise<PostgresServer> {
  const place = await preparePlace();
  const [host = '', port = ''] = address.split(':');
  const source = `host=${host} port=${port} user=${USER} application_name=standby`;
  await run(place, 'pg_basebackup', ['-D', place.cluster, '-d', source, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']);
  const standby = await serve({ ...place, binaries: primary.binaries }, {});
  await query("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
  await query('SELECT pg_reload_conf()');
  const inStep = "SELECT 1 FROM pg_stat_replication WHERE application_name = 'standby' AND sync_state = 'sync'";
  await until('the standby to be in step', async () => (await query(inStep)).length === 1);
  return standby;
}
