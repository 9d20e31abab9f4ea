import { randomBytes } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.js';
import type { Place } from './place.js';
import { runBinary } from './run-binary.js';

/** The one role of the database. */
export const ROLE = 'mash';
/** In the cluster, so that the two can only come and go together; mode 0600. */
const PASSWORD_FILE = 'mash-password';
const LITTER_AGE_MS = 600_000;

/**
 * Makes the database when there is none yet: elsewhere, and renamed into place when it is whole. A first start that was cut leaves only
 * litter, two first starts at once end with one database, and a database that exists is never touched.
 * @throws Error with the end of initdb's output
 */
export async function makeCluster({ cluster }: Place, initdb: string, account: Account): Promise<void> {
  await removeLitter(cluster);
  if (await exists(cluster)) return;
  const making = `${cluster}.making-${randomBytes(4).toString('hex')}`;
  const password = `${making}.password`;
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account.foreign) await chown(password, account.uid, account.gid);
    const options = [`--username=${ROLE}`, `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
    const made = await runBinary(initdb, ['-D', making, ...options], account);
    if (made.code !== 0)
      throw new Error(`The embedded PostgreSQL could not be initialised: ${made.output.trim().split('\n').slice(-4).join(' | ')}`);
    await rename(password, join(making, PASSWORD_FILE));
    await takePlace(making, cluster);
  } finally {
    await rm(making, { recursive: true, force: true });
    await rm(password, { force: true });
  }
}

export async function readPassword({ cluster }: Place): Promise<string> {
  return (await readFile(join(cluster, PASSWORD_FILE), 'utf8')).trim();
}

/** What starts that were killed left behind, old enough not to be the work of one that is still going on. */
async function removeLitter(cluster: string): Promise<void> {
  const home = dirname(cluster);
  const rests = (await readdir(home)).filter((name) => name.startsWith(`${basename(cluster)}.making-`)).map((name) => join(home, name));
  for (const rest of rests) if (await isOld(rest)) await rm(rest, { recursive: true, force: true });
}

async function isOld(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > LITTER_AGE_MS;
  } catch (error) {
    // Removed by another start in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function takePlace(making: string, cluster: string): Promise<void> {
  try {
    await rename(making, cluster);
  } catch (error) {
    // Another start was first: its database is the one.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    return;
  }
  const directory = await open(dirname(cluster), 'r');
  await directory.sync();
  await directory.close();
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
