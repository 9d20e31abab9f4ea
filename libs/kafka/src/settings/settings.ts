import { isLoopback } from './loopback.js';
import { missingFeatures } from './features.js';
import type { PublisherOptions, Settings } from '../publish/publisher-options.js';

/** What node-rdkafka's constructor takes: the two objects that must never be mixed up. */
export interface ClientSettings {
  readonly global: Settings;
  readonly topic: Settings;
}

/** The configuration cannot be used. Every fault is listed at once, as sentences for the person who wrote it. */
export class KafkaSettingsError extends Error {
  override readonly name = 'KafkaSettingsError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join(' '));
  }
}

/**
 * Settings librdkafka reads from the topic object only (CONFIGURATION.md, "Topic configuration properties", less those that
 * exist in the global table too). In the global object node-rdkafka drops them without a word.
 */
export const TOPIC_ONLY: ReadonlySet<string> = new Set([
  'acks',
  'auto.commit.enable',
  'auto.offset.reset',
  'compression.level',
  'consume.callback.max.messages',
  'delivery.timeout.ms',
  'message.timeout.ms',
  'msg_order_cmp',
  'offset.store.path',
  'offset.store.sync.interval.ms',
  'partitioner',
  'partitioner_cb',
  'produce.offset.report',
  'queuing.strategy',
  'request.required.acks',
  'request.timeout.ms',
]);

/** Settings of a producer that keeps the promises of {@link Publisher}. Throws {@link KafkaSettingsError}. */
export function producerSettings(options: PublisherOptions, available: readonly string[]): ClientSettings {
  const security = options.security ?? {};
  const global = options.settings?.global ?? {};
  const topic = options.settings?.topic ?? {};
  const compression = options.compression ?? 'lz4';

  reject([
    ...misplaced(global, topic),
    ...owned(global, topic),
    ...securityFaults(security, options.brokers),
    ...missingFeatures({ ...security, 'compression.codec': compression }, available),
  ]);

  return {
    global: {
      // Room for everything the lanes let through, twice over, so that librdkafka's own "queue full" is never met.
      'queue.buffering.max.messages': 2 * options.limits.messages + 1_000,
      'queue.buffering.max.kbytes': Math.ceil((2 * options.limits.bytes + options.messageMaxBytes) / 1024),
      'linger.ms': options.lingerMs ?? 5,
      'compression.codec': compression,
      'socket.keepalive.enable': true,
      'reconnect.backoff.max.ms': 2_000,
      ...global,
      ...security,
      'bootstrap.servers': options.brokers,
      'client.id': options.clientId,
      'message.max.bytes': options.messageMaxBytes,
      'enable.idempotence': true,
      dr_cb: true,
    },
    topic: {
      ...topic,
      acks: -1,
      // Never expire: with a finite value an older message expires, is sent again and lands after a younger one.
      'message.timeout.ms': 0,
      // What Java clients do, so that every producer of a topic agrees on the partition of a key.
      partitioner: 'murmur2_random',
    },
  };
}

/** Throws {@link KafkaSettingsError} when there is a fault. */
export function reject(faults: readonly string[]): void {
  if (faults.length > 0) throw new KafkaSettingsError(faults);
}

/** Keys in the wrong one of the two objects. Settings known to both tables go into the global one. */
export function misplaced(global: Settings, topic: Settings): string[] {
  return [
    ...Object.keys(global)
      .filter((key) => TOPIC_ONLY.has(key))
      .map((key) => `${key} is a topic setting: in the global object librdkafka would ignore it, so move it to settings.topic.`),
    ...Object.keys(topic)
      .filter((key) => !TOPIC_ONLY.has(key))
      .map((key) => `${key} is not a topic setting: move it to settings.global.`),
  ];
}

/** Certificate and host name checks may be off on this machine only. */
export function securityFaults(security: Settings, brokers: string): string[] {
  const foreign = Object.keys(security).filter((key) => !SECURITY_KEY.test(key));
  const unchecked = Object.entries(UNCHECKED).filter(([key, off]) => off.has(String(security[key]).toLowerCase()));

  return [
    ...foreign.map((key) => `${key} is not a TLS or SASL setting.`),
    ...(isLoopback(brokers) ? [] : unchecked.map(([key]) => `${key} may be switched off for loopback brokers only.`)),
  ];
}

const SECURITY_KEY =
  /^(security\.protocol|ssl\..+|ssl_.+|sasl\..+|enable\.ssl\.certificate\.verification|enable\.sasl\.oauthbearer\.unsecure\.jwt)$/;

const UNCHECKED: Readonly<Record<string, ReadonlySet<string>>> = {
  'enable.ssl.certificate.verification': new Set(['false']),
  'ssl.endpoint.identification.algorithm': new Set(['none', '']),
  'enable.sasl.oauthbearer.unsecure.jwt': new Set(['true']),
};

/** Settings the promises rest on, and those that have an option of their own. */
const OWNED: ReadonlySet<string> = new Set([
  'acks',
  'request.required.acks',
  'message.timeout.ms',
  'delivery.timeout.ms',
  'partitioner',
  'partitioner_cb',
  'queuing.strategy',
  'enable.idempotence',
  'enable.gapless.guarantee',
  'transactional.id',
  'max.in.flight',
  'max.in.flight.requests.per.connection',
  'retries',
  'message.send.max.retries',
  'queue.buffering.max.messages',
  'queue.buffering.max.kbytes',
  'message.max.bytes',
  'linger.ms',
  'queue.buffering.max.ms',
  'compression.codec',
  'compression.type',
  'bootstrap.servers',
  'metadata.broker.list',
  'client.id',
  'dr_cb',
  'dr_msg_cb',
  'event_cb',
]);

function owned(global: Settings, topic: Settings): string[] {
  return [...Object.keys(global), ...Object.keys(topic)]
    .filter((key) => OWNED.has(key) || SECURITY_KEY.test(key) || key.startsWith('test.'))
    .map((key) => `${key} is set by the publisher or by an option of its own and cannot be overridden.`);
}
