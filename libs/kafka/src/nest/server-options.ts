import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { ConsumerConnection } from '../consume/consumer-settings.js';
import type { ConsumerWatchOptions } from '../consume/consumer-watch.js';
import type { DeadLetterOptions } from '../consume/dead-letter.js';
import type { QueueMarks } from '../consume/partition-queue.js';
import type { RetryPolicy } from '../consume/retry-policy.js';

export interface RdkafkaServerOptions extends ConsumerConnection {
  /** Handlers running at one time, over all partitions. Default 16. One partition never has more than one. */
  readonly concurrency?: number;
  readonly queue?: Partial<QueueMarks>;
  readonly retry?: Partial<RetryPolicy>;
  /**
   * False: nothing is set aside and no producer is opened; a message that would be given up stops its partition, whose state is then
   * `failed`.
   */
  readonly deadLetter?: Partial<DeadLetterOptions> | false;
  /** What the handler gets as payload. Default: JSON parsed when the content type says JSON, else the Buffer. Throwing: dead letter. */
  readonly deserialize?: (message: ConsumedMessage) => unknown;
  /** How long close and a rebalance wait for running handlers. Default 10,000 ms. */
  readonly drainTimeoutMs?: number;
  readonly watch?: Partial<ConsumerWatchOptions>;
}
