import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MappedRecord } from '@mash-gateway/contracts';
import { systemClock } from '../clock.js';
import { putBack } from '../dead-letters/put-back.js';
import type { Statement } from '../prepare/outcome.js';
import { chainedAudit } from './audit/audit-chain.js';
import { advisoryTurnstile } from './database/turnstile.js';
import type { HeldRule } from './journal.js';
import type { JournalStore } from './open-journal.js';
import {
  databaseUnderTest,
  detail,
  heldStatement,
  nhsNumber,
  statement,
  submission,
  upn,
  type DatabaseUnderTest,
  type Said,
} from './testing/journal-under-test.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

let database: DatabaseUnderTest;
let store: JournalStore;
let rule: HeldRule;
let seed = 0;

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open({ heldRule: (held) => rule(held) });
});

afterAll(async () => {
  await database.remove();
});

beforeEach(() => {
  rule = () => ({ kind: 'held', reason: 'no-agreement-in-force' });
  seed += 1;
});

/** Numbers of the children of this test. */
const alice = () => nhsNumber(seed * 10);
const bob = () => nhsNumber(seed * 10 + 5);

/** A version of the one source record of this test; full: what it leaves out is gone. */
function version(sourceVersion: string | undefined, said: Said = {}, change: MappedRecord['source']['change'] = 'full'): Statement {
  const made = statement({ sourceRecordId: `case-${String(seed)}`, ...(sourceVersion === undefined ? {} : { sourceVersion }), ...said });
  return { ...made, record: { ...made.record, source: { ...made.record.source, change } } };
}

const held = (made: Statement): Statement => ({ ...made, ruling: heldStatement().ruling });

/** Commits each as a submission of its own; returns the ids of their records, in order. */
async function commit(...statements: readonly Statement[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const one of statements) {
    const receipt = await store.journal.commit(submission(randomUUID()), [one], detail);
    ids.push(receipt.records[0]?.recordId ?? '');
  }
  return ids;
}

interface Row {
  readonly event: 'record' | 'withdrawal';
  readonly record_id: string;
  readonly child_id: string;
  readonly recipient: string;
  readonly sequence: number;
  readonly event_id: string;
  readonly superseded_by: string | null;
  readonly tx: string;
}

async function rowsOf(...recordIds: readonly string[]): Promise<readonly Row[]> {
  const { rows } = await store.pool.query<Row>(
    `SELECT event, record_id, child_id, recipient, sequence::int, event_id, superseded_by, xmin::text AS tx
     FROM outbox WHERE record_id = ANY ($1) ORDER BY id`,
    [recordIds],
  );
  return rows;
}

/** What a reader keeps who takes away what is withdrawn: the records under each child, by the place of the child's first row. */
function kept(rows: readonly Row[]): readonly (readonly string[])[] {
  const children = new Map<string, Set<string>>();
  for (const { event, child_id, record_id } of rows) {
    const own = children.get(child_id) ?? new Set();
    children.set(child_id, own);
    if (event === 'record') own.add(record_id);
    else own.delete(record_id);
  }
  return [...children.values()].map((own) => [...own]);
}

test('a later version about another child withdraws the record from the first, in the transaction of the new record, for everyone who was sent it', async () => {
  const recipients = ['demo-mash', 'other-mash'];
  const [first = ''] = await commit(version('1', { nhsNumbers: [alice()], recipients }));
  const [second = ''] = await commit(version('2', { nhsNumbers: [bob()], recipients: ['demo-mash'] }));

  const rows = await rowsOf(first, second);

  const [a = '', b = ''] = [...new Set(rows.map(({ child_id }) => child_id))];
  expect(rows.map(({ event, record_id, child_id, recipient, sequence }) => [event, record_id, child_id, recipient, sequence])).toEqual([
    ['record', first, a, 'demo-mash', 1],
    ['record', first, a, 'other-mash', 1],
    ['record', second, b, 'demo-mash', 1],
    ['withdrawal', first, a, 'demo-mash', 2],
    ['withdrawal', first, a, 'other-mash', 2],
  ]);
  expect(new Set(rows.slice(2).map(({ tx }) => tx)).size).toBe(1);
  expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(5);
  const { rows: audited } = await store.pool.query(
    "SELECT recipient FROM audit WHERE record_id = $1 AND action = 'record.withdrawn' ORDER BY seq",
    [first],
  );
  expect(audited).toEqual(recipients.map((recipient) => ({ recipient })));
});

test('an older version about another child that arrives late ends the same way: recorded, published, withdrawn, and not pointing at the newer', async () => {
  const [newer = ''] = await commit(version('2', { nhsNumbers: [bob()] }));
  const [older = ''] = await commit(version('1', { nhsNumbers: [alice()] }));

  const rows = await rowsOf(newer, older);

  expect(kept(rows)).toEqual([[newer], []]);
  expect(rows.map(({ event, sequence, superseded_by }) => [event, sequence, superseded_by])).toEqual([
    ['record', 1, null],
    ['record', 1, null],
    ['withdrawal', 2, null],
  ]);
});

test.each([
  ['one after another', false],
  ['in one batch', true],
])('A, then B, then A again ends with A alone, %s', async (_, together) => {
  const said = [alice(), bob(), alice()].map((number) => version(undefined, { nhsNumbers: [number] }));
  const commits = said.map((one) => () => commit(one));
  const ids: string[] = [];
  if (together) for (const [id] of await Promise.all(commits.map((run) => run()))) ids.push(id ?? '');
  else for (const run of commits) ids.push((await run())[0] ?? '');
  const [first = '', second = '', third = ''] = ids;

  const rows = await rowsOf(...ids);

  expect(new Set(ids).size).toBe(3);
  expect(kept(rows)[0]).toContain(third);
  expect(kept(rows)[1]).toEqual([]);
  expect(rows.filter(({ event }) => event === 'withdrawal').map(({ record_id }) => record_id)).toEqual(
    together ? [second] : [first, second],
  );
});

test('both versions in one submission move too, and two children told of side by side do not', async () => {
  const moving = [version('1', { nhsNumbers: [alice()], position: 1 }), version('2', { nhsNumbers: [bob()], position: 2 })];
  const receipt = await store.journal.commit(submission(randomUUID()), moving, detail);
  seed += 1;
  const siblings = [version('1', { nhsNumbers: [alice()], position: 1 }), version('1', { nhsNumbers: [bob()], position: 2 })];
  const both = await store.journal.commit(submission(randomUUID()), siblings, detail);
  const idsOf = ({ records }: typeof receipt) => records.map(({ recordId = '' }) => recordId);

  expect(kept(await rowsOf(...idsOf(receipt)))).toEqual([[], [idsOf(receipt)[1]]]);
  expect(kept(await rowsOf(...idsOf(both)))).toEqual([[idsOf(both)[0]], [idsOf(both)[1]]]);
});

test('a version that names nobody stays with a child who is known by this source record alone, and brings a first identifier along', async () => {
  const ids = await commit(version('1'), version('2', { school: 'corrected' }), version('3', { upn: upn(seed) }));
  const [other = ''] = await commit(statement({ upn: upn(seed) }));

  const rows = await rowsOf(...ids, other);

  expect(kept(rows)).toEqual([[...ids, other]]);
});

test('an unknown child who turns out to be a known one leaves nothing behind', async () => {
  const [known = ''] = await commit(statement({ nhsNumbers: [alice()] }));
  const ids = await commit(version('1'), version('2', { nhsNumbers: [alice()] }));

  expect(kept(await rowsOf(known, ...ids))).toEqual([[known, ids[1]], []]);
});

test('a part or a deletion that names nobody is about the child it was about; a full version that no longer says who it is about is not', async () => {
  const [first = ''] = await commit(version('1', { nhsNumbers: [alice()] }));
  const stayed = await commit(version('2', {}, 'partial'), version('3', {}, 'delete'));
  expect(kept(await rowsOf(first, ...stayed))).toEqual([[first, ...stayed]]);

  const [gone = ''] = await commit(version('4'));

  expect(kept(await rowsOf(first, ...stayed, gone))).toEqual([[], [gone]]);
});

test('a corrected version that is held withdraws the wrong one at once, and its release adds it where it belongs', async () => {
  const [wrong = ''] = await commit(version('1', { nhsNumbers: [alice()] }));
  const [right = ''] = await commit(held(version('2', { nhsNumbers: [bob()] })));
  const before = kept(await rowsOf(wrong, right));
  rule = () => statement().ruling;
  await store.journal.releaseHeld();

  expect(before).toEqual([[]]);
  expect(kept(await rowsOf(wrong, right))).toEqual([[], [right]]);
});

test.each([
  ['1', '2'],
  [undefined, undefined],
])('a held version that was moved while it was held is not left where it was when it is released (versions %s, %s)', async (one, two) => {
  const [wrong = ''] = await commit(held(version(one, { nhsNumbers: [alice()] })));
  const [right = ''] = await commit(version(two, { nhsNumbers: [bob()] }));
  rule = () => statement().ruling;
  await store.journal.releaseHeld();

  const rows = await rowsOf(wrong, right);

  expect(kept(rows)).toEqual([[right], []]);
  expect(rows.every(({ superseded_by }) => superseded_by === null)).toBe(true);
});

test('a dead letter whose record was withdrawn meanwhile is closed, never put back under the child it is not about', async () => {
  const [wrong = ''] = await commit(version('1', { nhsNumbers: [alice()] }));
  const { rows: letters } = await store.pool.query<{ id: string }>(
    `WITH o AS (UPDATE outbox SET dead_at = now() WHERE record_id = $1 RETURNING *)
     INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, outbox_id, recipient, child_id, sequence, record_id, at, attempts)
     SELECT 'publish', 'message-too-large', feed_id, submission_id, 1, id, recipient, child_id, sequence, record_id, now(), '[]' FROM o RETURNING id`,
    [wrong],
  );
  await commit(version('2', { nhsNumbers: [bob()] }));
  const { pool, ring } = store;

  const tools = { pool, ring, turnstile: advisoryTurnstile, auditTrail: chainedAudit(ring), clock: systemClock };
  const put = await putBack(tools, Number(letters[0]?.id), 'a-person');

  const { rows } = await pool.query('SELECT event, dead_at IS NULL AS sendable FROM outbox WHERE record_id = $1 ORDER BY id', [wrong]);
  const { rows: closed } = await pool.query('SELECT state FROM dead_letters WHERE record_id = $1', [wrong]);
  expect([put, closed]).toEqual([false, [{ state: 'discarded' }]]);
  expect(rows).toEqual([
    { event: 'record', sendable: false },
    { event: 'withdrawal', sendable: true },
  ]);
});

test('the sender sees nothing of a move: its record is published, as it was', async () => {
  const first = submission(randomUUID());
  await store.journal.commit(first, [version('1', { nhsNumbers: [alice()] })], detail);
  await store.pool.query('UPDATE outbox SET sent_at = now() WHERE submission_id = $1', [first.id]);
  await commit(version('2', { nhsNumbers: [bob()] }));

  expect((await store.journal.receipt(first.id, 'client-a'))?.records).toMatchObject([{ outcome: 'published' }]);
});
