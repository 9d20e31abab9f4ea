import { setTimeout as pause } from 'node:timers/promises';

import { BehaviorSubject } from 'rxjs';

import type { ConsumedMessage } from './consumed-message.js';
import type { ConsumerDriver, OpenConsumer, TopicPartition } from './consumer-driver.js';
import { classifyFailure } from '../failure/failure.js';
import { PartitionQueue } from './partition-queue.js';
import type { QueueMarks } from './partition-queue.js';
import type { ClientSettings } from '../settings/settings.js';

export interface GroupConsumerOptions {
  readonly topics: readonly string[];
  readonly marks: QueueMarks;
  /** How long giving up partitions may wait for the handlers that are running. */
  readonly drainTimeoutMs: number;
  /** Takes one message to its end; rejecting stops its partition. */
  process(message: ConsumedMessage, signal: AbortSignal): Promise<void>;
  /** Errors that belong to no message. */
  onError(error: unknown): void;
}

export type ConsumerState = 'connecting' | 'connected' | 'failed' | 'closed';

const CONNECT_TIMEOUT_MS = 3_000;
const RETRY_CONNECT_MS = 500;
const FETCH = 100;

/** Reads topics as a member of a group: each partition in order, partitions side by side, offsets marked only after the work. */
export class GroupConsumer {
  readonly state = new BehaviorSubject<ConsumerState>('connecting');
  private readonly driver: ConsumerDriver;
  private readonly queues = new Map<string, PartitionQueue>();
  private readonly stopping = new AbortController();
  private attempt: Promise<void> | undefined;
  private loop: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    settings: ClientSettings,
    private readonly options: GroupConsumerOptions,
    open: OpenConsumer,
  ) {
    this.driver = open(settings, {
      assigned: (partitions) => {
        for (const partition of partitions) this.queues.set(nameOf(partition), this.queueFor(partition));
      },
      revoked: (partitions) => this.letGo(partitions.map(nameOf)),
      error: (error) => {
        this.onError(error);
      },
    });
  }

  /** Resolves when the first attempt to connect has ended; attempts go on in the background. */
  start(): Promise<void> {
    this.attempt ??= this.tryToConnect();

    return this.attempt;
  }

  /** Ends the work in hand, marks it as done and leaves the group. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.retry);
    await this.attempt;
    clearTimeout(this.retry);
    await this.letGo([...this.queues.keys()]);
    await this.loop;
    await this.driver.disconnect();
    this.state.next('closed');
    this.state.complete();
  }

  private async tryToConnect(): Promise<void> {
    try {
      await this.driver.connect(CONNECT_TIMEOUT_MS);
      this.driver.subscribe(this.options.topics);
      this.state.next('connected');
      this.loop = this.consume();
    } catch (error) {
      this.onError(error);
      this.retry = setTimeout(() => {
        this.attempt = this.tryToConnect();
      }, RETRY_CONNECT_MS);
    }
  }

  private async consume(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        // A message of a partition given up meanwhile has no queue; its new owner reads it.
        for (const message of await this.driver.consume(FETCH)) this.queues.get(nameOf(message))?.push(message);
      } catch (error) {
        this.onError(error);
        await pause(RETRY_CONNECT_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private queueFor(partition: TopicPartition): PartitionQueue {
    const queue: PartitionQueue = new PartitionQueue(this.options.marks, {
      process: async (message, signal) => {
        await this.options.process(message, signal);
        // Not after the partition was given up: it may have a new owner, who is ahead by now.
        if (this.queues.get(nameOf(partition)) === queue) this.driver.store(partition, message.offset + 1);
      },
      pause: () => {
        this.driver.pause(partition);
      },
      resume: () => {
        this.driver.resume(partition);
      },
      failed: (error) => {
        this.state.next('failed');
        this.options.onError(error);
      },
    });

    return queue;
  }

  /** Lets running handlers end, up to the time limit, and forgets the partitions; what was not done comes again to their next owner. */
  private async letGo(names: readonly string[]): Promise<void> {
    const ended = Promise.all(names.map((name) => this.queues.get(name)?.stop() ?? Promise.resolve()));
    const limit = new AbortController();
    await Promise.race([ended, pause(this.options.drainTimeoutMs, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
    for (const name of names) this.queues.delete(name);
  }

  private onError(error: unknown): void {
    // Leaving the group makes noise that means nothing.
    if (this.stopping.signal.aborted) return;
    if (classifyFailure(error).kind === 'fatal') this.state.next('failed');
    this.options.onError(error);
  }
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
