import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { PublishError } from '@mash-gateway/kafka';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock.js';
import { chainedAudit } from '../journal/audit/audit-chain.js';
import type { JournalStore } from '../journal/open-journal.js';
import {
  databaseUnderTest,
  detail,
  nhsNumber,
  statement,
  submission,
  type DatabaseUnderTest,
} from '../journal/testing/journal-under-test.js';
import { advisoryTurnstile } from '../journal/database/turnstile.js';
import { classify } from './kafka-link.js';
import { postgresLanes, type Lanes } from './lanes.js';
import { listenForCommits } from './listen.js';
import type { Outbox } from './outbox.js';
import { listDeadLetters } from '../dead-letters/list-dead-letters.js';
import { putBack } from '../dead-letters/put-back.js';
import { postgresOutbox, type OutboxTools } from './postgres-outbox.js';
import type { PublishPort } from './publish-port.js';
import { refill } from './refill.js';
import { startRelay, type Relay, type RelayOptions } from './relay.js';
import { TopicUnderTest } from './testing/topic-under-test.js';

// A database under test shares its machine with other tests.
jest.setTimeout(60_000);

let database: DatabaseUnderTest;
let store: JournalStore;
let topic: TopicUnderTest;
let relays: Relay[] = [];
let seed = 0;

beforeAll(async () => {
  database = await databaseUnderTest();
  store = await database.open();
});

afterAll(async () => {
  await database.remove();
});

beforeEach(async () => {
  topic = new TopicUnderTest();
  await store.pool.query('TRUNCATE outbox, lanes, dead_letters');
});

afterEach(async () => {
  topic.open();
  await Promise.all(relays.map((relay) => relay.close(5_000)));
  relays = [];
});

const outboxTools = (): OutboxTools => ({
  pool: store.pool,
  ring: store.ring,
  turnstile: advisoryTurnstile,
  auditTrail: chainedAudit(store.ring),
  clock: systemClock,
});
const outbox = (): Outbox => postgresOutbox(outboxTools());

async function relay(changes: Partial<RelayOptions> = {}): Promise<Relay> {
  const started = await startRelay({
    outbox: outbox(),
    port: topic,
    lanes: postgresLanes(store.pool, randomUUID()),
    recipients: ['demo-mash', 'other-mash'],
    alone: false,
    maxMessageBytes: 1_000_000,
    classify: (error) => (error instanceof Error && error.message === 'never' ? 'message' : 'passing'),
    ...changes,
  });
  relays.push(started);
  return started;
}

/** Commits records of one child, each in its own submission, and returns their ids in commit order. */
async function commit(count: number, recipients: readonly string[] = ['demo-mash'], school?: string): Promise<readonly string[]> {
  const number = nhsNumber((seed += 1));
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const said = { nhsNumbers: [number], recipients, ...(school === undefined ? {} : { school }) };
    const { records } = await store.journal.commit(submission(randomUUID()), [statement(said)], detail);
    ids.push(records[0]?.recordId ?? '');
  }
  return ids;
}

async function statesOf(ids: readonly string[]): Promise<readonly (string | undefined)[]> {
  return Promise.all(ids.map(async (id) => (await store.journal.recordStatus(id, 'client-a'))?.state));
}

test('rows reach the topic in commit order as CloudEvents that are whole child records, and are published only then', async () => {
  const ids = await commit(3);
  topic.shut();
  await relay();
  await topic.received(1);
  const before = await statesOf(ids);

  topic.open();
  await topic.settled(3);

  expect(topic.recordIds('demo-mash')).toEqual(ids);
  expect(before).toEqual(['accepted', 'accepted', 'accepted']);
  await expectEventually(() => statesOf(ids), ['published', 'published', 'published']);
  const [message] = topic.messages;
  const value = JSON.parse(message?.value.toString('utf8') ?? '') as Record<string, unknown>;
  expect(value).toMatchObject({
    recordId: ids[0],
    childId: message?.key,
    delivery: { sequence: 1 },
    handling: { purpose: 'safeguarding' },
    source: { feed: 'health-demo' },
  });
  expect(message?.headers).toMatchObject({
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_source: '/mash-gateway/feeds/health-demo',
    ce_type: 'uk.gov.mash.child-record.v1',
    ce_subject: message?.key,
    ce_partitionkey: message?.key,
  });
  expect(message?.topic).toBe('mash.demo-mash.child-record.v1');
});

test('a commit wakes the relay without polling', async () => {
  const started = await relay();
  const listening = listenForCommits(store.pool, () => {
    started.wake();
  });

  const ids = await commit(1);
  await topic.settled(1);
  listening.stop();

  expect(topic.recordIds('demo-mash')).toEqual(ids);
});

test('a recipient whose broker refuses delays nobody else, and gets everything in order when it recovers', async () => {
  const ids = await commit(5, ['demo-mash', 'other-mash']);
  let sick = true;
  const port: PublishPort = {
    publish: (message) => (sick && message.topic.includes('other-mash') ? Promise.reject(new Error('down')) : topic.publish(message)),
  };
  await relay({ port });
  await topic.settled(5);
  const whileSick = [topic.recordIds('demo-mash'), topic.recordIds('other-mash')];

  sick = false;
  await topic.settled(10);

  expect(whileSick).toEqual([ids, []]);
  expect(topic.recordIds('other-mash')).toEqual(ids);
});

test('a recipient whose topic is denied or missing is tried again, delays nobody, and makes no dead letters', async () => {
  const ids = await commit(3, ['demo-mash', 'other-mash']);
  let denied = true;
  const port: PublishPort = {
    publish: (message) =>
      denied && message.topic.includes('other-mash')
        ? Promise.reject(new PublishError('TOPIC_AUTHORIZATION_FAILED', 'retriable'))
        : topic.publish(message),
  };
  await relay({ port, classify });
  await topic.settled(3);
  const whileDenied = [topic.recordIds('demo-mash'), topic.recordIds('other-mash')];

  denied = false;
  await topic.settled(6);

  expect(whileDenied).toEqual([ids, []]);
  expect(topic.recordIds('other-mash')).toEqual(ids);
  expect(await listDeadLetters(store.pool)).toEqual([]);
});

test('a row that is refused for now is never overtaken by later rows of its child, while other children go on', async () => {
  const ids = await commit(3);
  const others = await commit(2);
  let refusals = 1;
  const port: PublishPort = {
    publish(message) {
      if (!message.value.includes(ids[0] ?? '') || refusals === 0) return topic.publish(message);
      refusals -= 1;
      return Promise.reject(new Error('for now'));
    },
  };
  await relay({ port });
  await topic.settled(5);

  const published = topic.recordIds('demo-mash');
  expect(published.filter((id) => ids.includes(id))).toEqual(ids);
  expect(published.filter((id) => others.includes(id))).toEqual(others);
});

test('however large the backlog, a lane reads few bytes at once, and at least its first row', async () => {
  const ids = await commit(6, ['demo-mash'], 'x'.repeat(200_000));
  const leases = await postgresLanes(store.pool, 'reader').claim(['demo-mash'], 'if-free');

  const some = await outbox().unsent(leases, { rows: 64, bytes: 512 * 1024 });
  const first = await outbox().unsent(leases, { rows: 64, bytes: 1 });

  expect(some.map(({ recordId }) => recordId)).toEqual(ids.slice(0, 3));
  expect(first.map(({ recordId }) => recordId)).toEqual(ids.slice(0, 1));
});

test('many children of one lane are under way at once', async () => {
  for (let n = 0; n < 40; n += 1) await commit(1);
  await store.pool.query('UPDATE outbox SET lane = 3');
  topic.shut();
  await relay();

  await topic.received(40);
  expect(topic.messages).toEqual([]);
});

test('a row that can never be published becomes a dead letter, and the next of its child says so, once', async () => {
  const [first, tooLarge, third, fourth] = [...(await commit(1)), ...(await commitSame(3))];
  await relay({
    port: { publish: (message) => (message.value.includes(tooLarge ?? '') ? Promise.reject(new Error('never')) : topic.publish(message)) },
  });
  await topic.settled(3);

  expect(topic.recordIds('demo-mash')).toEqual([first, third, fourth]);
  expect(topic.messages.map(({ value }) => (JSON.parse(value.toString('utf8')) as { delivery: unknown }).delivery)).toEqual([
    { sequence: 1 },
    { sequence: 3, precededByDeadLetter: true },
    { sequence: 4 },
  ]);
  expect(await statesOf([tooLarge ?? ''])).toEqual(['undeliverable']);
  expect(await store.journal.state()).toMatchObject({ deadLetters: [{ stage: 'publish', count: 1 }] });
});

test('a dead letter that is replayed goes out under its own id and place, by ids and codes until then', async () => {
  const [id] = await commit(1);
  await relay({ classify: () => 'message', port: { publish: () => Promise.reject(new Error('refused')) } });
  await expectEventually(() => statesOf([id ?? '']), ['undeliverable']);
  await Promise.all(relays.splice(0).map((started) => started.close(5_000)));
  const [letter] = await listDeadLetters(store.pool);

  const replayed = await putBack(outboxTools(), letter?.id ?? 0, 'operator');
  const again = await putBack(outboxTools(), letter?.id ?? 0, 'operator');
  await relay();
  await topic.settled(1);

  expect(letter).toMatchObject({
    stage: 'publish',
    code: 'refused-by-broker',
    position: 1,
    mappingVersion: '1.0.0',
    delivery: { recordId: id, recipient: 'demo-mash', sequence: 1 },
    attempts: [{ what: 'publish', code: 'refused-by-broker' }],
  });
  expect([replayed, again]).toEqual([true, false]);
  expect(topic.messages[0]?.headers['ce_id']).toBe(letter?.delivery?.eventId);
  expect(topic.messages[0]?.value.toString('utf8')).toContain('"delivery":{"sequence":1}');
  expect(await listDeadLetters(store.pool)).toEqual([]);
});

test('a row that cannot be opened is set aside before it is sent, and what follows in the same window says so', async () => {
  const ids = await commit(2);
  await store.pool.query("UPDATE outbox SET payload = payload || '\\x00' WHERE record_id = $1", [ids[0]]);

  await relay();
  await topic.settled(1);

  expect(topic.recordIds('demo-mash')).toEqual([ids[1]]);
  expect(JSON.parse(topic.messages[0]?.value.toString('utf8') ?? '')).toMatchObject({
    delivery: { sequence: 2, precededByDeadLetter: true },
  });
  const { rows: letters } = await store.pool.query<{ code: string }>('SELECT code FROM dead_letters');
  expect(letters).toEqual([{ code: 'unreadable' }]);
});

test('an instance that was paused with rows under way may repeat them, but never overtakes, and can mark nothing', async () => {
  const ids = await commit(4);
  topic.shut();
  await relay();
  await topic.received(1);
  // The old instance stands still with a row in its queue and three behind it; its leases pass on.
  await store.pool.query("UPDATE lanes SET expires_at = now() - interval '1 second'");
  const successor = new TopicUnderTest();
  await relay({ port: successor });
  await successor.settled(4);
  // Received is not yet marked: the successor marks its rows after their reports.
  await expectEventually(() => statesOf(ids), ['published', 'published', 'published', 'published']);
  const { rows: marked } = await store.pool.query<{ sent_offset: string }>('SELECT sent_offset FROM outbox ORDER BY id');

  topic.open();
  await topic.settled(4);

  expect(successor.recordIds('demo-mash')).toEqual(ids);
  expect(topic.recordIds('demo-mash')).toEqual(ids);
  expect(topic.messages.map(({ headers }) => headers['ce_id'])).toEqual(successor.messages.map(({ headers }) => headers['ce_id']));
  const { rows: after } = await store.pool.query<{ sent_offset: string }>('SELECT sent_offset FROM outbox ORDER BY id');
  expect(after).toEqual(marked);
});

test('a lane belongs to one instance at a time: a second one sends nothing until the first gives its lanes back', async () => {
  const [one, two] = [postgresLanes(store.pool, 'one'), postgresLanes(store.pool, 'two')];

  const first = await one.claim(['demo-mash'], 'if-free');
  const refused = await two.claim(['demo-mash'], 'if-free');
  const renewed = await one.claim(['demo-mash'], 'if-free');
  await one.release();
  const second = await two.claim(['demo-mash'], 'if-free');

  expect([first.length, refused.length, second.length]).toEqual([16, 0, 16]);
  expect(epochs(renewed)).toEqual(epochs(first));
  expect(epochs(second)).toEqual(epochs(first).map((epoch) => epoch + 1));
});

test('an empty demo broker is filled again with what was sent last, oldest first', async () => {
  const ids = await commit(4);
  await relay();
  await topic.settled(4);
  await expectEventually(
    () => statesOf(ids),
    ids.map(() => 'published'),
  );
  const empty = new TopicUnderTest();

  const count = await refill(store.pool, store.ring, empty, 3);

  expect(count).toBe(3);
  expect(empty.recordIds('demo-mash')).toEqual(ids.slice(1));
});

test('closing waits for what is under way, marks it, and sends nothing more', async () => {
  const ids = await commit(2);
  topic.shut();
  const started = await relay();
  await topic.received(1);

  const closing = started.close(5_000);
  topic.open();

  expect(await closing).toEqual({ drained: true });
  expect(await statesOf(ids)).toEqual(['published', 'published']);
  relays = [];
});

/** More records of the child of the last {@link commit}. */
async function commitSame(count: number): Promise<readonly string[]> {
  seed -= 1;
  return commit(count);
}

function epochs(leases: Awaited<ReturnType<Lanes['claim']>>): readonly number[] {
  return leases.toSorted((a, b) => a.lane - b.lane).map(({ epoch }) => epoch);
}

/** Marking follows the delivery report; there is no event for it, so it is asked for until it is so. */
async function expectEventually<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (JSON.stringify(await ask()) !== JSON.stringify(expected) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await ask()).toEqual(expected);
}
