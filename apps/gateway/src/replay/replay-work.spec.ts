import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { defineAdapter, type Adapter, type Mapped } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock.js';
import type { Agreement, FeedConfig } from '../config/gateway-config.js';
import { refusedKeeper } from '../dead-letters/keep-refused.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { findDeadLetter, listDeadLetters } from '../dead-letters/list-dead-letters.js';
import { assembleIntake } from '../intake/assemble-intake.js';
import type { Reception } from '../intake/reception.js';
import { chainedAudit } from '../journal/audit/audit-chain.js';
import { advisoryTurnstile } from '../journal/database/turnstile.js';
import { postgresDuty } from '../journal/feeds/duty.js';
import type { JournalStore } from '../journal/open-journal.js';
import { databaseUnderTest, record, type DatabaseUnderTest } from '../journal/testing/journal-under-test.js';
import { openLog } from '../operate/log.js';
import { contractValidator } from '../prepare/record-validator.js';
import type { OutboxTools } from '../publish/postgres-outbox.js';
import { sharingRules } from '../sharing/agreements.js';
import { Readable } from 'node:stream';
import { openDesk } from './desk.js';
import type { ReplayParts } from './replay-parts.js';
import { ReplayWork } from './replay-work.js';
import type { Replay, ReplayRequest } from './replay.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

const feed = {
  id: 'health-demo',
  adapter: 'test',
  agency: 'health',
  agreement: 'demo',
  limits: { bytes: 100_000, records: 100 },
} as FeedConfig;
const agreement: Agreement = {
  id: 'demo',
  version: '1',
  scope: 'all',
  recipients: ['demo-mash'],
  from: '2020-01-01',
  to: '2040-12-31',
  publicAuthority: true,
  regime: 'uk-gdpr',
  article6: 'e',
  purpose: 'safeguarding',
  controller: 'Exampleshire County Council',
};
const log = openLog({ write: () => true });
const rules = sharingRules([feed], [agreement]);
const validator = contractValidator();

let database: DatabaseUnderTest;
let store: JournalStore;
const works: ReplayWork[] = [];

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open();
});
afterAll(async () => {
  await database.remove();
});
beforeEach(async () => {
  await store.pool.query(
    'TRUNCATE submissions, refused_submissions, records, receipt_parts, outbox, dead_letters, replays, replay_items, feed_duties, audit, spools, spool_parts',
  );
});
afterEach(async () => {
  await Promise.all(works.splice(0).map((work) => work.close()));
});

/** One position for each line: `good:` and a name of a source record, or anything else, which it refuses. A body that begins with `#` is none. */
function linesAdapter(version: string, takes = 'good:'): Adapter {
  const issue: Issue = { code: 'format.value', severity: 'error', location: '/line' };
  const mapped = (line: string, position: number): Mapped => {
    if (!line.startsWith(takes) && !line.startsWith('good:')) return { kind: 'refused', position, issues: [issue] };
    const made = record({ position, sourceRecordId: line.slice(line.indexOf(':') + 1), school: `Year ${version}` });
    return { kind: 'record', position, record: { ...made, source: { ...made.source, adapter: 'test', mappingVersion: version } } };
  };
  return defineAdapter({
    id: 'test',
    version,
    standard: 'test',
    mediaTypes: ['text/plain'],
    capabilities: { streaming: false, syntaxes: ['csv'], manyRecords: true },
    inspect: async (input) => {
      const lines = await linesOf(input.open());
      return lines[0]?.startsWith('#') === true
        ? { accepted: false, issues: [{ code: 'json.duplicate-key', severity: 'error', location: '/' }] }
        : { accepted: true, positions: lines.length, taken: 'each', issues: [] };
    },
    async *map(input) {
      for (const [index, line] of (await linesOf(input.open())).entries()) yield mapped(line, index + 1);
    },
  });
}

async function linesOf(bytes: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').split('\n');
}

const tools = (): OutboxTools => ({
  pool: store.pool,
  ring: store.ring,
  turnstile: advisoryTurnstile,
  auditTrail: chainedAudit(store.ring),
  clock: systemClock,
});

function partsWith(adapter: Adapter): ReplayParts & { readonly reception: Reception } {
  const adapters = new Map([['test', adapter]]);
  const { journal } = store;
  const keeper = refusedKeeper(tools());
  const measures = { submission: () => undefined, fault: () => undefined, text: () => Promise.resolve(''), contentType: '' };
  const refusals = { record: () => Promise.resolve() };
  const intake = assembleIntake({
    config: { feeds: [feed] },
    journal,
    refusals,
    keeper,
    adapters,
    rules,
    validator,
    clock: systemClock,
    log,
    measures,
  });
  return { tools: tools(), journal, reception: intake.reception, feeds: [feed], adapters, rules, validator };
}

const take = (adapter: Adapter, body: string | Readable, keepRefused = true): ReturnType<Reception['take']> =>
  partsWith(adapter).reception.take({
    feed,
    clientId: 'feed:health-demo',
    contentType: 'text/plain',
    contentEncoding: undefined,
    idempotencyKey: undefined,
    body: typeof body === 'string' ? Readable.from([Buffer.from(body)]) : body,
    keepRefused,
  });

/** Asks for a replay and works on it to its end, with this adapter installed. */
async function replayed(adapter: Adapter, request: Partial<ReplayRequest> = {}): Promise<Replay | undefined> {
  const desk = openDesk(tools());
  const asked = await desk.replay({ selection: {}, mapping: 'original', by: { actor: 'operator' }, ...request });
  if (asked === undefined) return undefined;
  const work = new ReplayWork({ ...partsWith(adapter), duty: postgresDuty(store.pool, randomUUID()), log });
  works.push(work);
  for (let now: Replay | undefined = asked; ; now = await desk.receipt(asked.id)) {
    if (now?.status === 'complete') {
      await work.close();
      return now;
    }
    work.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const results = (replay: Replay | undefined): readonly string[] =>
  (replay?.items ?? []).map(({ result }) => `${result?.outcome ?? 'waits'} ${result?.code ?? ''}`);
const letters = (): Promise<readonly DeadLetter[]> => listDeadLetters(store.pool);

interface Row {
  readonly event_id: string;
  readonly replaces: string | null;
  readonly record_id: string;
}
const outbox = async (): Promise<readonly Row[]> =>
  (await store.pool.query<Row>('SELECT event_id, replaces, record_id FROM outbox ORDER BY id')).rows;

test('a body that is no message is kept where nobody waits, sealed, and not where the sender is told', async () => {
  await take(linesAdapter('1'), '#not a message');
  await take(linesAdapter('1'), '#told at once', false);

  const [letter, further] = await letters();
  const { rows } = await store.pool.query<{ body: Buffer }>('SELECT body FROM refused_submissions');

  expect(further).toBeUndefined();
  expect(letter).toMatchObject({ stage: 'intake', code: 'json.duplicate-key', adapter: 'test', mappingVersion: '1', body: 'whole' });
  expect(rows[0]?.body.includes('message')).toBe(false);
});

test('a large body that is refused is kept in the spool, and goes with its dead letter', async () => {
  const large = `#${'x'.repeat(2_000_000)}`;
  const roomy = { ...feed, limits: { ...feed.limits, bytes: 3_000_000 } };
  await partsWith(linesAdapter('1')).reception.take({
    feed: roomy,
    clientId: 'feed:health-demo',
    contentType: 'text/plain',
    contentEncoding: undefined,
    idempotencyKey: undefined,
    body: Readable.from([Buffer.from(large)]),
    keepRefused: true,
  });
  const [letter] = await letters();
  const kept = await store.pool.query('SELECT 1 FROM spools WHERE kept');
  await openDesk(tools()).discard(letter?.id ?? 0, { actor: 'operator', reason: 'CHG-1' });
  const left = await store.pool.query('SELECT 1 FROM spool_parts');

  expect([letter?.body, letter?.size, kept.rowCount, left.rowCount]).toEqual(['whole', large.length, 1, 0]);
});

test('one that is larger than the feed takes, or of another media type, is a dead letter too; of what is too large nothing is kept', async () => {
  await take(linesAdapter('1'), 'x'.repeat(100_001));
  await partsWith(linesAdapter('1')).reception.take({
    feed,
    clientId: 'feed:health-demo',
    contentType: 'image/png',
    contentEncoding: undefined,
    idempotencyKey: undefined,
    body: Readable.from([Buffer.from('pixels')]),
    keepRefused: true,
  });

  expect(await letters()).toMatchObject([
    { code: 'body.too-large', body: 'none', size: 0 },
    { code: 'body.media-type', body: 'whole', size: 6 },
  ]);
});

test('a body that broke off is kept as far as it came, and is never replayed as if it were whole', async () => {
  const broken = Readable.from(
    (function* (): Iterable<Buffer> {
      yield Buffer.from('good:a\n');
      throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    })(),
  );
  await take(linesAdapter('1'), broken);
  const [letter] = await letters();

  expect(letter).toMatchObject({ code: 'body.truncated', body: 'part', size: 7 });
  expect(results(await replayed(linesAdapter('1')))).toEqual(['not-possible body-incomplete']);
  expect(await outbox()).toEqual([]);
});

test('with another mapping installed, what ran before is not replayed unless the latest is asked for', async () => {
  await take(linesAdapter('1'), 'good:a\nodd:b\ngood:c');
  const fixed = linesAdapter('2', 'odd:');

  const original = await replayed(fixed);
  const latest = await replayed(fixed, { mapping: 'latest' });
  const again = await replayed(fixed, { mapping: 'latest' });

  expect(results(original)).toEqual(['not-possible mapping-version-not-installed']);
  expect(results(latest)).toEqual(['replayed accepted']);
  expect(again).toBeUndefined();
  // a and c are not said again.
  expect(await outbox()).toHaveLength(3);
});

test('a record that could not be published goes back as it was, or is replaced by what the latest mapping makes of it', async () => {
  await take(linesAdapter('1'), 'good:a');
  const dead = async (): Promise<void> => {
    await store.pool.query(
      `WITH dead AS (UPDATE outbox SET dead_at = now() WHERE id = (SELECT max(id) FROM outbox) RETURNING *)
       INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, adapter, mapping_version, outbox_id, recipient, child_id, sequence,
                                 record_id, at, attempts)
       SELECT 'publish', 'refused-by-broker', feed_id, submission_id, 1, 'test', '1', id, recipient, child_id, sequence, record_id, now(), '[]' FROM dead`,
    );
  };
  await dead();
  const asItWas = await replayed(linesAdapter('2'));
  await dead();
  const replaced = await replayed(linesAdapter('2'), { mapping: 'latest' });
  const [first, second, third] = await outbox();

  expect([results(asItWas), results(replaced)]).toEqual([['replayed queued'], ['replayed accepted']]);
  expect(third).toBeUndefined();
  expect(second?.replaces).toBe(first?.event_id);
  expect([second?.record_id === first?.record_id, second?.event_id === first?.event_id]).toEqual([false, false]);
});

test('an instance that was killed between commit and mark commits nothing twice', async () => {
  await take(linesAdapter('1'), 'odd:a\nodd:b\ngood:c');
  const fixed = linesAdapter('1', 'odd:');
  const first = await replayed(fixed);
  const before = await outbox();
  // As it was when the commit had just happened: nothing marked, dead letters open.
  await store.pool.query(
    "UPDATE replays SET completed_at = NULL; UPDATE replay_items SET outcome = NULL; UPDATE dead_letters SET state = 'open'",
  );
  const work = new ReplayWork({ ...partsWith(fixed), duty: postgresDuty(store.pool, randomUUID()), log });
  works.push(work);
  for (
    let now = await openDesk(tools()).receipt(first?.id ?? '');
    now?.status !== 'complete';
    now = await openDesk(tools()).receipt(first?.id ?? '')
  ) {
    work.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }

  expect(results(first)).toEqual(['replayed accepted', 'replayed accepted']);
  expect(await outbox()).toEqual(before);
  expect(before).toHaveLength(3);
});

test('what retention has removed is said to be gone, and its dead letter stays', async () => {
  await take(linesAdapter('1'), 'good:a\nodd:b');
  await take(linesAdapter('1'), '#none');
  await store.pool.query('UPDATE submissions SET body = NULL; UPDATE refused_submissions SET body = NULL');

  expect(results(await replayed(linesAdapter('1')))).toEqual(['not-possible body-purged', 'not-possible body-purged']);
  expect((await letters()).map(({ body, state }) => [body, state])).toEqual([
    ['none', 'open'],
    ['none', 'open'],
  ]);
});

test('a corrected body is a new submission that names the dead letter, also where the old body is gone', async () => {
  await take(linesAdapter('1'), '#none');
  const [letter] = await letters();
  await store.pool.query('UPDATE refused_submissions SET body = NULL');
  const correction = { mediaType: 'text/plain', bytes: Buffer.from('good:a') };

  const receipt = await replayed(linesAdapter('1'), {
    selection: { ids: [letter?.id ?? 0] },
    by: { actor: 'operator', reason: 'CHG-7' },
    correction,
  });
  const after = await findDeadLetter(store.pool, letter?.id ?? 0);
  const { rows: audit } = await store.pool.query("SELECT actor, reason, submission_id FROM audit WHERE action = 'dead-letter.corrected'");
  const { rows: bodies } = await store.pool.query('SELECT body FROM replays');

  expect(results(receipt)).toEqual(['replayed accepted']);
  expect(after).toMatchObject({ state: 'replayed', resolvedBy: receipt?.items[0]?.result?.submissionId });
  expect(audit).toEqual([{ actor: 'operator', reason: 'CHG-7', submission_id: after?.resolvedBy }]);
  expect(bodies).toEqual([{ body: null }]);
});

test('the same bytes as a sender sent them have one identity, replayed or not', async () => {
  const body = 'odd:a';
  await take(linesAdapter('1'), body);
  await replayed(linesAdapter('1', 'odd:'));
  const outcome = await take(linesAdapter('1', 'odd:'), body);

  expect(outcome).toMatchObject({ kind: 'receipt', repeated: true });
  expect(await outbox()).toHaveLength(1);
});
