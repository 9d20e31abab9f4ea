import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Pool } from 'pg';
import { databaseUnderTest, type DatabaseUnderTest } from '../../testing/journal-under-test.js';
import { openDatabase } from '../database.js';
import { migrate, schemaFault } from './migrate.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

let database: DatabaseUnderTest;
let pools: readonly Pool[];
beforeAll(async () => {
  database = await databaseUnderTest();
  pools = await Promise.all([openDatabase(database.target), openDatabase(database.target)]);
});
afterAll(async () => {
  for (const pool of pools) await pool.end();
  await database.remove();
});

async function applied(): Promise<readonly { readonly version: number }[]> {
  return (await pools[0]?.query<{ version: number }>('SELECT version FROM schema_version ORDER BY version'))?.rows ?? [];
}

test('two instances that start at once on an empty database bring it up once, and again changes nothing', async () => {
  await Promise.all(pools.map((pool) => migrate(pool)));
  const first = await applied();
  await Promise.all(pools.map((pool) => migrate(pool)));

  expect(first.map(({ version }) => version)).toEqual(first.map((_, index) => index + 1));
  expect(await applied()).toEqual(first);
});

test('an older gateway refuses a schema that a newer one has written, in a sentence that says what to do, and changes nothing', async () => {
  const before = await applied();
  await pools[0]?.query("INSERT INTO schema_version (version, name) VALUES (1000, 'of a newer gateway')");

  await expect(database.open()).rejects.toThrow(/^The database has schema 1000, this version knows \d+: run the newer gateway\.$/);

  expect(await applied()).toEqual([...before, { version: 1000 }]);
  expect(await schemaFault(pools[0] as Pool)).toMatch(/schema 1000.*run the newer gateway/);
  await pools[0]?.query('DELETE FROM schema_version WHERE version = 1000');
  await expect(database.open()).resolves.toBeDefined();
});
