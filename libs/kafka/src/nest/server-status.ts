import type { HeldPartition } from '../consume/assignment.js';
import type { ConsumerStatus } from '../consume/group-consumer.js';
import type { PublisherStatus } from '../publish/publisher-status.js';

/** `degraded`: brokers do not answer now. `failed`: a partition or the client stopped for good, restart the process. */
export type RdkafkaServerStatus = 'connecting' | 'connected' | 'degraded' | 'failed' | 'closed';

/** How a server stands at this moment. */
export interface RdkafkaServerSnapshot {
  readonly state: RdkafkaServerStatus;
  /** Why it is not connected: librdkafka's name of the error. */
  readonly reason?: string;
  /** Topics that handlers ask for and the cluster does not have; they are read once they are there. */
  readonly missingTopics: readonly string[];
  readonly partitions: readonly HeldPartition[];
}

/** The state of the whole: reading, and the way to the dead letters where there is one. */
export function overall(
  consumer: ConsumerStatus,
  deadLetters: PublisherStatus | undefined,
): Pick<RdkafkaServerSnapshot, 'state' | 'reason'> {
  if (consumer.state === 'failed' || consumer.state === 'closed') return consumer;
  const publisher = deadLetters?.state ?? 'ready';
  if (publisher === 'fatal') return { state: 'failed', ...reasonOf(deadLetters) };
  if (consumer.state === 'connecting' || publisher === 'connecting')
    return { state: 'connecting', ...reasonOf(consumer.state === 'connecting' ? consumer : deadLetters) };
  if (consumer.state === 'degraded') return consumer;

  return publisher === 'degraded' ? { state: 'degraded', ...reasonOf(deadLetters) } : { state: 'connected' };
}

function reasonOf(status: { readonly reason?: string } | undefined): { readonly reason?: string } {
  return status?.reason === undefined ? {} : { reason: status.reason };
}
