import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { databaseUnderTest, type DatabaseUnderTest } from '../../testing/journal-under-test.js';
import { journalTables } from './001-journal.js';
import { feedTables } from './002-feeds.js';
import { deadLetterTables } from './003-dead-letters.js';

let database: DatabaseUnderTest;
beforeAll(async () => {
  database = await databaseUnderTest();
}, 60_000);
afterAll(async () => {
  await database.remove();
}, 60_000);

test('dead letters of an earlier version are open dead letters of the publish stage, with their one attempt', async () => {
  const { pool } = await database.open();
  const client = await pool.connect();
  try {
    await client.query('CREATE SCHEMA before; SET search_path = before');
    await client.query(journalTables.sql + feedTables.sql);
    await client.query(`
      INSERT INTO records (id, record_id, submission_id, position, client_id, feed_id, child_id, match, statement_key, content_hash, state, received_at, payload)
        VALUES (1, 'r-1', '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', 4, 'c', 'health-demo', 'c-1', 'new', '', '', 'accepted', now(), '');
      INSERT INTO outbox (id, recipient, lane, child_id, sequence, record_id, submission_id, feed_id, event_id, event_time, payload)
        VALUES (7, 'demo-mash', 0, 'c-1', 1, 'r-1', '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', 'health-demo', 'e-1', now(), '');
      INSERT INTO dead_letters VALUES (7, 'demo-mash', 'c-1', 1, 'r-1', 'message-too-large', '2026-11-20T22:06:00Z', true)`);

    await client.query(deadLetterTables.sql);

    const { rows } = await client.query(
      'SELECT stage, code, feed_id, position, outbox_id, state, announced, told_at, attempts FROM dead_letters',
    );
    expect(rows).toEqual([
      {
        stage: 'publish',
        code: 'message-too-large',
        feed_id: 'health-demo',
        position: 4,
        outbox_id: '7',
        state: 'open',
        announced: true,
        told_at: null,
        attempts: [{ at: '2026-11-20T22:06:00.000Z', what: 'publish', code: 'message-too-large' }],
      },
    ]);
  } finally {
    client.release(true);
  }
}, 60_000);
