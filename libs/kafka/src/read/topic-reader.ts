import { randomUUID } from 'node:crypto';

import type { ConsumedMessage } from '../consume/consumed-message.js';
import { consumerSettings } from '../consume/consumer-settings.js';
import { classifyFailure } from '../failure/failure.js';
import { FEATURES, openReader } from '../librdkafka.js';
import type { Settings } from '../publish/publisher-options.js';
import type { OpenReader, ReaderDriver, StartOffset } from './reader-driver.js';

export interface TopicReaderOptions {
  /** `host:port`, comma-separated. */
  readonly brokers: string;
  readonly clientId: string;
  /** `security.protocol`, `ssl.*`, `sasl.*` by librdkafka's names. */
  readonly security?: Settings;
  readonly topic: string;
  /** beginning: what each partition still holds, then what comes. end: only what comes after the reader has opened. */
  readonly from: 'beginning' | 'end';
}

/** Reads every partition of one topic for a person or a check: in no group, marking nothing as read. */
export interface TopicReader {
  /** Messages that were there when the reader opened, of those it will read. */
  readonly waiting: number;
  /** What is there and then what comes, each partition in its order, until {@link close}. To be called once. */
  messages(): AsyncIterable<ConsumedMessage>;
  close(): Promise<void>;
}

/** The topic cannot be read. `code` is librdkafka's name for the error, or `UNKNOWN_TOPIC`. */
export class ReadError extends Error {
  override readonly name = 'ReadError';

  constructor(readonly code: string) {
    super(`The topic cannot be read: ${code}`);
  }
}

const TIMEOUT_MS = 5_000;
const FETCH = 100;

/**
 * Resolves when the places to read from are fixed: with `from: 'end'`, every later message is read.
 * Throws {@link ReadError} when no broker answers or the topic is not there, and KafkaSettingsError.
 */
export async function openTopicReader(options: TopicReaderOptions, open: OpenReader = openReader): Promise<TopicReader> {
  const { brokers, clientId, security, topic, from } = options;
  const connection = { brokers, clientId, groupId: `${clientId}-${randomUUID()}`, ...(security === undefined ? {} : { security }) };
  const driver = open(consumerSettings(connection, FEATURES));
  try {
    await driver.connect(TIMEOUT_MS);
    const places = await placesOf(driver, topic);
    driver.assign(places.map(({ start, high }) => ({ ...start, offset: from === 'beginning' ? start.offset : high })));

    return reading(driver, from === 'beginning' ? places.reduce((sum, { start, high }) => sum + high - start.offset, 0) : 0);
  } catch (error) {
    await driver.disconnect();
    throw error instanceof ReadError ? error : new ReadError(classifyFailure(error).code);
  }
}

interface Place {
  readonly start: StartOffset;
  readonly high: number;
}

async function placesOf(driver: ReaderDriver, topic: string): Promise<readonly Place[]> {
  const count = await driver.partitions(topic, TIMEOUT_MS);
  if (count === 0) throw new ReadError('UNKNOWN_TOPIC');

  return Promise.all(
    Array.from({ length: count }, async (_, partition) => {
      const { low, high } = await driver.watermarks(topic, partition, TIMEOUT_MS);

      return { start: { topic, partition, offset: low }, high };
    }),
  );
}

function reading(driver: ReaderDriver, waiting: number): TopicReader {
  let open = true;
  let under: Promise<unknown> = Promise.resolve();

  return {
    waiting,
    async *messages() {
      while (open) {
        const next = driver.consume(FETCH);
        under = next.catch(() => undefined);
        for (const message of await next) yield message;
      }
    },
    async close() {
      open = false;
      await under;
      await driver.disconnect();
    },
  };
}
