import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher, ensureTopics } from '@mash-gateway/kafka';
import type { Publisher } from '@mash-gateway/kafka';

import { filter, firstValueFrom } from 'rxjs';

import { kcatRead } from '../support/kcat.js';
import { readTopic } from '../support/read-topic.js';
import { startRealKafka } from '../support/real-kafka/real-kafka.js';
import type { RealKafka } from '../support/real-kafka/real-kafka.js';

let kafka: RealKafka;
let publisher: Publisher;

beforeAll(async () => {
  kafka = await startRealKafka({ brokers: 3 });
  publisher = createPublisher({ brokers: kafka.bootstrap, clientId: 'cluster', watch: { stalledAfterMs: 2_000 } });
  await publisher.connect();
}, 120_000);

afterAll(async () => {
  await publisher.close(5_000);
  await kafka.close();
});

test('a topic is created as planned, a second time it is present, and a different one is told', async () => {
  const plan = { name: 'plan.v1', partitions: 12, replicationFactor: 3, config: { 'cleanup.policy': 'compact' } };
  const options = { brokers: kafka.bootstrap, clientId: 'cluster', creation: 'create' } as const;

  expect(await ensureTopics(publisher, [plan], options)).toMatchObject({ created: ['plan.v1'], missing: [], different: [] });
  expect(await ensureTopics(publisher, [plan], options)).toMatchObject({ present: ['plan.v1'], created: [], missing: [], different: [] });
  expect(await ensureTopics(publisher, [{ ...plan, partitions: 6 }], options)).toMatchObject({
    different: [{ name: 'plan.v1', partitions: 12, replicationFactor: 3 }],
  });
}, 60_000);

test('a topic that cannot be created is missing, with the reason and the exact command', async () => {
  const plan = { name: 'plan.v2', partitions: 1, replicationFactor: 9, config: { 'retention.ms': '1000' } };
  const report = await ensureTopics(publisher, [plan], { brokers: kafka.bootstrap, clientId: 'cluster', creation: 'create' });

  expect(report.missing).toEqual([
    {
      name: 'plan.v2',
      reason: 'INVALID_REPLICATION_FACTOR',
      command: `kafka-topics.sh --bootstrap-server ${kafka.bootstrap} --create --topic plan.v2 --partitions 1 --replication-factor 9 --config retention.ms=1000`,
    },
  ]);
}, 60_000);

test('a broker can be killed and started again, and what was published is still there for both independent readers', async () => {
  await publisher.send({ topic: 'plan.v1', key: 'before', value: Buffer.from('1'), headers: { a: 'é' } });

  await kafka.stopBroker(2, 'SIGKILL');
  await publisher.send({ topic: 'plan.v1', key: 'during', value: Buffer.from('2'), headers: { a: 'b' } });
  await kafka.startBroker(2);

  const keys = (await readTopic(kafka.bootstrap, 'plan.v1')).map(({ key }) => key).sort();
  expect(keys).toEqual(['before', 'during']);
  expect((await kcatRead(kafka.bootstrap, 'plan.v1')).map(({ key }) => key).sort()).toEqual(keys);
}, 120_000);

test('with too few replicas in sync messages wait, unconfirmed, and arrive once each and in order when the replicas are back', async () => {
  await ensureTopics(publisher, [{ name: 'isr.v1', partitions: 1, replicationFactor: 3, config: {} }], {
    brokers: kafka.bootstrap,
    clientId: 'cluster',
    creation: 'create',
  });
  const send = (value: string): ReturnType<Publisher['send']> =>
    publisher.send({ topic: 'isr.v1', key: 'one-child', value: Buffer.from(value), headers: {} });
  await send('0');

  await kafka.stopBroker(2, 'SIGKILL');
  await kafka.stopBroker(3, 'SIGKILL');
  const sent = ['1', '2', '3', '4', '5'].map(send);
  await firstValueFrom(publisher.status.pipe(filter(({ state }) => state === 'degraded')));
  expect(publisher.snapshot().inFlight).toBe(5);
  await Promise.all([kafka.startBroker(2), kafka.startBroker(3)]);

  expect(await Promise.all(sent)).toEqual([1, 2, 3, 4, 5].map((offset) => ({ partition: 0, offset })));
  expect((await kcatRead(kafka.bootstrap, 'isr.v1')).map(({ value }) => String(value))).toEqual(['0', '1', '2', '3', '4', '5']);
}, 120_000);
