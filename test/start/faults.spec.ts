import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Setting, type Started } from './started.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mash-faults-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** The gateway as built, until it has given up. */
async function failed(environment: Setting): Promise<string> {
  return ended(run('node', ['scripts/start.mjs'], { DATA_DIR: join(directory, 'data'), PORT: '0', ...environment }));
}

async function ended({ gone, text }: Started): Promise<string> {
  expect(await gone).toBe(1);
  const said = text();
  expect(said).not.toMatch(/^ +at /m);
  return said.replaceAll(/^(Building|Starting| {2}\d of).*\n/gm, '').trim();
}

test('a port that is taken gets one sentence', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const said = await failed({ PORT: String(port) });
  server.close();

  expect(said).toBe(`The address 127.0.0.1:${String(port)} is in use: stop what uses it, or set PORT to another port.`);
}, 120_000);

test('a configuration that cannot be read gets one sentence', async () => {
  const said = await failed({ MASH_CONFIG: join(directory, 'nowhere.yaml') });

  expect(said).toMatch(/^The configuration \S+nowhere\.yaml cannot be used:\n {2}- The file cannot be read: .*$/);
}, 120_000);

test('every fault of a configuration is listed at once', async () => {
  const file = join(directory, 'gateway.yaml');
  await writeFile(file, 'feeds: []\nrecipients: nobody\n');

  const said = await failed({ MASH_CONFIG: file });

  expect(said.split('\n').length).toBeGreaterThan(2);
}, 120_000);

test('a database that does not answer gets one sentence, without its address or password', async () => {
  const said = await failed({ DATABASE_URL: 'postgres://somebody:hush@127.0.0.1:1/none' });

  expect(said.split('\n').at(-1)).toBe(
    'The database cannot be reached or refuses the gateway (ECONNREFUSED): check DATABASE_URL and that the server runs.',
  );
  expect(said).not.toContain('hush');
}, 120_000);

test('a Node that is too old gets one sentence before anything else is looked at', async () => {
  const older = join(directory, 'older-node.mjs');
  await writeFile(older, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } });\n");

  const said = await ended(run('node', ['--import', older, 'scripts/start.mjs'], {}));

  expect(said).toMatch(/^MASH Gateway needs Node\.js 20\.19 or newer; this is \S+\.$/);
}, 60_000);

test('a machine without make is told before anything is compiled', async () => {
  for (const tool of ['node', 'g++', 'python3', 'bash']) {
    const { stdout } = run('bash', ['-c', `command -v ${tool}`], {}).child;
    let path = '';
    for await (const chunk of stdout ?? []) path += String(chunk);
    await symlink(path.trim(), join(directory, tool));
  }

  const said = await ended(run('node', ['scripts/prerequisites/check.mjs'], { PATH: directory }));

  expect(said).toBe('MASH Gateway needs make to compile the Kafka client. On Debian or Ubuntu: sudo apt-get install make');
}, 60_000);

test('a data directory that this user may not write gets one sentence', async () => {
  if (process.getuid?.() === 0) await writeFile(join(directory, 'data'), '');
  else await chmod(directory, 0o500);

  const said = await failed({});

  expect(said).toMatch(/^The data directory \S+ cannot be made or written \(\w+\): set DATA_DIR to another\.$/);
}, 120_000);
