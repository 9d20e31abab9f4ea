import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock.js';
import { DEFAULT_RETENTION } from '../config/retention.js';
import { chainedAudit, verifyAuditChain } from '../journal/audit/audit-chain.js';
import { advisoryTurnstile, type Turnstile } from '../journal/database/turnstile.js';
import { postgresDuty } from '../journal/feeds/duty.js';
import type { JournalStore } from '../journal/open-journal.js';
import {
  databaseUnderTest,
  detail,
  heldStatement,
  nhsNumber,
  statement,
  submission,
  type DatabaseUnderTest,
  type Said,
} from '../journal/testing/journal-under-test.js';
import { openLog } from '../operate/log.js';
import { listHolds, placeHold, releaseHold } from './holds.js';
import { retentionJob } from './retention-job.js';
import { runRetention, type RetentionTools } from './run-retention.js';

// A database under test shares its machine with other tests.
jest.setTimeout(120_000);

let database: DatabaseUnderTest;
let store: JournalStore;
let tools: RetentionTools;
let seed = 0;

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open();
  const { pool, ring } = store;
  tools = { pool, turnstile: advisoryTurnstile, auditTrail: chainedAudit(ring), clock: systemClock, periods: DEFAULT_RETENTION };
});

afterAll(async () => {
  await database.remove();
});

beforeEach(() => {
  seed += 1;
});

const DAY_MS = 86_400_000;
const child = (said: Said = {}): Said => ({ nhsNumbers: [nhsNumber(seed)], ...said });

interface Sent {
  readonly id: string;
  readonly recordId: string;
}

/** Commits as if it had come so many days ago, and was on Kafka then. */
async function commitAgo(days: number, said: Said = child(), body: string = randomUUID()): Promise<Sent> {
  const at = new Date(Date.now() - days * DAY_MS);
  const sent = submission(body, { receivedAt: at });
  const receipt = await store.journal.commit(sent, [statement(said)], detail);
  await store.pool.query('UPDATE outbox SET event_time = $2, sent_at = $2 WHERE submission_id = $1', [sent.id, at]);
  return { id: receipt.submissionId, recordId: receipt.records[0]?.recordId ?? '' };
}

async function left({ id }: Pick<Sent, 'id'>): Promise<Readonly<Record<string, number>>> {
  const { rows } = await store.pool.query<Record<string, number>>(
    `SELECT (SELECT count(body)::int FROM submissions WHERE submission_id = $1) AS bodies,
            (SELECT count(*)::int FROM records WHERE submission_id = $1 AND octet_length(payload) > 0) AS contents,
            (SELECT count(*)::int FROM outbox WHERE submission_id = $1) AS outbox,
            (SELECT count(*)::int FROM records WHERE submission_id = $1) AS records,
            (SELECT count(*)::int FROM receipt_parts WHERE submission_id = $1) AS receipts,
            (SELECT count(*)::int FROM submissions WHERE submission_id = $1) AS submissions`,
    [id],
  );
  return rows[0] ?? {};
}

async function childrenOfThis(): Promise<number> {
  const hash = store.ring.lookup(['identifier', 'nhs-number', nhsNumber(seed)]);
  const { rows } = await store.pool.query(
    'SELECT c.child_id FROM child_identifiers i JOIN children c USING (child_id) WHERE identifier_hash = $1',
    [hash],
  );
  return rows.length;
}

const EVERYTHING = { bodies: 1, contents: 1, outbox: 1, records: 1, receipts: 1, submissions: 1 };
const NOTHING = { bodies: 0, contents: 0, outbox: 0, records: 0, receipts: 0, submissions: 0 };

test.each([
  [10, EVERYTHING],
  [20, { ...EVERYTHING, outbox: 0 }],
  [40, { ...EVERYTHING, outbox: 0, bodies: 0, contents: 0 }],
  [400, NOTHING],
])('what came %i days ago is kept as long as was said, and no longer', async (days, expected) => {
  const sent = await commitAgo(days);

  const { completed } = await runRetention(tools);

  expect(completed).toBe(true);
  expect(await left(sent)).toEqual(expected);
  expect(await childrenOfThis()).toBe(expected.records);
});

test('a child whose last record is young keeps its place in the registry, and its sequence goes on', async () => {
  const old = await commitAgo(400);
  const young = await commitAgo(1);
  await runRetention(tools);
  const newest = await commitAgo(0);

  const { rows } = await store.pool.query<{ sequence: number }>(
    'SELECT sequence::int FROM outbox WHERE submission_id = ANY ($1::uuid[]) ORDER BY id',
    [[young.id, newest.id]],
  );

  expect(await left(old)).toEqual(NOTHING);
  expect([await childrenOfThis(), rows]).toEqual([1, [{ sequence: 2 }, { sequence: 3 }]]);
});

test('the same bytes whose body is gone are still known, and get the receipt of the first time', async () => {
  const first = await commitAgo(40, child(), `same ${String(seed)}`);
  await runRetention(tools);

  const again = await commitAgo(0, child(), `same ${String(seed)}`);

  expect(again).toEqual(first);
  expect((await store.journal.receipt(first.id, 'client-a'))?.records).toMatchObject([{ outcome: 'published' }]);
});

test('what is held for want of an agreement, or not yet sent, is kept whatever its age', async () => {
  const at = new Date(Date.now() - 400 * DAY_MS);
  const held = submission(randomUUID(), { receivedAt: at });
  await store.journal.commit(held, [heldStatement(child())], detail);
  const unsent = await commitAgo(400);
  await store.pool.query('UPDATE outbox SET sent_at = NULL WHERE submission_id = $1', [unsent.id]);
  await runRetention(tools);

  expect(await left(held)).toMatchObject({ contents: 1, records: 1, receipts: 1 });
  expect(await left(unsent)).toMatchObject({ outbox: 1, records: 1, receipts: 1 });
});

test('an open dead letter that nobody replayed in time is closed and counted, its content goes, and its record never counts as published', async () => {
  const dead = await commitAgo(40);
  await store.pool.query(
    `WITH o AS (UPDATE outbox SET sent_at = NULL, dead_at = event_time WHERE submission_id = $1 RETURNING *)
     INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, outbox_id, recipient, child_id, sequence, record_id, at, announced, attempts)
     SELECT 'publish', 'message-too-large', feed_id, submission_id, 1, id, recipient, child_id, sequence, record_id, event_time, true, '[]' FROM o`,
    [dead.id],
  );

  const { removed } = await runRetention(tools);

  const { rows } = await store.pool.query('SELECT state FROM dead_letters WHERE submission_id = $1', [dead.id]);
  const payload = await store.pool.query('SELECT octet_length(payload) AS bytes FROM outbox WHERE submission_id = $1', [dead.id]);
  expect(removed['dead-letters-open']).toBe(1);
  expect([rows, payload.rows]).toEqual([[{ state: 'discarded' }], [{ bytes: 0 }]]);
  expect((await store.journal.receipt(dead.id, 'client-a'))?.records).toMatchObject([{ outcome: 'undeliverable' }]);
});

test.each(['child', 'submission'])('a legal hold on a %s keeps all of it until it is released', async (kind) => {
  const sent = await commitAgo(400);
  const { rows } = await store.pool.query<{ child_id: string }>('SELECT child_id FROM records WHERE submission_id = $1', [sent.id]);
  const subject = kind === 'child' ? { childId: rows[0]?.child_id ?? '' } : { submissionId: sent.id };
  const id = await placeHold(tools, subject, 'CASE-000123', 'a-person');
  const twice = await placeHold(tools, subject, 'CASE-000124', 'a-person');
  await runRetention(tools);
  const while_ = await left(sent);
  await releaseHold(tools, id ?? 0, 'another-person');
  await runRetention(tools);

  expect([while_, twice, await left(sent)]).toEqual([EVERYTHING, undefined, NOTHING]);
  expect(await listHolds(store.pool)).toContainEqual(
    expect.objectContaining({ id, ...subject, placedBy: 'a-person', releasedBy: 'another-person' }),
  );
});

test('no record id is given twice when an earlier telling of the same is gone: A, B, A, and A again', async () => {
  const say = (days: number, school: string) =>
    commitAgo(days, child({ sourceRecordId: `case-${String(seed)}`, sourceVersion: '1', school }));
  const told = [await say(400, 'a'), await say(3, 'b'), await say(2, 'a')];
  await runRetention(tools);
  const later = [await say(1, 'b'), await say(0, 'a')];

  expect(new Set([...told, ...later].map(({ recordId }) => recordId)).size).toBe(5);
});

test('a run that is ended between two batches leaves nothing half removed, and the next one goes on', async () => {
  const sent = [await commitAgo(400), await commitAgo(400)];
  let asked = 0;
  const ended = await runRetention(tools, { mayGoOn: () => Promise.resolve((asked += 1) < 8) });
  const next = await runRetention(tools);

  expect([ended.completed, next.completed]).toEqual([false, true]);
  for (const one of sent) expect(await left(one)).toEqual(NOTHING);
  const { rows } = await store.pool.query<{ records: number }>(
    `SELECT sum((removed ->> 'records')::int)::int AS records FROM (SELECT removed FROM retention_runs ORDER BY run_id DESC LIMIT 2) AS runs`,
  );
  expect(rows[0]?.records).toBe((ended.removed.records ?? 0) + (next.removed.records ?? 0));
});

test('a connection that is cut in the middle of a batch takes that batch back whole, and the next run removes it', async () => {
  const sent = [await commitAgo(400), await commitAgo(400)];
  let entered = 0;
  const turnstile: Turnstile = {
    async enter(transaction) {
      await advisoryTurnstile.enter(transaction);
      entered += 1;
      if (entered === 8) await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
    },
  };

  await expect(runRetention({ ...tools, turnstile })).rejects.toThrow();
  const { completed } = await runRetention(tools);

  expect(completed).toBe(true);
  for (const one of sent) expect(await left(one)).toEqual(NOTHING);
});

test('a rehearsal says what would go, and removes nothing', async () => {
  const sent = await commitAgo(400);

  const { removed } = await runRetention(tools, { rehearse: true });

  expect(removed).toMatchObject({ records: 1, children: 1 });
  expect(await left(sent)).toEqual(EVERYTHING);
  await runRetention(tools);
});

test('a clock of this instance that jumps ahead removes nothing early', async () => {
  const sent = await commitAgo(1);

  await runRetention({ ...tools, clock: { now: () => new Date(Date.now() + 4_000 * DAY_MS) } });

  expect(await left(sent)).toEqual(EVERYTHING);
});

test('two instances that find a run due at once run it once, and both know when it was through', async () => {
  await store.pool.query('DELETE FROM retention_runs');
  const lines: string[] = [];
  const log = openLog({ write: (line) => lines.push(line) });
  const jobs = ['one', 'two'].map((holder) => retentionJob({ ...tools, duty: postgresDuty(store.pool, holder), log, lookEveryMs: 50 }));
  while (jobs.some((job) => job.status().completedAt === undefined)) await new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all(jobs.map((job) => job.stop()));

  const { rows } = await store.pool.query('SELECT 1 FROM retention_runs');
  expect(rows).toHaveLength(1);
  expect(lines.filter((line) => line.includes('retention.complete'))).toHaveLength(1);
});

test('the audit chain that was cut at its beginning is whole, and one that says otherwise than where it was cut is not', async () => {
  await commitAgo(1);
  const { removed } = await runRetention({ ...tools, periods: { ...DEFAULT_RETENTION, auditDays: 1e-9 } });
  const whole = await verifyAuditChain(store.pool, store.ring);
  await store.pool.query('UPDATE audit_cut SET seq = seq - 1');

  expect(removed.audit).toBeGreaterThan(0);
  expect(whole.kind).toBe('whole');
  expect((await verifyAuditChain(store.pool, store.ring)).kind).toBe('broken');
});
