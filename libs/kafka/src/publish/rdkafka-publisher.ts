import type { Observable } from 'rxjs';

import { ReplaceableDriver } from '../connection/replaceable-driver.js';
import { AdaptivePoll } from './adaptive-poll.js';
import { PublishError, classifyFailure, textOfError } from '../failure/failure.js';
import { Lanes } from './lanes.js';
import { FEATURES, openProducer } from '../librdkafka.js';
import { Notices } from '../failure/notices.js';
import type { Notice } from '../failure/notices.js';
import { checkMessage } from './outgoing.js';
import type { OutgoingMessage } from './outgoing.js';
import { Pending } from './pending.js';
import { onlyWhile } from './producer-driver.js';
import type { ClusterMetadata, Delivery, OpenProducer, ProducerDriver, ProducerEvents } from './producer-driver.js';
import type { Publisher } from './publisher.js';
import { withDefaults } from './publisher-options.js';
import type { CreatePublisherOptions, PublisherOptions } from './publisher-options.js';
import { StatusBoard } from './publisher-status.js';
import type { PublisherStatus } from './publisher-status.js';
import { producerSettings } from '../settings/settings.js';
import { withCurrentTrace } from '../trace/trace-context.js';
import { Watch } from './watch.js';

/** Throws {@link KafkaSettingsError} when the configuration cannot be used. `open` is for tests. */
export function createPublisher(options: CreatePublisherOptions, open: OpenProducer = openProducer): Publisher {
  return new RdkafkaPublisher(withDefaults(options), open);
}

const RETRY_CONNECT_MS = 500;

class RdkafkaPublisher implements Publisher {
  private readonly client: ReplaceableDriver<ProducerDriver>;
  private readonly lanes: Lanes<Pending>;
  /** By opaque, oldest first. */
  private readonly inFlight = new Map<number, Pending>();
  private readonly board: StatusBoard;
  private readonly noticeBoard = new Notices();
  private readonly poll: AdaptivePoll;
  private readonly watch: Watch;
  private nextOpaque = 1;
  private stopped: PublishError | undefined;
  private connected = false;
  private attempt: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closing: Promise<{ readonly unconfirmed: number }> | undefined;
  private onIdle: (() => void) | undefined;

  constructor(
    private readonly options: PublisherOptions,
    open: OpenProducer,
  ) {
    this.lanes = new Lanes(options.limits);
    this.board = new StatusBoard(() => ({
      inFlight: this.inFlight.size,
      inFlightBytes: this.lanes.bytes,
      waiting: this.lanes.waiting,
    }));
    const settings = producerSettings(options, FEATURES);
    this.client = new ReplaceableDriver((isCurrent) => open(settings, onlyWhile(isCurrent, this.events())));
    this.poll = new AdaptivePoll(
      () => {
        this.client.current.poll();
      },
      () => this.inFlight.size > 0,
    );
    this.watch = new Watch(
      options.watch,
      this.board,
      () => this.client.current.metadata(options.watch.probeTimeoutMs),
      () => this.oldestSentAt(),
      () => this.replaceClient(),
    );
  }

  get status(): Observable<PublisherStatus> {
    return this.board.stream;
  }

  get notices(): Observable<Notice> {
    return this.noticeBoard.stream;
  }

  snapshot(): PublisherStatus {
    return this.board.snapshot();
  }

  features(): readonly string[] {
    return FEATURES;
  }

  connect(): Promise<void> {
    this.attempt ??= this.tryToConnect();

    return this.attempt;
  }

  send(message: OutgoingMessage): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      if (this.stopped !== undefined) throw this.stopped;
      checkMessage(message);
      this.lanes.add(new Pending(withCurrentTrace(message), { start: (pending) => this.handOver(pending), resolve, reject }));
    });
  }

  async metadata(): Promise<ClusterMetadata> {
    try {
      return await this.client.current.metadata(this.options.watch.probeTimeoutMs);
    } catch (error) {
      const { code, kind } = classifyFailure(error);
      throw new PublishError(code, kind);
    }
  }

  async topicExists(topic: string): Promise<boolean> {
    const { topics } = await this.metadata();

    return topics.some(({ name }) => name === topic);
  }

  close(timeoutMs: number): Promise<{ readonly unconfirmed: number }> {
    this.stopped ??= new PublishError('CLOSED', 'retriable');
    this.closing ??= this.shutDown(timeoutMs);

    return this.closing;
  }

  private events(): ProducerEvents {
    return {
      delivered: (opaque, delivery) => {
        this.board.delivered(Date.now());
        this.settle(opaque, (pending) => {
          pending.resolve(delivery);
        });
      },
      undelivered: (opaque, error) => {
        const failure = this.note(error);
        this.settle(opaque, (pending) => {
          pending.reject(failure);
        });
      },
      error: (error) => {
        this.onError(error);
      },
    };
  }

  private async replaceClient(): Promise<void> {
    const isWanted = (): boolean => this.board.current === 'degraded' && this.closing === undefined;
    const old = await this.client.replace(this.options.watch.probeTimeoutMs, isWanted);
    if (old === undefined) return;
    this.noticeBoard.raise('CLIENT_REPLACED', 'a client that no longer found its brokers gave way to a new one that does', Date.now());
    this.sendAgain();
    this.board.become('ready');
    await old.disconnect();
  }

  /** Everything without a report, oldest first: what was on the topic already is there twice, and nothing is overtaken. */
  private sendAgain(): void {
    const unreported = [...this.inFlight.values()];
    this.inFlight.clear();
    for (const pending of unreported) {
      const start = this.handOver(pending);
      if (start === 'full') pending.reject(new PublishError('_QUEUE_FULL', 'retriable'));
      if (start !== 'started') this.lanes.release(pending);
    }
    this.poll.wake();
  }

  private async tryToConnect(): Promise<void> {
    try {
      await this.client.current.connect(this.options.watch.probeTimeoutMs);
      this.connected = true;
      this.board.become('ready');
      this.poll.start();
      this.watch.start();
      this.lanes.resume();
    } catch (error) {
      this.board.become('connecting', this.note(error).code);
      this.retry = setTimeout(() => {
        this.attempt = this.tryToConnect();
      }, RETRY_CONNECT_MS);
    }
  }

  private handOver(pending: Pending): 'started' | 'refused' | 'full' {
    const opaque = this.nextOpaque++;
    try {
      this.client.current.produce(pending.message, opaque);
    } catch (error) {
      const failure = classifyFailure(error);
      if (failure.code === '_QUEUE_FULL' && this.inFlight.size > 0) return 'full';
      pending.reject(this.note(error));

      return 'refused';
    }
    pending.sentAt = Date.now();
    this.inFlight.set(opaque, pending);
    this.poll.wake();

    return 'started';
  }

  private settle(opaque: number, how: (pending: Pending) => void): void {
    const pending = this.inFlight.get(opaque);
    if (pending === undefined) return;
    this.inFlight.delete(opaque);
    how(pending);
    this.lanes.release(pending);
    if (this.isIdle()) this.onIdle?.();
  }

  private onError(error: unknown): void {
    const failure = this.note(error);
    this.noticeBoard.raise(failure.code, textOfError(error), Date.now());
    if (failure.code === '_ALL_BROKERS_DOWN' && this.connected) this.watch.allBrokersDown(failure.code);
  }

  /** Classifies, and stops accepting when the producer cannot go on. */
  private note(error: unknown): PublishError {
    const { code, kind } = classifyFailure(error);
    const failure = new PublishError(code, kind);
    if (kind !== 'fatal') return failure;

    this.stopped ??= failure;
    this.lanes.pause();
    for (const pending of this.lanes.takeWaiting()) pending.reject(failure);
    this.board.become('fatal', code);

    return failure;
  }

  private async shutDown(timeoutMs: number): Promise<{ readonly unconfirmed: number }> {
    await this.drained(timeoutMs);
    clearTimeout(this.retry);
    this.lanes.pause();

    const left = [...this.inFlight.values(), ...this.lanes.takeWaiting()];
    this.inFlight.clear();
    for (const pending of left) pending.reject(new PublishError('UNCONFIRMED', 'retriable'));

    await this.attempt;
    clearTimeout(this.retry);
    await this.watch.stop();
    this.poll.stop();
    await this.client.current.disconnect();
    this.board.become('closed');
    this.noticeBoard.close();

    return { unconfirmed: left.length };
  }

  /** Our own count is the truth: librdkafka's flush returns before the last delivery report has reached us. */
  private drained(timeoutMs: number): Promise<void> {
    if (this.isIdle()) return Promise.resolve();

    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private isIdle(): boolean {
    return this.inFlight.size === 0 && this.lanes.waiting === 0;
  }

  private oldestSentAt(): number | undefined {
    const oldest = this.inFlight.values().next();

    return oldest.done === true ? undefined : oldest.value.sentAt;
  }
}
