import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { startDemoBroker } from '../demo/demo-broker.js';
import type { DemoBroker } from '../demo/demo-broker.js';
import type { Publisher } from '../publish/publisher.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';
import { openTopicReader } from './topic-reader.js';
import type { TopicReader } from './topic-reader.js';

const TOPIC = 'reader.example.v1';
let broker: DemoBroker;
let publisher: Publisher;

beforeAll(async () => {
  broker = await startDemoBroker();
  publisher = createPublisher({ brokers: broker.bootstrap, clientId: 'writer' });
  await publisher.connect();
}, 30_000);

afterAll(async () => {
  await publisher.close(5_000);
  await broker.stop();
});

async function send(text: string): Promise<void> {
  await publisher.send({ topic: TOPIC, key: 'child-1', value: Buffer.from(text), headers: { ce_id: `id-${text}` } });
}

async function open(from: 'beginning' | 'end', topic = TOPIC, brokers = broker.bootstrap): Promise<TopicReader> {
  return openTopicReader({ brokers, clientId: 'reader', topic, from });
}

async function texts(reader: TopicReader, count: number): Promise<readonly string[]> {
  const read: string[] = [];
  for await (const message of reader.messages()) {
    read.push(message.value?.toString() ?? '');
    if (read.length === count) break;
  }
  await reader.close();

  return read;
}

test('reads what is there from the beginning, in the order of the key, and then what comes', async () => {
  await send('first');
  await send('second');

  const reader = await open('beginning');
  await send('third');

  expect(reader.waiting).toBe(2);
  expect(await texts(reader, 3)).toEqual(['first', 'second', 'third']);
}, 20_000);

test('opened at the end, reads every message sent after that and none before', async () => {
  await send('before');

  const reader = await open('end');
  await send('after');

  expect(reader.waiting).toBe(0);
  expect(await texts(reader, 1)).toEqual(['after']);
}, 20_000);

test('hands on key, headers, partition and offset as they are on the topic', async () => {
  const reader = await open('end');
  await send('whole');
  for await (const message of reader.messages()) {
    expect(message).toMatchObject({
      topic: TOPIC,
      key: Buffer.from('child-1'),
      headers: [{ name: 'ce_id', value: Buffer.from('id-whole') }],
    });
    break;
  }
  await reader.close();
}, 20_000);

test('a topic that is not there, and a broker that does not answer, are told by code', async () => {
  await expect(open('end', 'reader.nobody.v1')).rejects.toMatchObject({ name: 'ReadError', code: 'UNKNOWN_TOPIC' });
  await expect(open('end', TOPIC, '127.0.0.1:1')).rejects.toMatchObject({ name: 'ReadError' });
}, 20_000);
