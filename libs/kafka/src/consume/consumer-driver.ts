import type { ClusterMetadata } from '../publish/producer-driver.js';
import type { ConsumedMessage } from './consumed-message.js';
import type { ClientSettings } from '../settings/settings.js';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What the driver tells the server. */
export interface ConsumerEvents {
  assigned(partitions: readonly TopicPartition[]): void;
  /** Partitions are to be given up; the driver gives them up when the promise resolves. */
  revoked(partitions: readonly TopicPartition[]): Promise<void>;
  error(error: unknown): void;
}

/** The seam to librdkafka's consumer. */
export interface ConsumerDriver {
  /** Rejects when no broker answered in time; may be called again. */
  connect(timeoutMs: number): Promise<void>;
  subscribe(topics: readonly string[]): void;
  /** Waits a few milliseconds for the first message, and for none after that. */
  consume(max: number): Promise<readonly ConsumedMessage[]>;
  /** Brokers and topics; rejects when no broker answers in time. Asking creates nothing. */
  metadata(timeoutMs: number): Promise<ClusterMetadata>;
  /** Marks everything below `offset` as done; it is committed soon, and at the latest when the partition is given up. */
  store(partition: TopicPartition, offset: number): void;
  pause(partition: TopicPartition): void;
  resume(partition: TopicPartition): void;
  /** Commits what was stored and leaves the group. */
  disconnect(): Promise<void>;
}

export type OpenConsumer = (settings: ClientSettings, events: ConsumerEvents) => ConsumerDriver;
