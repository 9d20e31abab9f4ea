import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DatabaseError } from 'pg';
import { chainedAudit, verifyAuditChain } from './audit/audit-chain.js';
import { openDatabase } from './database/database.js';
import { faultKind } from './database/database-fault.js';
import type { JournalStore } from './open-journal.js';
import { postgresJournal } from './postgres-journal.js';
import { databaseUnderTest, detail, nhsNumber, statement, submission, type DatabaseUnderTest } from './testing/journal-under-test.js';
import { advisoryTurnstile } from './database/turnstile.js';

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

const unstorable = 'a\u0000b';

test('one unstorable submission among 200 at once fails alone', async () => {
  const sent = Array.from({ length: 200 }, (_, n) => submission(`poison ${randomUUID()}`, n === 137 ? { mediaType: unstorable } : {}));

  const settled = await Promise.allSettled(
    sent.map((one, n) => store.journal.commit(one, [statement({ nhsNumbers: [nhsNumber(n)] })], detail)),
  );

  const failed = settled.flatMap((one, n) => (one.status === 'rejected' ? [[n, (one.reason as Error).name]] : []));
  expect(failed).toEqual([[137, 'UnstorableSubmission']]);
  const { rows } = await store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE submission_id = ANY ($1::uuid[])', [
    sent.map(({ id }) => id),
  ]);
  expect(rows).toEqual([{ n: 199 }]);
});

test('one unstorable position of a submission is refused, and the rest of it is taken', async () => {
  const outcomes = Array.from({ length: 40 }, (_, n) => statement({ position: n + 1, recipients: [n === 17 ? unstorable : 'demo-mash'] }));

  const receipt = await store.journal.commit(submission(randomUUID()), outcomes, detail);

  expect(receipt.summary).toEqual({ accepted: 39, held: 0, refused: 1, duplicate: 0 });
  expect(receipt.records.filter(({ outcome }) => outcome === 'refused')).toMatchObject([
    { position: 18, issues: [{ code: 'text.unstorable' }] },
  ]);
});

test('one unstorable position refuses a submission that is taken whole', async () => {
  const sent = submission(randomUUID());
  const outcomes = Array.from({ length: 5 }, (_, n) => statement({ position: n + 1, recipients: [n === 3 ? unstorable : 'demo-mash'] }));

  await expect(store.journal.commit(sent, outcomes, detail, 'whole')).rejects.toMatchObject({ name: 'UnstorableSubmission' });

  expect(await store.journal.receipt(sent.id, 'client-a')).toBeUndefined();
});

test('a turnstile that a paused instance holds is freed, and who waited is served', async () => {
  const paused = await store.pool.connect();
  paused.on('error', () => undefined);
  await paused.query('BEGIN');
  await advisoryTurnstile.enter(paused);

  const receipt = await store.journal.commit(submission(randomUUID()), [statement()], detail);

  expect(receipt.status).toBe('complete');
  paused.release(true);
});

test('when the database goes away callers are told to come again, and nothing half-done is found', async () => {
  const sent = submission(randomUUID());
  const broken = await database.open({
    auditTrail: {
      async append(transaction) {
        await transaction.query('SELECT pg_terminate_backend(pg_backend_pid())');
      },
    },
  });

  await expect(broken.journal.commit(sent, [statement()], detail)).rejects.toMatchObject({ name: 'JournalUnavailable' });

  expect(await store.journal.receipt(sent.id, 'client-a')).toBeUndefined();
  expect((await store.journal.commit(sent, [statement()], detail)).submissionId).toBe(sent.id);
});

test('a session that the server ends while it is lent out and idle ends nothing else', async () => {
  const lent = await store.pool.connect();
  const { rows } = await lent.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise((resolve) => lent.once('end', resolve));

  await store.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;

  await expect(lent.query('SELECT 1')).rejects.toThrow();
  lent.release(true);
  expect((await store.journal.commit(submission(randomUUID()), [statement()], detail)).status).toBe('complete');
});

test('a database that does not answer makes spool and receipts unavailable, which may pass, and not faulty', async () => {
  const pool = await openDatabase(database.target);
  const away = postgresJournal(pool, store.ring);
  const sent = submission(randomUUID());
  const writer = away.spool(sent.id);
  await writer.write(Buffer.from('body'));
  await writer.seal();
  await pool.end();

  const unavailable = { name: 'JournalUnavailable' };
  await expect(away.openSpool(sent.id)[Symbol.asyncIterator]().next()).rejects.toMatchObject(unavailable);
  await expect(away.spool(randomUUID()).seal()).rejects.toMatchObject(unavailable);
  await expect(away.receipt(sent.id, 'client-a')).rejects.toMatchObject(unavailable);
  await expect(away.unfinished()).rejects.toMatchObject(unavailable);
});

test('only faults of the rows themselves are data faults; a broken unique key never is, because it means the order was broken', () => {
  const fault = (code: string) => faultKind(Object.assign(new DatabaseError('', 0, 'error'), { code }));

  expect(['22021', '22P05', '54000', '23514'].map(fault)).toEqual(['data', 'data', 'data', 'data']);
  expect(['23505', '40001', '57014', '57P01', '53300', '25P03'].map(fault)).toEqual(Array.from({ length: 6 }, () => 'transient'));
});

test('a server that does not flush is refused in one sentence', async () => {
  const { rows } = await store.pool.query<{ fsync: string }>("SELECT current_setting('fsync') AS fsync");
  expect(rows[0]?.fsync).toBe('on');
  await store.pool.query('ALTER SYSTEM SET fsync = off');
  await store.pool.query('SELECT pg_reload_conf()');

  await eventuallyOff();
  await expect(openDatabase(database.target)).rejects.toThrow('The database cannot keep what is acknowledged: fsync is off.');

  await store.pool.query('ALTER SYSTEM RESET fsync');
  await store.pool.query('SELECT pg_reload_conf()');
});

test('the audit chain holds, and shows the first row that was changed or taken out', async () => {
  await store.journal.commit(submission(randomUUID()), [statement()], detail);
  const { rows } = await store.pool.query<{ seq: string }>("SELECT max(seq) AS seq FROM audit WHERE action = 'record.shared'");
  const seq = Number(rows[0]?.seq);

  const whole = await verifyAuditChain(store.pool, store.ring);
  await store.pool.query("UPDATE audit SET recipient = 'nobody' WHERE seq = $1", [seq]);
  const changed = await verifyAuditChain(store.pool, store.ring);
  await store.pool.query('DELETE FROM audit WHERE seq = $1', [seq - 1]);
  const shortened = await verifyAuditChain(store.pool, store.ring);

  expect(whole.kind).toBe('whole');
  expect(changed).toEqual({ kind: 'broken', seq });
  expect(shortened).toEqual({ kind: 'broken', seq: seq - 1 });
  expect(chainedAudit(store.ring)).toBeDefined();
});

async function eventuallyOff(): Promise<void> {
  const client = await store.pool.connect();
  try {
    for (let off = false; !off;) {
      const { rows } = await client.query<{ fsync: string }>("SELECT current_setting('fsync') AS fsync");
      off = rows[0]?.fsync === 'off';
    }
  } finally {
    client.release();
  }
}
