import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, ReadPacket } from '@nestjs/microservices';
import { combineLatest, isObservable, lastValueFrom, of } from 'rxjs';

import { readPayload } from '../consume/consumed-message.js';
import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { OpenConsumer } from '../consume/consumer-driver.js';
import { consumerSettings } from '../consume/consumer-settings.js';
import { DEFAULT_CONSUMER_WATCH } from '../consume/consumer-watch.js';
import { deadLetterDefaults } from '../consume/dead-letter.js';
import { GroupConsumer } from '../consume/group-consumer.js';
import type { GroupConsumerOptions } from '../consume/group-consumer.js';
import { DEFAULT_RETRY_POLICY } from '../consume/retry-policy.js';
import { Slots } from '../consume/slots.js';
import { workOn } from '../consume/work-on.js';
import type { Batch, WorkOn } from '../consume/work-on.js';
import { Notices } from '../failure/notices.js';
import { FEATURES, openConsumer } from '../librdkafka.js';
import type { Publisher } from '../publish/publisher.js';
import { createPublisher } from '../publish/rdkafka-publisher.js';
import { inTraceContext } from '../trace/trace-context.js';
import { handlerOptions } from './handler-options.js';
import type { KafkaHandlerOptions } from './handler-options.js';
import { RdkafkaContext } from './rdkafka-context.js';
import type { RdkafkaServerOptions } from './server-options.js';
import { overall } from './server-status.js';
import type { RdkafkaServerSnapshot, RdkafkaServerStatus } from './server-status.js';
import { setAside } from './set-aside.js';

/**
 * Nest transport for `@EventPattern('topic')` handlers. A message is marked as done after its handler succeeded, or after it was
 * set aside as a dead letter; nothing is skipped and no error is swallowed. Request and reply (`@MessagePattern`) is refused.
 */
export class RdkafkaServer extends Server<Record<string, never>, RdkafkaServerStatus> implements CustomTransportStrategy {
  override readonly transportId = Symbol('rdkafka');
  override readonly propagatesEventHandlerErrors = true;
  /** The way to the dead letters; undefined where nothing is set aside. */
  private readonly publisher: Publisher | undefined;
  private readonly slots: Slots;
  private readonly notices = new Notices();
  private consumer: GroupConsumer | undefined;

  /** Throws {@link KafkaSettingsError}. `open` is for tests. */
  constructor(
    private readonly options: RdkafkaServerOptions,
    private readonly open: OpenConsumer = openConsumer,
  ) {
    super();
    const { brokers, clientId, security = {}, deadLetter } = options;
    if (deadLetter !== false) this.publisher = createPublisher({ brokers, clientId: `${clientId}-dead-letters`, security });
    this.slots = new Slots(options.concurrency ?? 16);
    this.notices.stream.subscribe(({ code, suppressed }) => {
      this.logger.warn(`Kafka consumer: ${code} (${suppressed} more held back)`);
    });
  }

  /** Calls back when the first attempt to connect has ended, so that an application starts without its broker. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const consumer = new GroupConsumer(consumerSettings(this.options, FEATURES), this.consumerOptions(), this.open);
      this.consumer = consumer;
      combineLatest([consumer.status, this.publisher?.status ?? of(undefined)]).subscribe(([status, publisher]) => {
        this._status$.next(overall(status, publisher).state);
      });
      await Promise.all([this.publisher?.connect(), consumer.start()]);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Ends the work in hand, commits it, leaves the group, and only then closes the way to the dead letters. */
  async close(): Promise<void> {
    await this.consumer?.stop();
    const { unconfirmed } = (await this.publisher?.close(this.drainTimeoutMs())) ?? { unconfirmed: 0 };
    this.notices.close();
    if (unconfirmed > 0)
      this.logger.error(`Kafka consumer closed with ${unconfirmed} dead letters unconfirmed; their messages come again.`);
  }

  /** How it stands now: state, partitions and what waits in them. */
  snapshot(): RdkafkaServerSnapshot {
    const { consumer } = this;

    return {
      ...overall(consumer?.status.value ?? { state: 'connecting' }, this.publisher?.snapshot()),
      missingTopics: consumer?.missingTopics ?? [],
      partitions: consumer?.partitions ?? [],
    };
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

  private consumerOptions(): GroupConsumerOptions {
    const topics = [...this.messageHandlers.keys()];
    const replies = topics.filter((topic) => this.messageHandlers.get(topic)?.isEventHandler !== true);
    if (replies.length > 0) throw new Error(`Use @EventPattern, not @MessagePattern: Kafka has no replies here (${replies.join(', ')}).`);
    const ofTopic = new Map(topics.map((topic) => [topic, handlerOptions(topic, this.messageHandlers.get(topic)?.extras)]));
    const work = new Map([...ofTopic].map(([topic, options]) => [topic, this.workOf(options)]));

    return {
      topics,
      marks: { high: 200, low: 50, highBytes: 16 * 1024 * 1024, ...this.options.queue },
      drainTimeoutMs: this.drainTimeoutMs(),
      watch: { ...DEFAULT_CONSUMER_WATCH, ...this.options.watch },
      batchSize: (topic) => ofTopic.get(topic)?.batch?.size ?? 1,
      process: async (batch, signal, done) => {
        const { topic } = batch[0];
        await workOn(batch, signal, { ...(work.get(topic) ?? this.workOf({}))(signal), done });
      },
      notice: (code, text) => {
        this.notices.raise(code, text, Date.now());
      },
    };
  }

  /** How messages of one handler are worked on, until the signal. */
  private workOf(options: KafkaHandlerOptions): (signal: AbortSignal) => Omit<WorkOn, 'done'> {
    const { groupId, deadLetter } = this.options;
    const retry = { ...DEFAULT_RETRY_POLICY, ...this.options.retry, ...options.retry };
    const letters = { ...deadLetterDefaults(groupId), ...(deadLetter || {}), ...(options.deadLetter || {}) };
    const publisher = options.deadLetter === false ? undefined : this.publisher;

    return (signal) => ({
      slots: this.slots,
      retry,
      chance: Math.random,
      handle: (batch, attempt) => this.handle(batch, attempt, options),
      giveUp: async (given) => {
        if (publisher === undefined) throw given.error;
        await setAside({ ...given, groupId }, letters, { publisher, pauseMs: retry.firstDelayMs, signal });
      },
    });
  }

  private async handle(batch: Batch, attempt: number, { batch: batches }: KafkaHandlerOptions): Promise<void> {
    const pattern = batch[0].topic;
    const payloads = batch.map((message) => this.read(message));
    const context = new RdkafkaContext([batch, attempt]);
    const data: unknown = batches === undefined ? payloads[0] : payloads;
    // A batch is many traces: its handler carries none on by itself.
    await inTraceContext(batches === undefined ? context.getTraceContext() : undefined, () =>
      this.handleEvent(pattern, { pattern, data }, context),
    );
  }

  private read(message: ConsumedMessage): unknown {
    try {
      return (this.options.deserialize ?? readPayload)(message);
    } catch {
      throw new UnreadableError();
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
