import { createRequire } from 'node:module';

import rdkafka from 'node-rdkafka';
import type { KafkaConsumer, LibrdKafkaError, Message, Metadata, Producer, WatermarkOffsets } from 'node-rdkafka';

import type { ConsumedMessage } from './consume/consumed-message.js';
import type { ConsumerDriver, ConsumerEvents, TopicPartition } from './consume/consumer-driver.js';
import { headerList } from './publish/outgoing.js';
import type { OutgoingMessage } from './publish/outgoing.js';
import type { AdminDriver, ClusterMetadata, ProducerDriver, ProducerEvents } from './publish/producer-driver.js';
import type { Settings } from './publish/publisher-options.js';
import type { ReaderDriver, StartOffset } from './read/reader-driver.js';
import type { ClientSettings } from './settings/settings.js';

// The one file that imports node-rdkafka: what the binding gets wrong is put right here or in the files that use it, nowhere else.

/** Features this build of librdkafka was compiled with (for example `ssl`, `lz4`). */
export const FEATURES: readonly string[] = rdkafka.features;

const ERROR_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(rdkafka.CODES.ERRORS).map(([name, code]) => [code, name.replace(/^ERR_/, '')]),
);

/** Where a child process finds the binding. */
export function bindingPath(): string {
  return createRequire(import.meta.url).resolve('node-rdkafka');
}

/** Opens nothing yet; `connect` does. Throws when librdkafka refuses a setting. */
export function openProducer(settings: ClientSettings, events: ProducerEvents): ProducerDriver {
  const producer = new rdkafka.Producer({ ...settings.global }, { ...settings.topic });
  producer.on('delivery-report', (error, report) => {
    const opaque = report.opaque as number;
    // The typings promise an error; on success the binding passes null.
    if (error as unknown) events.undelivered(opaque, error);
    else events.delivered(opaque, { partition: report.partition, offset: report.offset });
  });
  producer.on('event.error', (error) => {
    events.error(error);
  });

  return {
    connect: async (timeoutMs) => {
      await settle<Metadata>((done) => producer.connect({ allTopics: false, timeout: timeoutMs }, done));
    },
    produce: (message, opaque) => {
      produce(producer, message, opaque);
    },
    poll: () => {
      if (producer.isConnected()) producer.poll();
    },
    metadata: (timeoutMs) => metadataOf(producer, timeoutMs),
    disconnect: () => disconnect(producer),
  };
}

/** Opens nothing yet; `connect` does. Throws when librdkafka refuses a setting. */
export function openConsumer(settings: ClientSettings, events: ConsumerEvents): ConsumerDriver {
  const onRebalance = (error: LibrdKafkaError, partitions: TopicPartition[]): void => {
    void rebalance(consumer, events, error.code, partitions);
  };
  const consumer: KafkaConsumer = new rdkafka.KafkaConsumer({ ...settings.global, rebalance_cb: onRebalance }, { ...settings.topic });
  consumer.setDefaultConsumeTimeout(10);
  consumer.on('event.error', (error) => {
    events.error(error);
  });

  return {
    connect: async (timeoutMs) => {
      await settle<Metadata>((done) => consumer.connect({ allTopics: false, timeout: timeoutMs }, done));
    },
    subscribe: (topics) => {
      consumer.subscribe([...topics]);
    },
    consume: (max) => consumeFrom(consumer, max),
    metadata: (timeoutMs) => metadataOf(consumer, timeoutMs),
    store: ({ topic, partition }, offset) => {
      consumer.offsetsStore([{ topic, partition, offset }]);
    },
    pause: (partition) => {
      consumer.pause([partition]);
    },
    resume: (partition) => {
      consumer.resume([partition]);
    },
    disconnect: () => leave(consumer),
  };
}

/** Opens nothing yet; `connect` does. Throws when librdkafka refuses a setting. */
export function openReader(settings: ClientSettings): ReaderDriver {
  const consumer = new rdkafka.KafkaConsumer({ ...settings.global }, { ...settings.topic });
  consumer.setDefaultConsumeTimeout(100);
  // A broker that goes away is connected to again; whoever reads sees that nothing comes.
  consumer.on('event.error', () => undefined);

  return {
    connect: async (timeoutMs) => {
      await settle<Metadata>((done) => consumer.connect({ allTopics: false, timeout: timeoutMs }, done));
    },
    partitions: async (topic, timeoutMs) => {
      const { topics } = await metadataOf(consumer, timeoutMs);

      return topics.find(({ name }) => name === topic)?.partitions ?? 0;
    },
    watermarks: async (topic, partition, timeoutMs) => {
      const { lowOffset, highOffset } = await settle<WatermarkOffsets>((done) => {
        consumer.queryWatermarkOffsets(topic, partition, timeoutMs, done);
      });

      return { low: lowOffset, high: highOffset };
    },
    assign: (starts: readonly StartOffset[]) => {
      consumer.assign([...starts]);
    },
    consume: (max) => consumeFrom(consumer, max),
    disconnect: () => leave(consumer),
  };
}

async function consumeFrom(consumer: KafkaConsumer, max: number): Promise<readonly ConsumedMessage[]> {
  const messages = await settle<Message[]>((done) => {
    consumer.consume(max, done);
  });

  return messages.map(toConsumed);
}

async function leave(consumer: KafkaConsumer): Promise<void> {
  if (consumer.isConnected()) await settle((done) => consumer.disconnect(done));
}

/** librdkafka waits for the answer to a rebalance, so partitions are given up only when the server has let go of them. */
async function rebalance(consumer: KafkaConsumer, events: ConsumerEvents, code: number, partitions: TopicPartition[]): Promise<void> {
  const incremental = consumer.rebalanceProtocol() === 'COOPERATIVE';
  try {
    if (code === rdkafka.CODES.ERRORS.ERR__ASSIGN_PARTITIONS) {
      if (incremental) consumer.incrementalAssign(partitions);
      else consumer.assign(partitions);
      events.assigned(partitions);
    } else {
      await events.revoked(partitions);
      if (incremental) consumer.incrementalUnassign(partitions);
      else consumer.unassign();
    }
  } catch (error) {
    events.error(error);
  }
}

function toConsumed(message: Message): ConsumedMessage {
  const { topic, partition, offset, value, timestamp } = message;
  const headers = (message.headers ?? []).flatMap((header) =>
    Object.entries(header).map(([name, text]) => ({ name, value: Buffer.from(text) })),
  );

  return { topic, partition, offset, key: toBuffer(message.key), value, headers, timestamp: timestamp ?? 0 };
}

function toBuffer(key: Message['key']): Buffer | null {
  return key === null || key === undefined ? null : Buffer.from(key);
}

/** Connects at once; the brokers are asked when a topic is created. */
export function openAdmin(settings: Settings): AdminDriver {
  const admin = rdkafka.AdminClient.create({ ...settings });

  return {
    createTopic: ({ name, partitions, replicationFactor, config }, timeoutMs) => {
      const topic = { topic: name, num_partitions: partitions, replication_factor: replicationFactor, config: { ...config } };

      return new Promise((resolve) => {
        // Unlike a delivery report, the admin API hands on the number of the error, and free text from the broker.
        admin.createTopic(topic, timeoutMs, (error: LibrdKafkaError | undefined) => {
          resolve(error && (ERROR_NAMES.get(error.code) ?? 'UNKNOWN'));
        });
      });
    },
    close: () => {
      admin.disconnect();
    },
  };
}

function produce(producer: Producer, message: OutgoingMessage, opaque: number): void {
  const { value, timestamp } = message;
  const bytes = value === null ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  producer.produce(message.topic, null, bytes, Buffer.from(message.key), timestamp ?? null, opaque, headerList(message.headers));
}

async function metadataOf(client: Producer | KafkaConsumer, timeoutMs: number): Promise<ClusterMetadata> {
  const metadata = await settle<Metadata>((done) => {
    client.getMetadata({ allTopics: true, timeout: timeoutMs }, done);
  });

  return {
    brokers: metadata.brokers.map((broker) => `${broker.host}:${broker.port}`),
    topics: metadata.topics.map((topic) => ({
      name: topic.name,
      partitions: topic.partitions.length,
      replicas: Math.min(...topic.partitions.map((partition) => partition.replicas.length)),
    })),
  };
}

/** `disconnect` of a producer that never connected throws; the flush it starts with is kept to 1 ms because the publisher has counted. */
async function disconnect(producer: Producer): Promise<void> {
  if (!producer.isConnected()) return;
  await settle((done) => producer.disconnect(1, done));
}

type Done<T> = (error: unknown, result: T) => void;

function settle<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      // Errors of the binding come from another realm under Jest, so they are passed on as they are; failure.ts reads their text.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown, to be classified by its code
      if (error) reject(error);
      else resolve(result);
    });
  });
}
