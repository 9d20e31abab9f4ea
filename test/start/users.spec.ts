import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataDirectory } from '../support/data-directory.js';
import { ROOT, run, runFile } from './started.js';

const READY = /Read the topic/;
const isRoot = process.getuid?.() === 0;
/** Whoever runs PostgreSQL when we are root; any ordinary account would do. */
const ORDINARY = 65_534;

let below: string[] = [];

beforeAll(async () => {
  await run('node', ['scripts/mash.mjs', '--help'], {}).gone;
}, 300_000);

afterAll(async () => {
  for (const path of below) await rm(path, { recursive: true, force: true });
  below = [];
});

/** Where the ordinary account can read the built tree: here, or, when this checkout is closed to others, in a copy that is open to all. */
async function openCheckout(): Promise<string> {
  const look = ['-e', `require('node:fs').accessSync(${JSON.stringify(join(ROOT, 'scripts/start.mjs'))})`];
  if (!isRoot || spawnSync(process.execPath, look, { uid: ORDINARY, gid: ORDINARY, cwd: '/' }).status === 0) return ROOT;
  const checkout = await checkoutBelow(tmpdir());
  await rm(join(checkout, 'node_modules'));
  // Hard links where the file system allows: the packages are half a gigabyte.
  const packages = [join(ROOT, 'node_modules'), join(checkout, 'node_modules')];
  if (spawnSync('cp', ['-al', ...packages]).status !== 0) spawnSync('cp', ['-a', ...packages]);
  await chmod(checkout, 0o755);
  return checkout;
}

/** A checkout of its own: the built tree copied, the installed packages borrowed. */
async function checkoutBelow(parent: string): Promise<string> {
  const checkout = await mkdtemp(join(parent, 'mash-checkout-'));
  below.push(checkout);
  for (const part of ['apps', 'libs', 'scripts', 'examples', 'package.json', 'tsconfig.json', 'tsconfig.base.json'])
    await cp(join(ROOT, part), join(checkout, part), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  return checkout;
}

test('runs as an ordinary user from a tree that somebody else built', async () => {
  const home = await mkdtemp(join(tmpdir(), 'mash-user-'));
  below.push(home);
  if (isRoot) await chown(home, ORDINARY, ORDINARY);
  const environment = { DATA_DIR: join(home, 'data'), PORT: '0', HOME: home };

  const checkout = await openCheckout();

  const started = run('node', ['scripts/start.mjs'], environment, { cwd: checkout, ...(isRoot ? { uid: ORDINARY, gid: ORDINARY } : {}) });
  await started.says(READY);
  started.ctrlC();

  expect(await started.gone).toBe(0);
}, 180_000);

test('runs in a checkout below a home that is closed to others, its data beside it', async () => {
  const home = isRoot ? homedir() : await mkdtemp(join(tmpdir(), 'mash-home-'));
  const checkout = await checkoutBelow(home);
  const dataDir = join(checkout, 'data');
  await mkdir(dataDir);

  const started = run('node', ['scripts/start.mjs'], { PORT: '0' }, { cwd: checkout });
  await started.says(READY);
  const { url } = await runFile(dataDir);
  const ready = await fetch(`${url}/health/ready`);
  started.ctrlC();

  expect(ready.status).toBe(200);
  expect(await started.gone).toBe(0);
  await removeDataDirectory(dataDir);
}, 180_000);
