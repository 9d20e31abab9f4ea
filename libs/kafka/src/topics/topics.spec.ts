import { expect, test } from '@jest/globals';

import { startDemoBroker } from '../demo/demo-broker.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';
import { creationCommand, ensureTopics } from './topics.js';
import type { TopicPlan } from './topics.js';

const plan: TopicPlan = {
  name: 'mash.demo-mash.child-record.v1',
  partitions: 12,
  replicationFactor: 3,
  config: { 'retention.ms': '1209600000' },
};
const options = { brokers: 'kafka.example:9092', clientId: 'test' };
const cluster = (...topics: { name: string; partitions: number; replicas: number }[]): Parameters<typeof ensureTopics>[0] => ({
  metadata: () => Promise.resolve({ brokers: [], topics }),
});

test('a topic that may not be created is named with the command an administrator runs', async () => {
  const report = await ensureTopics(cluster(), [plan], { ...options, creation: 'never' });

  expect(report).toMatchObject({ present: [], created: [], missing: [{ name: plan.name, reason: 'NOT_ALLOWED' }] });
  expect(report.missing[0]?.command).toBe(
    'kafka-topics.sh --bootstrap-server kafka.example:9092 --create --topic mash.demo-mash.child-record.v1' +
      ' --partitions 12 --replication-factor 3 --config retention.ms=1209600000',
  );
});

test('a topic with other partitions or too few replicas is told, not touched', async () => {
  const found = { name: plan.name, partitions: 4, replicas: 3 };

  expect(await ensureTopics(cluster(found), [plan], { ...options, creation: 'create' })).toMatchObject({
    present: [plan.name],
    missing: [],
    different: [{ name: plan.name, partitions: 4, replicationFactor: 3 }],
  });
});

test('a topic that another instance created in the meantime counts as created', async () => {
  const lists = [[], [{ name: plan.name, partitions: 12, replicas: 3 }]];
  const racing = { metadata: () => Promise.resolve({ brokers: [], topics: lists.shift() ?? [] }) };
  const report = await ensureTopics(racing, [plan], { ...options, creation: 'create' }, () => ({
    createTopic: () => Promise.resolve('TOPIC_ALREADY_EXISTS'),
    close: () => undefined,
  }));

  expect(report).toMatchObject({ created: [plan.name], missing: [] });
});

test('verification may not be switched off here either', async () => {
  const security = { 'security.protocol': 'ssl', 'enable.ssl.certificate.verification': false };

  await expect(ensureTopics(cluster(), [plan], { ...options, security, creation: 'create' })).rejects.toThrow(/loopback/);
});

test('the command names every setting of the topic', () => {
  expect(creationCommand({ ...plan, config: { a: '1', b: '2' } }, 'h:1')).toMatch(/ --config a=1 --config b=2$/);
});

test('on the demo broker topics come into being with their first use', async () => {
  const broker = await startDemoBroker();
  const publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'test' });
  await publisher.connect();
  const demo = { brokers: broker.bootstrap, clientId: 'test', creation: 'on-first-use' } as const;
  expect(await ensureTopics(publisher, [plan], demo)).toMatchObject({ onFirstUse: [plan.name], missing: [] });

  await publisher.send({ topic: plan.name, key: 'k', value: null, headers: {} });

  expect(await ensureTopics(publisher, [plan], demo)).toMatchObject({ present: [plan.name], onFirstUse: [], missing: [] });
  await publisher.close(1_000);
  await broker.stop();
});
