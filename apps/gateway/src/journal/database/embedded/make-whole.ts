import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Longer than the slowest making takes. */
const LITTER_AGE_MS = 10 * 60_000;

/**
 * Makes a folder aside and renames it into place when it is whole: one cut by a kill is never taken for a good one, and of two made at
 * once the first to be whole is the one.
 * @param make fills the folder whose path it is given; the folder's parent exists
 * @returns whether this call's folder took the place
 */
export async function makeWhole(place: string, make: (making: string) => Promise<void>): Promise<boolean> {
  await removeLitter(place);
  const making = `${place}.making-${randomUUID()}`;
  try {
    await make(making);
    return await takePlace(making, place);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function takePlace(making: string, place: string): Promise<boolean> {
  try {
    await rename(making, place);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    return false;
  }
}

/** What starts that were killed left behind, old enough not to be the work of one that is still going on. */
async function removeLitter(place: string): Promise<void> {
  const home = dirname(place);
  const rests = (await readdir(home)).filter((name) => name.startsWith(`${basename(place)}.making-`)).map((name) => join(home, name));
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
