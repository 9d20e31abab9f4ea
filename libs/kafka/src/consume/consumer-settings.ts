import { missingFeatures } from '../settings/features.js';
import type { Settings } from '../publish/publisher-options.js';
import { misplaced, reject, securityFaults } from '../settings/settings.js';
import type { ClientSettings } from '../settings/settings.js';

/** What a consumer is configured with. */
export interface ConsumerConnection {
  readonly brokers: string;
  readonly clientId: string;
  readonly groupId: string;
  readonly security?: Settings;
  /** Other librdkafka settings, each in the object it belongs to. `auto.offset.reset` is a topic setting. */
  readonly settings?: { readonly global?: Settings; readonly topic?: Settings };
}

/** Settings of a consumer that only commits what was worked on. Throws {@link KafkaSettingsError}. */
export function consumerSettings(options: ConsumerConnection, available: readonly string[]): ClientSettings {
  const security = options.security ?? {};
  const global = options.settings?.global ?? {};
  const topic = options.settings?.topic ?? {};
  reject([
    ...misplaced(global, topic),
    ...securityFaults(security, options.brokers),
    ...missingFeatures(security, available),
    ...[...Object.keys(global), ...Object.keys(topic)]
      .filter((key) => OWNED.has(key) || key.startsWith('ssl.') || key.startsWith('sasl.') || key.startsWith('security.'))
      .map((key) => `${key} is set by the server or by an option of its own and cannot be overridden.`),
  ]);

  return {
    global: {
      'socket.keepalive.enable': true,
      'reconnect.backoff.max.ms': 2_000,
      // A topic created after the start is found within this time (default five minutes).
      'topic.metadata.refresh.interval.ms': 10_000,
      'auto.commit.interval.ms': 1_000,
      // What the server holds in its queues is bounded by itself; this bounds what librdkafka fetches ahead.
      'queued.max.messages.kbytes': 16_384,
      ...global,
      ...security,
      'bootstrap.servers': options.brokers,
      'client.id': options.clientId,
      'group.id': options.groupId,
      // Only offsets stored after the handler succeeded are ever committed.
      'enable.auto.offset.store': false,
      'enable.auto.commit': true,
      // Lets the binding return what is ready instead of waiting for a full batch.
      'enable.partition.eof': true,
    },
    topic: { 'auto.offset.reset': 'earliest', ...topic },
  };
}

const OWNED: ReadonlySet<string> = new Set([
  'bootstrap.servers',
  'metadata.broker.list',
  'client.id',
  'group.id',
  'enable.auto.offset.store',
  'enable.auto.commit',
  'auto.commit.enable',
  'enable.partition.eof',
  'rebalance_cb',
  'offset_commit_cb',
  'enable.ssl.certificate.verification',
]);
