import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { JournalStore } from './open-journal.js';
import { discardOrphans } from './spool.js';
import { databaseUnderTest, detail, nhsNumber, statement, submission, type DatabaseUnderTest } from './testing/journal-under-test.js';

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

async function spooled(bytes: Buffer, id: string = randomUUID()): Promise<string> {
  const writer = store.journal.spool(id);
  for (let start = 0; start < bytes.length; start += 70_000) await writer.write(bytes.subarray(start, start + 70_000));
  await writer.seal();
  return id;
}

async function read(id: string, from: JournalStore = store): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of from.journal.openSpool(id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('a spooled body is read back whole, also by another instance', async () => {
  const bytes = randomBytes(1_500_000);
  const id = await spooled(bytes);
  const other = await database.open();

  expect((await read(id, other)).equals(bytes)).toBe(true);
});

test('a spool that was cut, reordered or never sealed is never taken for a whole one', async () => {
  const bytes = randomBytes(900_000);
  const [cut, swapped, open] = [await spooled(bytes), await spooled(bytes), randomUUID()];
  await store.pool.query(
    'DELETE FROM spool_parts WHERE submission_id = $1 AND part = (SELECT max(part) FROM spool_parts WHERE submission_id = $1)',
    [cut],
  );
  await store.pool.query('UPDATE spool_parts SET part = CASE part WHEN 0 THEN -1 ELSE part END WHERE submission_id = $1', [swapped]);
  await store.journal.spool(open).write(bytes);

  for (const id of [cut, swapped, open, randomUUID()]) await expect(read(id)).rejects.toMatchObject({ name: 'SpoolIncomplete' });
});

test('a spool whose writer was killed is removed, one that is being written or was accepted is kept', async () => {
  const [left, fresh, accepted] = [await spooled(randomBytes(300_000)), await spooled(randomBytes(10)), await spooled(randomBytes(10))];
  const large = submission(randomUUID(), { id: accepted, body: { kind: 'spooled' } });
  await store.journal.accept(large, detail);
  await store.pool.query("UPDATE spools SET written_at = now() - interval '16 minutes' WHERE submission_id <> $1", [fresh]);

  await discardOrphans(store.pool);

  const { rows } = await store.pool.query<{ parts: number }>('SELECT count(*)::int AS parts FROM spool_parts WHERE submission_id = $1', [
    left,
  ]);
  expect(rows).toEqual([{ parts: 0 }]);
  await expect(read(left)).rejects.toMatchObject({ name: 'SpoolIncomplete' });
  expect([(await read(fresh)).length, (await read(accepted)).length]).toEqual([10, 10]);
  await store.journal.complete(accepted);
});

test('spooled bodies together have a limit; whoever comes above it may come again when there is room', async () => {
  await store.pool.query('TRUNCATE spools, spool_parts');
  const small = await database.open({ maxSpooledBytes: 700_000 });
  const [first, second] = [small.journal.spool(randomUUID()), small.journal.spool(randomUUID())];
  await first.write(randomBytes(400_000));

  await expect(second.write(randomBytes(400_000))).rejects.toMatchObject({ name: 'JournalUnavailable' });

  await first.discard();
  await expect(small.journal.spool(randomUUID()).write(randomBytes(400_000))).resolves.toBeUndefined();
});

test('a large submission goes on exactly where a killed instance stopped, and its body is gone when it is complete', async () => {
  const id = await spooled(randomBytes(400_000));
  const large = submission('large', { id, body: { kind: 'spooled' }, idempotencyKey: 'large-1' });
  const positions = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => statement({ position: from + n, nhsNumbers: [nhsNumber(from + n)] }));

  const accepted = await store.journal.accept(large, detail);
  const untouched = await store.journal.unfinished();
  await store.journal.append(id, positions(1, 200));
  // Another instance takes it up after a crash of the first.
  const successor = await database.open();
  const [taken] = await successor.journal.unfinished();
  await successor.journal.append(id, positions(201, 400));
  // The first comes back and knows no better.
  await expect(store.journal.append(id, positions(201, 400))).rejects.toMatchObject({ name: 'StalePosition' });
  const complete = await successor.journal.complete(id, { ...detail, mappingVersion: '1.0.1' });

  expect(accepted).toMatchObject({ submissionId: id, status: 'received', records: [] });
  expect(untouched).toMatchObject([
    { submission: { id, sha256: large.sha256, idempotencyKey: 'large-1', body: { kind: 'spooled' } }, detail, nextPosition: 1 },
  ]);
  expect(taken).toMatchObject({ submission: { id }, nextPosition: 201 });
  expect(complete).toMatchObject({ status: 'complete', summary: { accepted: 400 }, detail: { mappingVersion: '1.0.1' } });
  expect(await successor.journal.unfinished()).toEqual([]);
  await expect(read(id)).rejects.toMatchObject({ name: 'SpoolIncomplete' });
  await expect(store.journal.append(id, positions(401, 401))).rejects.toMatchObject({ name: 'StalePosition' });
});

test('a receipt of more than a thousand records is read page by page', async () => {
  const sent = submission('many');
  const outcomes = Array.from({ length: 2_100 }, (_, n) => ({ kind: 'refused' as const, position: n + 1, issues: [] }));

  const first = await store.journal.commit(sent, outcomes, detail);
  const second = await store.journal.receipt(sent.id, 'client-a', first.next);
  const third = await store.journal.receipt(sent.id, 'client-a', second?.next);

  expect([first, second, third].map((page) => [page?.records[0]?.position, page?.records.length, page?.next])).toEqual([
    [1, 1_000, 1_001],
    [1_001, 1_000, 2_001],
    [2_001, 100, undefined],
  ]);
});

test('the same large body sent twice is accepted once, also while the first is being worked on', async () => {
  const body = `twice ${randomUUID()}`;
  const [one, two] = [submission(body, { body: { kind: 'spooled' } }), submission(body, { body: { kind: 'spooled' } })];

  const accepted = await store.journal.accept(one, detail);
  const repeated = await store.journal.accept(two, detail);
  await store.journal.complete(one.id);

  expect([accepted.submissionId, repeated.submissionId]).toEqual([one.id, one.id]);
});
