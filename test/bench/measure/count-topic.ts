import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { Admin, Consumer, KafkaMessage } from 'kafkajs';
import '../../support/read-topic.js';

/** A topic as a client that is neither the gateway's nor the baseline's sees it. */
export interface TopicCounter {
  /** Records on the topic, all partitions. */
  size(): Promise<number>;
  /** Resolves when the topic holds `records` more than `before`. Throws when nothing arrives for a minute. */
  grown(before: number, records: number): Promise<void>;
  /** Reads what came since the last call and counts it against what was sent. Call when {@link grown} has resolved. */
  count(expected: ReadonlySet<string>): Promise<Count>;
  close(): Promise<void>;
}

export interface Count {
  /** When the leader appended the first occurrence of each identifier, milliseconds since 1970: with acks=all and one replica, the acknowledgement. */
  readonly appendedAt: ReadonlyMap<string, number>;
  readonly missing: number;
  readonly unexpected: number;
  readonly repeated: number;
}

const { Kafka, logLevel } = kafkajs;
const PARTITIONS = 12;
const LOOK_MS = 20;
const STALLED_MS = 60_000;

/** Makes the topic, with the broker's own time on each record, and joins it. */
export async function openTopic(bootstrap: string, topic: string): Promise<TopicCounter> {
  const kafka = new Kafka({ clientId: 'bench-counter', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = [{ name: 'message.timestamp.type', value: 'LogAppendTime' }];
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1, configEntries }], waitForLeaders: true });
  const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxWaitTimeInMs: 50 });
  const tail = await follow(consumer, topic);
  return {
    size: () => size(admin, topic),
    grown: (before, records) => grown(admin, topic, before, records),
    count: (expected) => tail.count(expected, () => size(admin, topic)),
    close: async () => {
      await consumer.disconnect();
      await admin.disconnect();
    },
  };
}

async function size(admin: Admin, topic: string): Promise<number> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
}

async function grown(admin: Admin, topic: string, before: number, records: number): Promise<void> {
  let seen = before;
  for (let since = Date.now(); seen < before + records;) {
    await pause(LOOK_MS);
    const now = await size(admin, topic);
    if (now > seen) since = Date.now();
    else if (Date.now() - since > STALLED_MS) throw new Error(`${topic} holds ${now - before} of ${records} records and nothing arrives.`);
    seen = now;
  }
}

interface Tail {
  count(expected: ReadonlySet<string>, end: () => Promise<number>): Promise<Count>;
}

/** Reads only while counting: a reader at work during the measurement would take its processor time from what is measured. */
async function follow(consumer: Consumer, topic: string): Promise<Tail> {
  let read = 0;
  let messages: KafkaMessage[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    eachBatch: ({ batch }) => {
      messages.push(...batch.messages);
      read += batch.messages.length;
      return Promise.resolve();
    },
  });
  await joined;
  consumer.pause([{ topic }]);
  return {
    count: async (expected, end) => {
      const goal = await end();
      consumer.resume([{ topic }]);
      while (read < goal) await pause(LOOK_MS);
      consumer.pause([{ topic }]);
      const counted = countMessages(messages, expected);
      messages = [];
      return counted;
    },
  };
}

function countMessages(messages: readonly KafkaMessage[], expected: ReadonlySet<string>): Count {
  const appendedAt = new Map<string, number>();
  let unexpected = 0;
  let repeated = 0;
  for (const { value, timestamp } of messages) {
    const identifier = identifiersIn(value).find((candidate) => expected.has(candidate));
    if (identifier === undefined) unexpected += 1;
    else if (appendedAt.has(identifier)) repeated += 1;
    else appendedAt.set(identifier, Number(timestamp));
  }
  return { appendedAt, missing: expected.size - appendedAt.size, unexpected, repeated };
}

interface ReadRecord {
  readonly child?: { readonly identifiers?: readonly { readonly value?: string }[] };
}

function identifiersIn(value: Buffer | null): readonly string[] {
  const record = JSON.parse(value?.toString('utf8') ?? '{}') as ReadRecord;
  return (record.child?.identifiers ?? []).flatMap((identifier) => identifier.value ?? []);
}
