import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { JournalStore } from '../open-journal.js';
import { databaseUnderTest, detail, heldStatement, statement, submission, type DatabaseUnderTest } from '../testing/journal-under-test.js';
import { readState } from './read-state.js';

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

async function commit(...recipients: readonly string[]): Promise<Date> {
  await store.journal.commit(submission(randomUUID()), [statement({ recipients })], detail);
  const { rows } = await store.pool.query<{ at: Date }>('SELECT max(event_time) AS at FROM outbox');
  return rows[0]?.at ?? new Date(0);
}

test('what waits is counted per recipient up to a limit, with the age of the oldest', async () => {
  const empty = await readState(store.pool);
  const [first] = [
    await commit('a-mash', 'b-mash'),
    await commit('a-mash'),
    await commit('c-mash'),
    await commit('a-mash'),
    await commit('a-mash'),
  ];
  await store.pool.query("UPDATE outbox SET sent_at = now() WHERE recipient = 'c-mash'");
  for (let n = 0; n < 4; n += 1) await store.journal.commit(submission(randomUUID()), [heldStatement()], detail);

  const whole = await readState(store.pool);
  const limited = await readState(store.pool, 3);

  expect(empty).toEqual({ recipients: [], held: 0, unfinished: 0, deadLetters: [] });
  expect(whole).toMatchObject({
    recipients: [
      { recipient: 'a-mash', unsent: 4, oldestUnsentAt: first },
      { recipient: 'b-mash', unsent: 1, oldestUnsentAt: first },
    ],
    held: 4,
  });
  expect(limited).toMatchObject({ recipients: [{ unsent: 3, oldestUnsentAt: first }, { unsent: 1 }], held: 3 });
});

test('a large backlog is read by index, and no further than the limit', async () => {
  await store.pool.query(
    `INSERT INTO outbox (id, recipient, lane, child_id, sequence, record_id, submission_id, feed_id, event_id, event_time, payload)
     SELECT 1000 + n, 'd-mash', n % 16, 'c', n, 'r', gen_random_uuid(), 'f', 'e' || n, timestamptz '2026-11-20' + n * interval '1 s', ''
     FROM generate_series(1, 20000) AS n`,
  );
  const before = await rowsRead();

  const { recipients } = await readState(store.pool, 100);

  expect(recipients.at(-1)).toEqual({ recipient: 'd-mash', unsent: 100, oldestUnsentAt: new Date('2026-11-20T00:00:01Z') });
  expect((await rowsRead()) - before).toBeLessThan(1_000);
});

/** Index entries of the outbox that any session has read so far. */
async function rowsRead(): Promise<number> {
  await store.pool.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await store.pool.query<{ read: string }>(
    "SELECT sum(idx_tup_read) AS read FROM pg_stat_user_indexes WHERE relname = 'outbox'",
  );
  return Number(rows[0]?.read);
}
