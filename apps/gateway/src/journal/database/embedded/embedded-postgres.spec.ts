import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.js';
import { findPostmaster } from './postmaster.js';

let dataDir: string;
let postgres: EmbeddedPostgres | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mash-postgres-'));
});

afterEach(async () => {
  await postgres?.stop();
  postgres = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

const cluster = (): string => join(dataDir, 'postgres', 'cluster');

async function ask(question: string): Promise<unknown> {
  if (postgres === undefined) throw new Error('not started');
  const client = new pg.Client(postgres.target);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(question);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function kill9(): Promise<void> {
  const running = await findPostmaster(cluster());
  if (running === undefined) throw new Error('no server runs');
  process.kill(running.pid, 'SIGKILL');
}

test('makes a UTF-8 database without locale that flushes every commit, reachable with a random password only', async () => {
  postgres = await startEmbeddedPostgres(dataDir);

  expect(await ask('SELECT pg_encoding_to_char(encoding) AS answer FROM pg_database WHERE datname = current_database()')).toBe('UTF8');
  expect(await ask('SELECT datcollate AS answer FROM pg_database WHERE datname = current_database()')).toBe('C');
  expect(await ask("SELECT current_setting('fsync') AS answer")).toBe('on');
  expect((await stat(join(cluster(), 'mash-password'))).mode & 0o777).toBe(0o600);
  const stranger = new pg.Client({ ...postgres.target, password: 'guess' });
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
}, 60_000);

test('takes over a server that an earlier gateway left running, and finds its rows', async () => {
  const first = await startEmbeddedPostgres(dataDir);
  postgres = first;
  await ask('CREATE TABLE kept AS SELECT 42 AS answer');

  postgres = await startEmbeddedPostgres(dataDir);

  expect([first.adopted, postgres.adopted]).toEqual([false, true]);
  expect(await ask('SELECT answer FROM kept')).toBe(42);
}, 60_000);

test('starts again ten times after kill -9 of the database, with nothing cleaned by hand', async () => {
  postgres = await startEmbeddedPostgres(dataDir);
  await ask('CREATE TABLE starts (n int)');

  for (let n = 1; n <= 10; n += 1) {
    await ask(`INSERT INTO starts VALUES (${String(n)})`);
    await kill9();
    postgres = await startEmbeddedPostgres(dataDir);
  }

  expect(await ask('SELECT count(*)::int AS answer FROM starts')).toBe(10);
}, 120_000);

test('is not fooled by a left-over postmaster.pid whose number now belongs to another process', async () => {
  postgres = await startEmbeddedPostgres(dataDir);
  const file = join(cluster(), 'postmaster.pid');
  const leftOver = await readFile(file, 'utf8');
  await postgres.stop();
  await writeFile(file, leftOver.replace(/^\d+/, String(process.pid)));

  postgres = await startEmbeddedPostgres(dataDir);

  expect(postgres.adopted).toBe(false);
  expect(await ask('SELECT 1 AS answer')).toBe(1);
}, 60_000);

test('two first starts at once end with one database and one server', async () => {
  const [one, two] = await Promise.all([startEmbeddedPostgres(dataDir), startEmbeddedPostgres(dataDir)]);
  postgres = one;
  await ask('CREATE TABLE kept AS SELECT 42 AS answer');

  postgres = two;

  expect(await ask('SELECT answer FROM kept')).toBe(42);
  expect((await readdir(join(dataDir, 'postgres'))).filter((name) => name.includes('making'))).toEqual([]);
}, 60_000);
