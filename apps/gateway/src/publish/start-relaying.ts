import { randomUUID } from 'node:crypto';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { AuditedStore } from '../journal/start-store.js';
import { codeOf, type Log } from '../operate/log.js';
import type { Ports } from '../ports.js';
import type { KafkaLink } from './kafka-link.js';
import { postgresLanes } from './lanes.js';
import { DeliveryWaits } from './delivery-waits.js';
import { listenForCommits, type Listening } from './listen.js';
import { postgresOutbox } from './postgres-outbox.js';
import { startRelay, type Relay } from './relay.js';
import { undeliveredOf } from './undelivered.js';

/** The broker's usual limit for one message; a record has half of it. */
const MAX_MESSAGE_BYTES = 1_000_000;

export interface Relaying {
  readonly relay: Relay;
  readonly listening: Listening;
  /** Calls it whenever any instance has committed something. */
  readonly onCommit: (call: () => void) => void;
  /** Where senders wait who want to be answered after Kafka. */
  readonly waits: DeliveryWaits;
}

/** Starts taking committed rows to Kafka, and to listen for further ones. */
export async function startRelaying(
  config: GatewayConfig,
  ports: Ports,
  { store, auditTrail }: AuditedStore,
  kafka: KafkaLink,
  log: Log,
): Promise<Relaying> {
  const { turnstile, clock } = ports;
  const waits = new DeliveryWaits({
    undelivered: (submissionIds) => undeliveredOf(store.pool, submissionIds),
    kafkaTakes: () => kafka.status().state === 'ready',
  });
  const relay = await startRelay({
    outbox: ports.outbox(postgresOutbox({ pool: store.pool, ring: store.ring, turnstile, auditTrail, clock })),
    port: kafka.port,
    maxMessageBytes: MAX_MESSAGE_BYTES,
    classify: kafka.classify,
    lanes: postgresLanes(store.pool, randomUUID()),
    recipients: config.recipients.map(({ id }) => id),
    alone: config.database.kind === 'embedded',
    events: {
      settled: (submissionIds) => {
        waits.wake(submissionIds);
      },
      failed: (recipient, error) => {
        log.warn('relay.failed', { recipient, code: codeOf(error) });
      },
    },
  });
  const calls = [
    (): void => {
      relay.wake();
    },
  ];
  const listening = listenForCommits(store.pool, () => {
    for (const call of calls) call();
  });
  return { relay, listening, waits, onCommit: (call) => calls.push(call) };
}
