import { setTimeout as pause } from 'node:timers/promises';

import type { ConsumedMessage } from './consumed-message.js';
import type { ConsumerDriver, TopicPartition } from './consumer-driver.js';
import { PartitionQueue } from './partition-queue.js';
import type { QueueMarks } from './partition-queue.js';
import type { Batch } from './work-on.js';

export interface AssignmentOptions {
  readonly marks: QueueMarks;
  /** How long giving up partitions may wait for the handlers that are running. */
  readonly drainTimeoutMs: number;
  batchSize(topic: string): number;
  /** Takes messages to their end, saying `done` as it goes; rejecting stops their partition. */
  process(batch: Batch, signal: AbortSignal, done: (message: ConsumedMessage) => void): Promise<void>;
}

/** A partition this member holds. */
export interface HeldPartition extends TopicPartition {
  /** Messages fetched and not yet begun. */
  readonly waiting: number;
  /** No more are fetched until fewer wait. */
  readonly paused: boolean;
}

/** The partitions that this member of the group holds, each with its queue. */
export class Assignment {
  private readonly queues = new Map<string, { readonly partition: TopicPartition; readonly queue: PartitionQueue }>();

  constructor(
    private readonly options: AssignmentOptions,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Partitions that `driver` was given: it alone is told what is done of them. */
  hold(partitions: readonly TopicPartition[], driver: ConsumerDriver): void {
    for (const { topic, partition } of partitions) {
      const held = { topic, partition };
      this.queues.set(nameOf(held), { partition: held, queue: this.queueFor(held, driver) });
    }
  }

  /** A message of a partition given up meanwhile has no queue; its new owner reads it. */
  push(message: ConsumedMessage): void {
    this.queues.get(nameOf(message))?.queue.push(message);
  }

  /** Lets running handlers end, up to the time limit, and forgets the partitions; what was not done comes again to their next owner. */
  async letGo(partitions: readonly TopicPartition[] = [...this.queues.values()].map(({ partition }) => partition)): Promise<void> {
    const names = partitions.map(nameOf);
    const ended = Promise.all(names.map((name) => this.queues.get(name)?.queue.stop() ?? Promise.resolve()));
    const limit = new AbortController();
    await Promise.race([ended, pause(this.options.drainTimeoutMs, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
    for (const name of names) this.queues.delete(name);
  }

  snapshot(): readonly HeldPartition[] {
    return [...this.queues.values()].map(({ partition, queue }) => ({ ...partition, ...queue.load }));
  }

  private queueFor(partition: TopicPartition, driver: ConsumerDriver): PartitionQueue {
    const size = this.options.batchSize(partition.topic);
    const marks = { ...this.options.marks, high: Math.max(this.options.marks.high, 2 * size) };
    const queue: PartitionQueue = new PartitionQueue(marks, {
      batchSize: size,
      process: (batch, signal) =>
        this.options.process(batch, signal, (message) => {
          // Not after the partition was given up: it may have a new owner, who is ahead by now.
          if (this.queues.get(nameOf(partition))?.queue === queue) driver.store(partition, message.offset + 1);
        }),
      pause: () => {
        driver.pause(partition);
      },
      resume: () => {
        driver.resume(partition);
      },
      failed: this.failed,
    });

    return queue;
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
