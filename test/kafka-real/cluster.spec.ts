import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPublisher, ensureTopics } from '@mash-gateway/kafka';
import type { Publisher } from '@mash-gateway/kafka';

import { kcatRead } from '../support/kcat.js';
import { readTopic } from '../support/read-topic.js';
import { startRealKafka } from '../support/real-kafka/real-kafka.js';
import type { RealKafka } from '../support/real-kafka/real-kafka.js';

let kafka: RealKafka;
let publisher: Publisher;

beforeAll(async () => {
  kafka = await startRealKafka({ brokers: 3 });
  publisher = createPublisher({ brokers: kafka.bootstrap, clientId: 'harness' });
  await publisher.connect();
}, 120_000);

afterAll(async () => {
  await publisher.close(5_000);
  await kafka.close();
});

test('a topic is created as planned, a second time it is present, and a different one is told', async () => {
  const plan = { name: 'plan.v1', partitions: 12, replicationFactor: 3, config: { 'cleanup.policy': 'compact' } };
  const options = { brokers: kafka.bootstrap, clientId: 'harness', creation: 'create' } as const;

  expect(await ensureTopics(publisher, [plan], options)).toMatchObject({ created: ['plan.v1'], missing: [], different: [] });
  expect(await ensureTopics(publisher, [plan], options)).toMatchObject({ present: ['plan.v1'], created: [], missing: [], different: [] });
  expect(await ensureTopics(publisher, [{ ...plan, partitions: 6 }], options)).toMatchObject({
    different: [{ name: 'plan.v1', partitions: 12, replicationFactor: 3 }],
  });
}, 60_000);

test('a topic that cannot be created is missing, with the reason and the exact command', async () => {
  const plan = { name: 'plan.v2', partitions: 1, replicationFactor: 9, config: { 'retention.ms': '1000' } };
  const report = await ensureTopics(publisher, [plan], { brokers: kafka.bootstrap, clientId: 'harness', creation: 'create' });

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
