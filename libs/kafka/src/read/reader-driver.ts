import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { ClientSettings } from '../settings/settings.js';

/** What a partition holds: `low` is its first offset, `high` the one that its next message gets. */
export interface Watermarks {
  readonly low: number;
  readonly high: number;
}

export interface StartOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** The seam to a librdkafka consumer that chooses its partitions itself and belongs to no group. */
export interface ReaderDriver {
  /** Rejects when no broker answered in time. */
  connect(timeoutMs: number): Promise<void>;
  /** Number of partitions; 0 for a topic that is not there. Asking creates nothing. */
  partitions(topic: string, timeoutMs: number): Promise<number>;
  watermarks(topic: string, partition: number, timeoutMs: number): Promise<Watermarks>;
  assign(starts: readonly StartOffset[]): void;
  /** Waits up to 100 ms for the first message, and for none after that. */
  consume(max: number): Promise<readonly ConsumedMessage[]>;
  disconnect(): Promise<void>;
}

export type OpenReader = (settings: ClientSettings) => ReaderDriver;
