import type { TransportKind } from './transport-kind.js';

/** A topic that the agency produces to itself: each Kafka message is one submission. */
export interface KafkaTransport {
  readonly kind: 'kafka';
  /** Default: mash.inbound.<feed id>. */
  readonly topic?: string;
  /** Consumer group that all instances of the gateway share. Default: mash-gateway-<feed id>. */
  readonly group?: string;
  /** Of messages without a content-type header. Default: none, and such a message is refused. */
  readonly contentType?: string;
  /** What becomes of a message without a key, which has no order. Default: refuse. */
  readonly withoutKey?: 'refuse' | 'take';
  /** Bootstrap servers of the agency's own cluster. Default: the cluster that the gateway publishes to. */
  readonly brokers?: string;
  /** File of name=value lines, librdkafka's security.protocol, ssl.* and sasl.*. Only with brokers. */
  readonly securityFile?: string;
}

const TEXT = { type: 'string', minLength: 1, maxLength: 1000 } as const;

export const KAFKA: TransportKind = {
  kind: 'kafka',
  description: 'A topic that the agency produces to itself: each Kafka message is one submission.',
  required: [],
  paths: ['securityFile'],
  properties: {
    topic: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,249}$', description: 'Default: mash.inbound.<feed id>.' },
    group: {
      type: 'string',
      pattern: '^[A-Za-z0-9._-]{1,249}$',
      description: 'Consumer group that all instances of the gateway share. Default: mash-gateway-<feed id>.',
    },
    contentType: {
      ...TEXT,
      description: 'Of messages without a content-type header. Default: none, and such a message is refused.',
    },
    withoutKey: {
      enum: ['refuse', 'take'],
      description: 'What becomes of a message without a key, which has no order. Default: refuse.',
    },
    brokers: { ...TEXT, description: "Bootstrap servers of the agency's own cluster. Default: the cluster that the gateway publishes to." },
    securityFile: {
      ...TEXT,
      description:
        "File of name=value lines, librdkafka's security.protocol, ssl.* and sasl.* (as kcat -F reads them); read at each start of the feed. Only with brokers.",
    },
  },
};
