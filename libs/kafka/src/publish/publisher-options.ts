import { DEFAULT_LIMITS } from './lanes.js';
import type { InFlightLimits } from './lanes.js';

export type SettingValue = string | number | boolean;

/** librdkafka settings by their own names (CONFIGURATION.md). */
export type Settings = Readonly<Record<string, SettingValue>>;

/** How a publisher is configured. Everything but `brokers` and `clientId` has a default. */
export interface CreatePublisherOptions {
  /** `host:port`, comma-separated. */
  readonly brokers: string;
  /** Shown in the broker's logs and quotas. */
  readonly clientId: string;
  /** `security.protocol`, `ssl.*`, `sasl.*` by librdkafka's names. Verification may be off for loopback brokers only. */
  readonly security?: Settings;
  /** Default lz4. */
  readonly compression?: 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
  /** How long a message may wait for company in its batch, in milliseconds. Default 5. */
  readonly lingerMs?: number;
  /** Must not exceed the broker's `message.max.bytes`. Default 1,000,000. */
  readonly messageMaxBytes?: number;
  readonly limits?: Partial<InFlightLimits>;
  readonly watch?: Partial<WatchOptions>;
  /** Other librdkafka settings, each in the object it belongs to; a misplaced or owned one is refused. */
  readonly settings?: { readonly global?: Settings; readonly topic?: Settings };
}

/** When the status turns to degraded. */
export interface WatchOptions {
  /** Without a delivery report for so long, the brokers are asked for metadata. Default 5,000 ms. */
  readonly probeIntervalMs: number;
  /** How long connecting or a probe may take. Default 3,000 ms. */
  readonly probeTimeoutMs: number;
  /** The oldest message in flight may be this old. Default 10,000 ms. */
  readonly stalledAfterMs: number;
  /** Degraded for so long, another client is tried, and takes over when it finds the brokers. Default 20,000 ms. */
  readonly replaceAfterMs: number;
}

/** {@link CreatePublisherOptions} with the defaults filled in. */
export interface PublisherOptions extends Omit<CreatePublisherOptions, 'limits' | 'watch' | 'messageMaxBytes'> {
  readonly limits: InFlightLimits;
  readonly watch: WatchOptions;
  readonly messageMaxBytes: number;
}

export function withDefaults(options: CreatePublisherOptions): PublisherOptions {
  return {
    ...options,
    messageMaxBytes: options.messageMaxBytes ?? 1_000_000,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    watch: { probeIntervalMs: 5_000, probeTimeoutMs: 3_000, stalledAfterMs: 10_000, replaceAfterMs: 20_000, ...options.watch },
  };
}
