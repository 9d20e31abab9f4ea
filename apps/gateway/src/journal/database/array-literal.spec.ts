import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { JournalStore } from '../open-journal.js';
import { arrayOf } from './array-literal.js';
import { databaseUnderTest, type DatabaseUnderTest } from '../testing/journal-under-test.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

let database: DatabaseUnderTest;
let store: JournalStore;

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open();
});

afterAll(async () => {
  await database.remove();
});

const storable = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('NULL', 'null', '', ' ', '{}', ',', '"', '\\', '\\"', "'", '\n'))
  .filter((text) => !text.includes('\u0000'));

test('whatever text goes into an array comes out of PostgreSQL unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(storable)), async (values) => {
      const { rows } = await store.pool.query<{ back: string[] }>('SELECT $1::text[] AS back', [arrayOf(values)]);
      expect(rows[0]?.back).toEqual(values);
    }),
    { numRuns: 200 },
  );
});

test('bytes, times, numbers and truth come out unchanged too', async () => {
  const at = new Date('2026-11-20T22:05:00.123Z');

  const { rows } = await store.pool.query(
    'SELECT $1::bytea[] AS bytes, $2::timestamptz[] AS times, $3::bigint[] AS numbers, $4::boolean[] AS truth',
    [
      arrayOf([Buffer.of(0, 255, 92, 34), null, Buffer.alloc(0)]),
      arrayOf([at]),
      arrayOf([-1, 9_007_199_254_740_991]),
      arrayOf([true, false]),
    ],
  );

  expect(rows).toEqual([
    { bytes: [Buffer.of(0, 255, 92, 34), null, Buffer.alloc(0)], times: [at], numbers: ['-1', '9007199254740991'], truth: [true, false] },
  ]);
});
