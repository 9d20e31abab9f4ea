import kafkajs from 'kafkajs';
import type { Consumer, KafkaMessage } from 'kafkajs';
import lz4 from 'lz4js';
import { randomUUID } from 'node:crypto';

/** A message as a client that is not ours sees it. */
export interface ReadMessage {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: Buffer | null;
  /** Every header by name; a repeated one keeps its first value. */
  readonly headers: Readonly<Record<string, string>>;
}

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;

/** kafkajs brings no LZ4, the codec the gateway sends with. */
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: () => Promise.reject(new Error('This reader only reads.')),
  decompress: (frame: Buffer) => Promise.resolve(Buffer.from(lz4.decompress(frame))),
});

/**
 * Reads a topic with kafkajs from the beginning to its end at the time of the call, in the order of each partition.
 * Resolves with [] for an empty topic.
 */
export async function readTopic(bootstrap: string, topic: string): Promise<readonly ReadMessage[]> {
  const kafka = new Kafka({ clientId: 'independent-reader', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
  const ends = await endsOf(kafka, topic);
  if (ends.size === 0) return [];

  const consumer = kafka.consumer({ groupId: `reader-${randomUUID()}`, maxWaitTimeInMs: 100 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });

    return await readUntil(consumer, ends);
  } finally {
    await consumer.disconnect();
  }
}

/** End offset of each partition that holds something. */
async function endsOf(kafka: InstanceType<typeof Kafka>, topic: string): Promise<Map<number, number>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);

    return new Map(offsets.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, Number(high)]));
  } finally {
    await admin.disconnect();
  }
}

async function readUntil(consumer: Consumer, ends: Map<number, number>): Promise<readonly ReadMessage[]> {
  // By place, because kafkajs starts again from the beginning when its group moves.
  const read = new Map<string, ReadMessage>();
  const unfinished = new Set(ends.keys());
  await new Promise<void>((resolve, reject) => {
    consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) reject(payload.error);
    });
    void consumer
      .run({
        autoCommit: false,
        eachMessage: ({ partition, message }) => {
          const end = ends.get(partition) ?? 0;
          if (Number(message.offset) < end) read.set(`${partition}/${message.offset}`, toReadMessage(partition, message));
          if (Number(message.offset) >= end - 1) unfinished.delete(partition);
          if (unfinished.size === 0) resolve();

          return Promise.resolve();
        },
      })
      .catch(reject);
  });

  return [...read.values()];
}

function toReadMessage(partition: number, message: KafkaMessage): ReadMessage {
  return {
    partition,
    offset: Number(message.offset),
    key: message.key?.toString('utf8') ?? null,
    value: message.value,
    headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, text(value)])),
  };
}

function text(value: Buffer | string | (Buffer | string)[] | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;

  return first?.toString() ?? '';
}
