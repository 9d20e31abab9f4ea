import type { TransportKind } from './transport-kind.js';

/** A topic that the agency produces to itself. */
export interface KafkaTransport {
  readonly kind: 'kafka';
}

export const KAFKA: TransportKind = {
  kind: 'kafka',
  description: 'A topic that the agency produces to itself.',
  required: [],
  paths: [],
  properties: {},
};
