import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
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
} from './testing/journal-under-test.js';

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

const NUMBER = nhsNumber(4_242);
const UPN = upn(42);
/** Planted in every place a source can write to. */
const CANARIES = [NUMBER, UPN, 'Sample', 'Rowan', 'canary-key', 'canary-source', 'canary-body'];

test('no table holds an identifier, a name, a source id or a body that can be read, in text or in bytes', async () => {
  const said = { nhsNumbers: [NUMBER], upn: UPN, sourceRecordId: `canary-source ${NUMBER}`, sourceVersion: NUMBER };
  const body = `canary-body ${NUMBER} Rowan Sample`;
  await store.journal.commit(
    submission(body, { idempotencyKey: `canary-key ${NUMBER}` }),
    [statement(said), heldStatement({ ...said, position: 2, sourceVersion: 'x' })],
    detail,
  );
  await store.journal.commit(submission(`${body} crossed`), [statement({ nhsNumbers: [NUMBER, nhsNumber(1)] })], detail);
  const id = randomUUID();
  const writer = store.journal.spool(id);
  await writer.write(Buffer.from(body));
  await writer.seal();
  await store.journal.accept(submission(body, { id, clientId: 'client-b', body: { kind: 'spooled' } }), detail);

  const { rows: tables } = await store.pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const written = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await store.pool.query<Record<string, unknown>>(`SELECT * FROM "${name}"`);
    written.set(name, rows.length);
    const dump = rows
      .flatMap((row) => Object.values(row))
      .map(readable)
      .join('\n');
    for (const canary of CANARIES) expect({ name, canary, found: dump.includes(canary) }).toEqual({ name, canary, found: false });
  }
  for (const name of ['submissions', 'records', 'outbox', 'receipt_parts', 'child_identifiers', 'match_reviews', 'spool_parts', 'audit']) {
    expect({ name, rows: written.get(name) ?? 0 }).not.toEqual({ name, rows: 0 });
  }
});

function readable(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value);
}
