import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';

/** Where one embedded database lives. */
export interface Place {
  /** Base directory, owned by the account that runs PostgreSQL. */
  readonly home: string;
  /** PGDATA. Exists only when it is whole. */
  readonly cluster: string;
  readonly log: string;
}

/** Used when the data directory lies below a directory closed to the account, such as /root. */
const OPEN_DIRECTORY = '/var/lib/mash-gateway';

/**
 * Prepares `<dataDir>/postgres`. When the account that runs PostgreSQL cannot reach it, the cluster goes to a directory of its own
 * under /var/lib/mash-gateway, and `<dataDir>/postgres/moved-to` remembers which.
 */
export async function preparePlace(dataDir: string, account: Account): Promise<Place> {
  await mkdir(dataDir, { recursive: true });
  const own = join(await realpath(dataDir), 'postgres');
  await mkdir(own, { recursive: true });
  if (account.foreign) await letThrough(dirname(own));
  const home = (await reachable(dirname(own), account)) ? own : await elsewhere(own);
  await mkdir(home, { recursive: true });
  await chmod(home, 0o700);
  if (account.foreign) await chown(home, account.uid, account.gid);
  return { home, cluster: join(home, 'cluster'), log: join(home, 'server.log') };
}

/** A random name kept in the data directory: a data directory that is deleted and made anew gets a new database with it. */
async function elsewhere(own: string): Promise<string> {
  const note = join(own, 'moved-to');
  try {
    return (await readFile(note, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const home = join(OPEN_DIRECTORY, randomBytes(8).toString('hex'));
  await mkdir(home, { recursive: true });
  await chmod(OPEN_DIRECTORY, 0o755);
  await writeFile(note, `${home}\n`);
  return home;
}

/** Our own data directory may be passed through, not listed; what lies in it has its own modes. */
async function letThrough(directory: string): Promise<void> {
  await chmod(directory, ((await stat(directory)).mode & 0o777) | 0o011);
}

async function reachable(directory: string, account: Account): Promise<boolean> {
  if (!account.foreign) return true;
  const { mode, uid, gid } = await stat(directory);
  const mayEnter = entryBit(uid === account.uid, gid === account.gid);
  if ((mode & mayEnter) === 0) return false;
  const parent = dirname(directory);
  return parent === directory ? true : reachable(parent, account);
}

function entryBit(isOwner: boolean, isGroup: boolean): number {
  if (isOwner) return 0o100;
  return isGroup ? 0o010 : 0o001;
}
