import { randomBytes } from 'node:crypto';
import { chown, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';
import { makeWhole } from './make-whole.js';
import type { Place } from './place.js';
import { runBinary } from './run-binary.js';

/** The one role of the database. */
export const ROLE = 'mash';
/** In the cluster, so that the two can only come and go together; mode 0600. */
const PASSWORD_FILE = 'mash-password';

/**
 * Makes the database when there is none yet: elsewhere, and renamed into place when it is whole. A first start that was cut leaves only
 * litter, two first starts at once end with one database, and a database that exists is never touched.
 * @throws Error with the end of initdb's output
 */
export async function makeCluster({ cluster }: Place, initdb: string, account: Account): Promise<void> {
  if (await exists(cluster)) return;
  const took = await makeWhole(cluster, async (making) => {
    const password = `${making}.password`;
    try {
      await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
      if (account.foreign) await chown(password, account.uid, account.gid);
      const options = [`--username=${ROLE}`, `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
      const made = await runBinary(initdb, ['-D', making, ...options], account);
      if (made.code !== 0)
        throw new Error(`The embedded PostgreSQL could not be initialised: ${made.output.trim().split('\n').slice(-4).join(' | ')}`);
      await rename(password, join(making, PASSWORD_FILE));
    } finally {
      await rm(password, { force: true });
    }
  });
  if (took) await syncDirectory(dirname(cluster));
}

export async function readPassword({ cluster }: Place): Promise<string> {
  return (await readFile(join(cluster, PASSWORD_FILE), 'utf8')).trim();
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
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
