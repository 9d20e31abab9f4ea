import { setTimeout as pause } from 'node:timers/promises';

import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, ReadPacket } from '@nestjs/microservices';
import { combineLatest, isObservable, lastValueFrom } from 'rxjs';

import { readPayload } from '../consume/consumed-message.js';
import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { OpenConsumer } from '../consume/consumer-driver.js';
import { consumerSettings } from '../consume/consumer-settings.js';
import type { ConsumerConnection } from '../consume/consumer-settings.js';
import { deadLetter, deadLetterDefaults } from '../consume/dead-letter.js';
import type { DeadLetterOptions, GivenUp } from '../consume/dead-letter.js';
import { PublishError, classifyFailure, textOfError } from '../failure/failure.js';
import { GroupConsumer } from '../consume/group-consumer.js';
import type { ConsumerState } from '../consume/group-consumer.js';
import { FEATURES, openConsumer } from '../librdkafka.js';
import { Notices } from '../failure/notices.js';
import type { QueueMarks } from '../consume/partition-queue.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';
import type { Publisher } from '../publish/publisher.js';
import type { PublisherState } from '../publish/publisher-status.js';
import { RdkafkaContext } from './rdkafka-context.js';
import { DEFAULT_RETRY_POLICY } from '../consume/retry-policy.js';
import type { RetryPolicy } from '../consume/retry-policy.js';
import { Slots } from '../consume/slots.js';
import { workOn } from '../consume/work-on.js';

export interface RdkafkaServerOptions extends ConsumerConnection {
  /** Handlers running at one time, over all partitions. Default 16. One partition never has more than one. */
  readonly concurrency?: number;
  readonly queue?: Partial<QueueMarks>;
  readonly retry?: Partial<RetryPolicy>;
  readonly deadLetter?: Partial<DeadLetterOptions>;
  /** What the handler gets as payload. Default: JSON parsed when the content type says JSON, else the Buffer. Throwing: dead letter. */
  readonly deserialize?: (message: ConsumedMessage) => unknown;
  /** How long close and a rebalance wait for running handlers. Default 10,000 ms. */
  readonly drainTimeoutMs?: number;
}

/** `degraded`: brokers do not answer now. `failed`: a partition or the client stopped for good, restart the process. */
export type RdkafkaServerStatus = 'connecting' | 'connected' | 'degraded' | 'failed' | 'closed';

/**
 * Nest transport for `@EventPattern('topic')` handlers. A message is marked as done after its handler succeeded, or after it was
 * set aside as a dead letter; nothing is skipped and no error is swallowed. Request and reply (`@MessagePattern`) is refused.
 */
export class RdkafkaServer extends Server<Record<string, never>, RdkafkaServerStatus> implements CustomTransportStrategy {
  override readonly transportId = Symbol('rdkafka');
  override readonly propagatesEventHandlerErrors = true;
  private readonly publisher: Publisher;
  private readonly slots: Slots;
  private readonly notices = new Notices();
  private readonly deadLetters: DeadLetterOptions;
  private readonly retry: RetryPolicy;
  private consumer: GroupConsumer | undefined;

  /** Throws {@link KafkaSettingsError}. `open` is for tests. */
  constructor(
    private readonly options: RdkafkaServerOptions,
    private readonly open: OpenConsumer = openConsumer,
  ) {
    super();
    const { brokers, clientId, security } = options;
    this.publisher = createPublisher({ brokers, clientId: `${clientId}-dead-letters`, ...(security === undefined ? {} : { security }) });
    this.slots = new Slots(options.concurrency ?? 16);
    this.retry = { ...DEFAULT_RETRY_POLICY, ...options.retry };
    this.deadLetters = { ...deadLetterDefaults(options.groupId), ...options.deadLetter };
    this.notices.stream.subscribe(({ code, suppressed }) => {
      this.logger.warn(`Kafka consumer: ${code} (${suppressed} more held back)`);
    });
  }

  /** Calls back when the first attempt to connect has ended, so that an application starts without its broker. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const consumer = new GroupConsumer(consumerSettings(this.options, FEATURES), this.consumerOptions(), this.open);
      this.consumer = consumer;
      combineLatest([consumer.state, this.publisher.status]).subscribe(([state, { state: publisher }]) => {
        this._status$.next(statusOf(state, publisher));
      });
      await Promise.all([this.publisher.connect(), consumer.start()]);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Ends the work in hand, commits it, leaves the group, and only then closes the way to the dead letters. */
  async close(): Promise<void> {
    await this.consumer?.stop();
    const { unconfirmed } = await this.publisher.close(this.drainTimeoutMs());
    this.notices.close();
    if (unconfirmed > 0)
      this.logger.error(`Kafka consumer closed with ${unconfirmed} dead letters unconfirmed; their messages come again.`);
  }

  on(): never {
    throw new Error('RdkafkaServer has no client events; subscribe to status.');
  }

  // The signature is the base class's.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the signature is that of the Nest class it overrides
  unwrap<T>(): T {
    throw new Error('RdkafkaServer does not hand out its client.');
  }

  /** Rejects when the handler fails; the base class would lose the error. */
  override async handleEvent(pattern: string, packet: ReadPacket, context: RdkafkaContext): Promise<void> {
    const handler = this.getHandlerByPattern(pattern);
    if (handler === null) throw new Error('There is no handler for this topic.');

    await new Promise<void>((resolve, reject) => {
      this.onProcessingStartHook(this.transportId, context, async () => {
        try {
          const result: unknown = await handler(packet.data, context);
          // An empty stream is a success too.
          if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
          resolve();
        } catch (error) {
          // A handler may throw anything, and what it threw is what the policy judges.
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown, to be classified by its code
          reject(error);
        } finally {
          // Optional in fact, though not in Nest's typings.
          (this.onProcessingEndHook as typeof this.onProcessingEndHook | undefined)?.(this.transportId, context);
        }
      });
    });
  }

  private consumerOptions(): ConstructorParameters<typeof GroupConsumer>[1] {
    const topics = [...this.messageHandlers.keys()];
    const replies = topics.filter((topic) => this.messageHandlers.get(topic)?.isEventHandler !== true);
    if (replies.length > 0) throw new Error(`Use @EventPattern, not @MessagePattern: Kafka has no replies here (${replies.join(', ')}).`);

    return {
      topics,
      marks: { high: 200, low: 50, ...this.options.queue },
      drainTimeoutMs: this.drainTimeoutMs(),
      process: (message, signal) =>
        workOn(message, signal, {
          slots: this.slots,
          retry: this.retry,
          handle: (received, attempt) => this.handle(received, attempt),
          giveUp: (given) => this.giveUp({ ...given, groupId: this.options.groupId }, signal),
        }),
      onError: (error) => {
        this.notices.raise(classifyFailure(error).code, textOfError(error), Date.now());
      },
    };
  }

  private async handle(message: ConsumedMessage, attempt: number): Promise<void> {
    const data = this.read(message);
    await this.handleEvent(message.topic, { pattern: message.topic, data }, new RdkafkaContext([message, attempt]));
  }

  private read(message: ConsumedMessage): unknown {
    try {
      return (this.options.deserialize ?? readPayload)(message);
    } catch {
      throw new UnreadableError();
    }
  }

  /** Resolves when the dead letter is confirmed. As long as it may be sent again it is, because the message must not be lost. */
  private async giveUp(given: GivenUp, signal: AbortSignal): Promise<void> {
    const letter = await deadLetter(given, this.deadLetters);
    for (;;) {
      try {
        await this.publisher.send(letter);

        return;
      } catch (error) {
        if (!(error instanceof PublishError) || error.kind !== 'retriable') throw error;
        await pause(this.retry.firstDelayMs, undefined, { signal });
      }
    }
  }

  private drainTimeoutMs(): number {
    return this.options.drainTimeoutMs ?? 10_000;
  }
}

/** The payload is not what its content type promises. Says nothing about the payload. */
class UnreadableError extends Error {
  readonly code = 'UNREADABLE';
  readonly retriable = false;
}

function statusOf(consumer: ConsumerState, publisher: PublisherState): RdkafkaServerStatus {
  if (consumer === 'failed' || publisher === 'fatal') return 'failed';
  if (consumer === 'closed') return 'closed';
  if (consumer === 'connecting' || publisher === 'connecting') return 'connecting';

  return publisher === 'degraded' ? 'degraded' : 'connected';
}
