import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../apps/gateway/src/journal/database/embedded/embedded-postgres.js';

export function newDataDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mash-data-'));
}

/** Stops the database that a killed gateway leaves running, and removes everything. */
export async function removeDataDirectory(dataDir: string): Promise<void> {
  const database = await startEmbeddedPostgres(dataDir);
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
