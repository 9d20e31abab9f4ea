import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher } from '@mash-gateway/kafka';

import { realBrokerUnderTest } from '../support/broker-under-test.js';
import type { BrokerUnderTest } from '../support/broker-under-test.js';
import { kcatRead } from '../support/kcat.js';
import { publisherSuite } from '../support/publisher-suite.js';
import { readTopic } from '../support/read-topic.js';

publisherSuite('Apache Kafka 4.1', realBrokerUnderTest);

let broker: BrokerUnderTest;

beforeAll(async () => {
  broker = await realBrokerUnderTest();
}, 120_000);

afterAll(async () => {
  await broker.close();
});

test('a message the broker finds too large can never be published, and the next one of its key arrives', async () => {
  await broker.createTopic('real.limit', 1, { 'max.message.bytes': '2000' });
  const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'limit', compression: 'none', lingerMs: 0 });
  await publisher.connect();
  const send = (value: string): Promise<unknown> =>
    publisher.send({ topic: 'real.limit', key: 'k', value: Buffer.from(value), headers: {} });

  await send('before');
  await expect(send('x'.repeat(5_000))).rejects.toMatchObject({ code: 'MSG_SIZE_TOO_LARGE', kind: 'unpublishable' });
  await send('after');

  expect(await publisher.close(5_000)).toEqual({ unconfirmed: 0 });
  expect((await readTopic(broker.bootstrap, 'real.limit')).map(({ value }) => String(value))).toEqual(['before', 'after']);
}, 60_000);

test('with the limit of the topic as client limit no batch is refused, and a message too large takes none of its neighbours along', async () => {
  await broker.createTopic('real.batches', 1, { 'max.message.bytes': '4000' });
  const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'batches', compression: 'none', messageMaxBytes: 4_000 });
  await publisher.connect();
  const values = Array.from({ length: 60 }, (_, index) => (index === 30 ? 'x'.repeat(5_000) : `${index} ${'y'.repeat(300)}`));

  const outcomes = await Promise.allSettled(
    values.map((value) => publisher.send({ topic: 'real.batches', key: 'k', value: Buffer.from(value), headers: {} })),
  );
  await publisher.close(5_000);

  expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([30]);
  const arrived = (await readTopic(broker.bootstrap, 'real.batches')).map(({ value }) => String(value));
  expect(arrived).toEqual(values.filter((_, index) => index !== 30));
}, 60_000);

test('both independent readers see the same keys, headers and values', async () => {
  await broker.createTopic('real.readers', 3);
  const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'readers' });
  await publisher.connect();
  const headers = { one: 'é', two: '日本', three: '🙂' };
  await Promise.all(
    ['a', 'b', 'c', 'd'].map((key) => publisher.send({ topic: 'real.readers', key, value: Buffer.from(`Llŷr ${key}`), headers })),
  );
  await publisher.close(5_000);

  const byPlace = (m: { partition: number; offset: number }): number => m.partition * 1_000 + m.offset;
  const seenByKcat = [...(await kcatRead(broker.bootstrap, 'real.readers'))].sort((a, b) => byPlace(a) - byPlace(b));
  const seenByKafkajs = [...(await readTopic(broker.bootstrap, 'real.readers'))].sort((a, b) => byPlace(a) - byPlace(b));

  expect(seenByKcat).toHaveLength(4);
  expect(seenByKcat).toEqual(seenByKafkajs);
}, 60_000);

test('a topic that does not exist yet is a reason to wait, not to give up or to create it', async () => {
  const publisher = createPublisher({
    brokers: broker.bootstrap,
    clientId: 'unknown-topic',
    settings: { global: { 'topic.metadata.propagation.max.ms': 500 } },
  });
  await publisher.connect();

  await expect(publisher.send({ topic: 'real.unknown', key: 'k', value: null, headers: {} })).rejects.toMatchObject({ kind: 'retriable' });
  expect(await publisher.topicExists('real.unknown')).toBe(false);
  await publisher.close(5_000);
}, 60_000);
