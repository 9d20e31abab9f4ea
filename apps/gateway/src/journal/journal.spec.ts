import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { JournalStore } from './open-journal.js';
import { databaseUnderTest, detail, nhsNumber, statement, submission, upn, type DatabaseUnderTest } from './testing/journal-under-test.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

let database: DatabaseUnderTest;
let first: JournalStore;
let second: JournalStore;
let seed = 0;

beforeAll(async () => {
  database = await databaseUnderTest();
  first = await database.open();
  second = await database.open();
});

afterAll(async () => {
  await database.remove();
});

/** A number no other test of this file uses. */
const next = (): number => (seed += 1);

interface OutboxRow {
  readonly id: string;
  readonly child_id: string;
  readonly recipient: string;
  readonly sequence: string;
  readonly record_id: string;
  readonly superseded_by: string | null;
  readonly event_id: string;
}

async function rowsOf(submissionIds: readonly string[]): Promise<readonly OutboxRow[]> {
  const { rows } = await first.pool.query<OutboxRow>('SELECT * FROM outbox WHERE submission_id = ANY ($1::uuid[]) ORDER BY id', [
    submissionIds,
  ]);
  return rows;
}

test('a committed submission has its receipt, its records, its outbox rows and its audit rows, and can be read back by its client only', async () => {
  const sent = submission(`whole ${String(next())}`);

  const receipt = await first.journal.commit(
    sent,
    [
      statement({ position: 1, nhsNumbers: [nhsNumber(next())], recipients: ['demo-mash', 'other-mash'] }),
      { kind: 'refused', position: 2, issues: [{ code: 'contract.violation', severity: 'error', location: '/child' }] },
    ],
    detail,
  );

  expect(receipt).toMatchObject({ submissionId: sent.id, status: 'complete', summary: { accepted: 1, held: 0, refused: 1, duplicate: 0 } });
  expect(receipt.records.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused']);
  expect(await second.journal.receipt(sent.id, 'client-a')).toEqual({ ...receipt, completedAt: expect.any(Date) });
  expect(await second.journal.receipt(sent.id, 'client-b')).toBeUndefined();
  const recordId = receipt.records[0]?.recordId ?? '';
  expect(await second.journal.recordStatus(recordId, 'client-a')).toMatchObject({ recordId, submissionId: sent.id, state: 'accepted' });
  expect(await second.journal.recordStatus(recordId, 'client-b')).toBeUndefined();
  expect((await rowsOf([sent.id])).map(({ recipient }) => recipient)).toEqual(['demo-mash', 'other-mash']);
  const { rows } = await first.pool.query<{ action: string }>('SELECT action FROM audit WHERE submission_id = $1 ORDER BY seq', [sent.id]);
  expect(rows.map(({ action }) => action)).toEqual([
    'submission.accepted',
    'child.created',
    'record.shared',
    'record.shared',
    'record.refused',
    'submission.completed',
  ]);
});

test('first sightings of one child at once, on two instances, make one child', async () => {
  const numbers = Array.from({ length: 25 }, () => nhsNumber(next()));
  const sent = numbers.flatMap((number) =>
    [first, second].map((store) => ({ number, store, sent: submission(`first sight ${randomUUID()}`) })),
  );

  await Promise.all(sent.map((one) => one.store.journal.commit(one.sent, [statement({ nhsNumbers: [one.number] })], detail)));

  const rows = await rowsOf(sent.map((one) => one.sent.id));
  const children = new Map<string, string[]>();
  for (const row of rows) children.set(row.child_id, [...(children.get(row.child_id) ?? []), row.sequence]);
  expect(children.size).toBe(25);
  expect([...children.values()]).toEqual(Array.from({ length: 25 }, () => ['1', '2']));
});

test('ids of the outbox are in commit order, and sequences have no gaps, whatever commits at once on two instances', async () => {
  const children = Array.from({ length: 5 }, () => nhsNumber(next()));
  const sent = Array.from({ length: 120 }, (_, n) => submission(`order ${randomUUID()}`, n % 3 === 0 ? { clientId: 'client-c' } : {}));

  await Promise.all(
    sent.map((one, n) =>
      (n % 2 === 0 ? first : second).journal.commit(
        one,
        [1, 2, 3].map((position) =>
          statement({ position, nhsNumbers: [children[(n + position) % 5] ?? ''], recipients: ['demo-mash', 'other-mash'] }),
        ),
        detail,
      ),
    ),
  );

  const rows = await rowsOf(sent.map(({ id }) => id));
  expect(rows).toHaveLength(720);
  const bySequence = new Map<string, number[]>();
  for (const row of rows) {
    const key = `${row.recipient} ${row.child_id}`;
    bySequence.set(key, [...(bySequence.get(key) ?? []), Number(row.sequence)]);
  }
  expect(bySequence.size).toBe(10);
  for (const sequences of bySequence.values()) expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  // xmin is the writing transaction; in the turnstile each transaction's rows are one run of ids.
  const { rows: runs } = await first.pool.query<{ gaps: number }>(
    `SELECT count(*)::int AS gaps FROM (SELECT xmin::text AS x, min(id) AS low, max(id) AS high, count(*) AS n FROM outbox GROUP BY 1) AS t WHERE high - low + 1 <> n`,
  );
  expect(runs[0]?.gaps).toBe(0);
});

test('identical requests at once: one is accepted, all get its receipt', async () => {
  const body = `identical ${String(next())}`;
  const sent = Array.from({ length: 20 }, () => submission(body));

  const receipts = await Promise.all(
    sent.map((one, n) =>
      (n % 2 === 0 ? first : second).journal.commit(one, [statement({ sourceRecordId: body, nhsNumbers: [nhsNumber(7)] })], detail),
    ),
  );

  expect(new Set(receipts.map(({ submissionId }) => submissionId)).size).toBe(1);
  expect(await rowsOf(sent.map(({ id }) => id))).toHaveLength(1);
  expect(await first.journal.findEarlier(submission(body))).toEqual({ kind: 'same', submissionId: receipts[0]?.submissionId });
});

test('duplicates are per client and per feed: the same bytes from another sender are a submission of their own', async () => {
  const body = `per client ${String(next())}`;
  const mine = submission(body);

  await first.journal.commit(mine, [statement({ sourceRecordId: body, sourceVersion: '1' })], detail);
  const theirs = await first.journal.commit(
    submission(body, { clientId: 'client-b' }),
    [statement({ sourceRecordId: body, sourceVersion: '1' })],
    detail,
  );

  expect(theirs.submissionId).not.toBe(mine.id);
  expect(theirs.summary.accepted).toBe(1);
});

test('A, then B, then A again ends with A, each a statement of its own', async () => {
  const id = `aba ${String(next())}`;
  const say = (school: string) =>
    first.journal.commit(submission(`${id} ${school}`), [statement({ sourceRecordId: id, school, nhsNumbers: [nhsNumber(9)] })], detail);

  const a = await say('A');
  const repeated = await say('A');
  const b = await say('B');
  const again = await say('A');
  const againRepeated = await say('A');

  expect(repeated.submissionId).toBe(a.submissionId);
  expect(againRepeated.submissionId).toBe(again.submissionId);
  const rows = await rowsOf([a, b, again].map(({ submissionId }) => submissionId));
  expect(rows.map(({ record_id }) => record_id)).toEqual([a, b, again].map(({ records }) => records[0]?.recordId));
  expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(3);
});

test('the same version of a source record in other bytes is a duplicate while it says the same, and a new statement when it does not', async () => {
  const id = `versioned ${String(next())}`;
  const say = (bytes: string, school: string) =>
    first.journal.commit(submission(`${id} ${bytes}`), [statement({ sourceRecordId: id, sourceVersion: 'W/"x"', school })], detail);

  const one = await say('1', 'Elm');
  const same = await say('2', 'Elm');
  const changed = await say('3', 'Oak');
  const back = await say('4', 'Elm');

  expect(same.records).toMatchObject([
    { outcome: 'duplicate', recordId: one.records[0]?.recordId, issues: [{ code: 'duplicate.submission' }] },
  ]);
  expect(changed.summary.accepted).toBe(1);
  expect(back.summary.accepted).toBe(1);
  expect(new Set([one, changed, back].map(({ records }) => records[0]?.recordId)).size).toBe(3);
});

test('a late older version is published, says what superseded it, and its receipt says so too', async () => {
  const id = `late ${String(next())}`;
  const say = (sourceVersion: string) =>
    first.journal.commit(
      submission(`${id} ${sourceVersion}`),
      [statement({ sourceRecordId: id, sourceVersion, nhsNumbers: [nhsNumber(11)] })],
      detail,
    );

  const newer = await say('10');
  const late = await say('9');
  const newest = await say('11');

  const rows = await rowsOf([newer, late, newest].map(({ submissionId }) => submissionId));
  expect(rows.map(({ superseded_by }) => superseded_by)).toEqual([null, newer.records[0]?.recordId, null]);
  expect(late.records[0]?.issues).toMatchObject([{ code: 'record.superseded' }]);
});

test('two unborn twins in one notice are two statements, even when they say the same', async () => {
  const id = `twins ${String(next())}`;
  const twins = [1, 2].map((position) => statement({ position, sourceRecordId: id, sourceVersion: '1' }));

  const receipt = await first.journal.commit(submission(id), twins, detail);
  const repeated = await first.journal.commit(submission(`${id} in other bytes`), twins, detail);

  expect(receipt.summary.accepted).toBe(2);
  expect(new Set((await rowsOf([receipt.submissionId])).map(({ child_id }) => child_id)).size).toBe(2);
  expect(repeated.summary.duplicate).toBe(2);
});

test('an Idempotency-Key gets its first answer, and is refused for other bytes', async () => {
  const key = `key-${String(next())}`;
  const sent = submission(`idempotent ${key}`, { idempotencyKey: key });

  const answer = await first.journal.commit(sent, [statement({ sourceRecordId: key })], detail);
  const again = await second.journal.commit({ ...sent, id: randomUUID() }, [statement({ sourceRecordId: key })], detail);
  const other = submission(`other bytes ${key}`, { idempotencyKey: key });

  expect(again.submissionId).toBe(answer.submissionId);
  await expect(first.journal.commit(other, [statement()], detail)).rejects.toMatchObject({ name: 'IdempotencyConflict' });
  expect(await first.journal.findEarlier(other)).toEqual({ kind: 'other-bytes' });
});

test('children are never merged: identifiers of two children, or a second one of a kind, make a new child for review', async () => {
  const [a, b] = [nhsNumber(next()), nhsNumber(next())];
  const [u, v] = [upn(1), upn(2)];
  const childOf = async (said: Parameters<typeof statement>[0]): Promise<string> => {
    const { submissionId } = await first.journal.commit(submission(`match ${randomUUID()}`), [statement(said)], detail);
    return (await rowsOf([submissionId]))[0]?.child_id ?? '';
  };

  const childA = await childOf({ nhsNumbers: [a], upn: u });
  const childB = await childOf({ nhsNumbers: [b], upn: v });
  const crossed = await childOf({ nhsNumbers: [a], upn: v });
  const contradicting = await childOf({ nhsNumbers: [a], upn: upn(3) });
  const doubled = await childOf({ nhsNumbers: [a, b] });

  expect(new Set([childA, childB, crossed, contradicting, doubled]).size).toBe(5);
  expect(await childOf({ upn: u })).toBe(childA);
  expect(await childOf({ nhsNumbers: [b] })).toBe(childB);
  // A doubtful record teaches nothing: its unknown UPN still belongs to nobody.
  expect(await childOf({ upn: upn(3) })).not.toBe(contradicting);
  const { rows } = await first.pool.query<{ reason: string; candidates: string[] }>(
    'SELECT reason, candidates FROM match_reviews WHERE child_id = ANY ($1) ORDER BY opened_at',
    [[crossed, contradicting, doubled]],
  );
  expect(rows.map(({ reason }) => reason)).toEqual(['two-children', 'other-identifier', 'two-of-a-kind']);
  expect(new Set(rows[0]?.candidates)).toEqual(new Set([childA, childB]));
});
