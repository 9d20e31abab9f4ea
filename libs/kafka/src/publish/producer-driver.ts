import type { OutgoingMessage } from './outgoing.js';
import type { Settings } from './publisher-options.js';
import type { ClientSettings } from '../settings/settings.js';

/** Where a message landed. */
export interface Delivery {
  readonly partition: number;
  readonly offset: number;
}

/** What the driver tells the publisher. `error` is whatever librdkafka said; the publisher classifies it. */
export interface ProducerEvents {
  delivered(opaque: number, delivery: Delivery): void;
  undelivered(opaque: number, error: unknown): void;
  error(error: unknown): void;
}

/** Passes on what a client says only while it is the one in use: what another says, before or after, says nothing about the brokers. */
export function onlyWhile(isCurrent: () => boolean, events: ProducerEvents): ProducerEvents {
  return {
    delivered: (opaque, delivery) => {
      if (isCurrent()) events.delivered(opaque, delivery);
    },
    undelivered: (opaque, error) => {
      if (isCurrent()) events.undelivered(opaque, error);
    },
    error: (error) => {
      if (isCurrent()) events.error(error);
    },
  };
}

export interface TopicInCluster {
  readonly name: string;
  readonly partitions: number;
  /** The smallest number of replicas of any partition. */
  readonly replicas: number;
}

export interface ClusterMetadata {
  readonly brokers: readonly string[];
  readonly topics: readonly TopicInCluster[];
}

/** The seam to librdkafka's producer: small enough that a test can play its part. */
export interface ProducerDriver {
  /** Rejects when no broker answered in time; may be called again. */
  connect(timeoutMs: number): Promise<void>;
  /** Hands over; throws librdkafka's error when it will not take the message. */
  produce(message: OutgoingMessage, opaque: number): void;
  /** Lets librdkafka call back. */
  poll(): void;
  metadata(timeoutMs: number): Promise<ClusterMetadata>;
  /** Ends without waiting for what is in flight. */
  disconnect(): Promise<void>;
}

export type OpenProducer = (settings: ClientSettings, events: ProducerEvents) => ProducerDriver;

/** The part of Kafka's admin API that is used. */
export interface AdminDriver {
  /** Resolves with librdkafka's name of the refusal, or with undefined when the topic was created. */
  createTopic(topic: NewTopic, timeoutMs: number): Promise<string | undefined>;
  close(): void;
}

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

export type OpenAdmin = (settings: Settings) => AdminDriver;
