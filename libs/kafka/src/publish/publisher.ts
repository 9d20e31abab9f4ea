import type { Observable } from 'rxjs';

import type { Notice } from '../failure/notices.js';
import type { OutgoingMessage } from './outgoing.js';
import type { ClusterMetadata, Delivery } from './producer-driver.js';
import type { PublisherStatus } from './publisher-status.js';

/** Publishes to Kafka: in order per key, acknowledged by all in-sync replicas, without duplicates of its own making. */
export interface Publisher {
  /**
   * Resolves when the first attempt has ended. A broker that is down is no reason to reject: attempts go on in the background,
   * messages wait, and `status` says `connecting`.
   */
  connect(): Promise<void>;
  /**
   * Resolves with the place on the topic when the delivery report says so, and on nothing less. Waits as long as it takes: there is
   * no time limit, because a message that expires and is sent again lands after younger ones. Leave `value` unchanged meanwhile.
   * Rejects with a {@link PublishError}.
   */
  send(message: OutgoingMessage): Promise<Delivery>;
  /** Starts with the present state; completes when closed. */
  readonly status: Observable<PublisherStatus>;
  /** Errors of the connection, at most one per code in ten seconds. */
  readonly notices: Observable<Notice>;
  /** The state now, with the counts of this moment. */
  snapshot(): PublisherStatus;
  /** What this build of librdkafka can do, for example `ssl` or `lz4`. */
  features(): readonly string[];
  /** Brokers and topics of the cluster; creates nothing. Rejects with a {@link PublishError} when no broker answers. */
  metadata(): Promise<ClusterMetadata>;
  topicExists(topic: string): Promise<boolean>;
  /**
   * Takes no more, waits up to `timeoutMs` for what was taken, then disconnects. `unconfirmed` counts the messages without a
   * delivery report; their `send` rejects with code `UNCONFIRMED`, and they may or may not be on the topic.
   */
  close(timeoutMs: number): Promise<{ readonly unconfirmed: number }>;
}
