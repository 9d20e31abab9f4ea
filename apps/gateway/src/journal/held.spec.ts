import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Submission } from '../intake/submission.js';
import type { Statement } from '../prepare/outcome.js';
import type { Ruling } from '../sharing/ruling.js';
import { eventIdOf } from './commit/identity.js';
import type { HeldRule } from './journal.js';
import type { JournalStore } from './open-journal.js';
import {
  databaseUnderTest,
  detail,
  heldStatement,
  nhsNumber,
  statement,
  submission,
  type DatabaseUnderTest,
} from './testing/journal-under-test.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

const HELD: Ruling = { kind: 'held', reason: 'no-agreement-in-force' };
const SHARED: Ruling = statement().ruling;

let database: DatabaseUnderTest;
let store: JournalStore;
let rule: HeldRule = () => HELD;
let seed = 700;

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open({ heldRule: (held) => rule(held) });
});

afterAll(async () => {
  await database.remove();
});

beforeEach(() => {
  rule = () => HELD;
  seed += 1;
});

const ofThisChild = (said: Parameters<typeof statement>[0] = {}) => ({ nhsNumbers: [nhsNumber(seed)], ...said });

async function commit(...statements: readonly Statement[]): Promise<Submission> {
  const sent = submission(randomUUID());
  await store.journal.commit(sent, statements, detail);
  return sent;
}

interface Row {
  readonly submission_id: string;
  readonly record_id: string;
  readonly event_id: string;
  readonly sequence: number;
  readonly superseded_by: string | null;
}

async function outboxOf(...sent: readonly Submission[]): Promise<readonly Row[]> {
  const { rows } = await store.pool.query<Row>(
    `SELECT submission_id, record_id, event_id, sequence::int, superseded_by FROM outbox WHERE submission_id = ANY ($1::uuid[]) ORDER BY id`,
    [sent.map(({ id }) => id)],
  );
  return rows;
}

const inThisOrder = (...sent: readonly Submission[]) => sent.map(({ id }, n) => ({ submission_id: id, sequence: n + 1 }));

test('held records are shared in their order when an agreement is in force again, and only then', async () => {
  const sent = [
    await commit(heldStatement(ofThisChild())),
    await commit(heldStatement(ofThisChild())),
    await commit(heldStatement(ofThisChild())),
  ];

  const before = await store.journal.state();
  const stillHeld = await store.journal.releaseHeld();
  rule = ({ record }) => (record.child.identifiers?.[0]?.value === nhsNumber(seed) ? SHARED : HELD);
  const released = await store.journal.releaseHeld();
  const again = await store.journal.releaseHeld();

  expect([before.held, stillHeld, released, again]).toEqual([3, 0, 3, 0]);
  expect(await outboxOf(...sent)).toMatchObject(inThisOrder(...sent));
  expect((await store.journal.receipt(sent[0]?.id ?? '', 'client-a'))?.records).toMatchObject([{ outcome: 'accepted' }]);
});

test('a newer record never overtakes held ones of its child that may now be seen: they go with it, before it', async () => {
  const first = await commit(heldStatement(ofThisChild()));
  const second = await commit(heldStatement(ofThisChild()));
  rule = () => SHARED;

  const newer = await commit(statement(ofThisChild()));

  expect(await outboxOf(first, second, newer)).toMatchObject(inThisOrder(first, second, newer));
  expect(await store.journal.releaseHeld()).toBe(0);
  const { rows } = await store.pool.query("SELECT action FROM audit WHERE submission_id = $1 AND action = 'record.released'", [first.id]);
  expect(rows).toHaveLength(1);
});

test('a record that was ruled held a moment before a newer one of the same submission keeps its place', async () => {
  rule = () => SHARED;

  const sent = await commit(heldStatement(ofThisChild({ position: 1 })), statement(ofThisChild({ position: 2 })));

  const { records } = (await store.journal.receipt(sent.id, 'client-a')) ?? {};
  expect((await outboxOf(sent)).map(({ record_id }) => record_id)).toEqual(records?.map(({ recordId }) => recordId));
});

test('what stays held keeps nothing else of the child back', async () => {
  const held = await commit(heldStatement(ofThisChild()));

  const newer = await commit(statement(ofThisChild()));

  expect(await outboxOf(held, newer)).toMatchObject(inThisOrder(newer));
});

test('a held record without a version that was overtaken says so when it is released', async () => {
  const older = await commit(heldStatement(ofThisChild({ sourceRecordId: `source-${String(seed)}`, school: 'before' })));
  const newer = await commit(statement(ofThisChild({ sourceRecordId: `source-${String(seed)}`, school: 'after' })));
  rule = () => SHARED;
  await store.journal.releaseHeld();

  const [first, second] = await outboxOf(older, newer);

  expect([first?.submission_id, second?.submission_id]).toEqual([newer.id, older.id]);
  expect(second?.superseded_by).toBe(first?.record_id);
});

test('a record has the same event id whether it is shared at once or was held first', async () => {
  const held = await commit(heldStatement(ofThisChild()));
  rule = () => SHARED;
  await store.journal.releaseHeld();
  const atOnce = await commit(statement(ofThisChild()));

  const rows = await outboxOf(held, atOnce);

  expect(rows.map(({ event_id }) => event_id)).toEqual(rows.map(({ record_id }) => eventIdOf(store.ring, 'demo-mash', record_id)));
});
