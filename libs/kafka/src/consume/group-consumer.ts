import { setTimeout as pause } from 'node:timers/promises';

import { BehaviorSubject } from 'rxjs';

import { ReplaceableDriver } from '../connection/replaceable-driver.js';
import { classifyFailure, textOfError } from '../failure/failure.js';
import type { ClientSettings } from '../settings/settings.js';
import { Assignment } from './assignment.js';
import type { AssignmentOptions, HeldPartition } from './assignment.js';
import type { ConsumerDriver, ConsumerEvents, OpenConsumer } from './consumer-driver.js';
import { ConsumerWatch } from './consumer-watch.js';
import type { ConsumerWatchOptions } from './consumer-watch.js';

export interface GroupConsumerOptions extends AssignmentOptions {
  readonly topics: readonly string[];
  readonly watch: ConsumerWatchOptions;
  /** Something that belongs to no message: librdkafka's name of an error, or `CLIENT_REPLACED`. */
  notice(code: string, text: string): void;
}

/** `degraded`: no broker answers now. `failed`: a partition or the client stopped for good. */
export type ConsumerState = 'connecting' | 'connected' | 'degraded' | 'failed' | 'closed';

export interface ConsumerStatus {
  readonly state: ConsumerState;
  /** Why it is not connected: librdkafka's name of the error. */
  readonly reason?: string;
}

const RETRY_CONNECT_MS = 500;
const FETCH = 100;
/** Each wait for messages holds a thread that files and name look-ups need too, so between empty answers none is held. */
const IDLE_MS = 25;

/** Reads topics as a member of a group: each partition in order, partitions side by side, offsets marked only after the work. */
export class GroupConsumer {
  readonly status = new BehaviorSubject<ConsumerStatus>({ state: 'connecting' });
  private readonly client: ReplaceableDriver<ConsumerDriver>;
  private readonly assignment: Assignment;
  private readonly watch: ConsumerWatch;
  private readonly stopping = new AbortController();
  private attempt: Promise<void> | undefined;
  private loop: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private missing: readonly string[] = [];

  constructor(
    settings: ClientSettings,
    private readonly options: GroupConsumerOptions,
    open: OpenConsumer,
  ) {
    this.assignment = new Assignment(options, (error) => {
      this.become('failed', classifyFailure(error).code);
      this.notice(error);
    });
    this.client = new ReplaceableDriver((isCurrent) => {
      const driver: ConsumerDriver = open(
        settings,
        this.events(isCurrent, () => driver),
      );

      return driver;
    });
    this.watch = new ConsumerWatch(options.watch, {
      probe: () => this.probe(),
      cutOff: (error) => {
        this.become('degraded', classifyFailure(error).code);
      },
      replace: () => this.replaceClient(),
    });
  }

  /** Topics that were asked for and are not there, as the brokers last said. */
  get missingTopics(): readonly string[] {
    return this.missing;
  }

  get partitions(): readonly HeldPartition[] {
    return this.assignment.snapshot();
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
    await this.watch.stop();
    await this.assignment.letGo();
    await this.loop;
    await this.client.current.disconnect();
    this.status.next({ state: 'closed' });
    this.status.complete();
  }

  private events(isCurrent: () => boolean, driver: () => ConsumerDriver): ConsumerEvents {
    return {
      assigned: (partitions) => {
        if (isCurrent()) this.assignment.hold(partitions, driver());
      },
      revoked: async (partitions) => {
        if (isCurrent()) await this.assignment.letGo(partitions);
      },
      error: (error) => {
        if (isCurrent()) this.onError(error);
      },
    };
  }

  private async tryToConnect(): Promise<void> {
    try {
      await this.client.current.connect(this.options.watch.probeTimeoutMs);
      this.client.current.subscribe(this.options.topics);
      this.become('connected');
      this.loop = this.consume();
      this.watch.start();
    } catch (error) {
      this.become('connecting', classifyFailure(error).code);
      this.onError(error);
      this.retry = setTimeout(() => {
        this.attempt = this.tryToConnect();
      }, RETRY_CONNECT_MS);
    }
  }

  private async consume(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const driver = this.client.current;
      try {
        const messages = await driver.consume(FETCH);
        // What a client brings that was replaced meanwhile is read again by its successor.
        if (driver === this.client.current) for (const message of messages) this.assignment.push(message);
        if (messages.length === 0) await this.rest(IDLE_MS);
        else if (this.missing.length === 0) this.alive();
      } catch (error) {
        this.onError(error);
        await this.rest(RETRY_CONNECT_MS);
      }
    }
  }

  private rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async probe(): Promise<void> {
    const driver = this.client.current;
    const { topics } = await driver.metadata(this.options.watch.probeTimeoutMs);
    const there = new Set(topics.filter(({ partitions }) => partitions > 0).map(({ name }) => name));
    this.missing = this.options.topics.filter((topic) => !there.has(topic));
    if (driver === this.client.current) this.alive();
  }

  private alive(): void {
    this.watch.alive();
    if (this.status.value.state === 'degraded') this.become('connected');
  }

  /**
   * The partitions are let go before the new client asks for them, so that each is worked on once; what the old one had not committed
   * comes again. It can commit nothing late either: its place in the group is the brokers' to judge, by the generation.
   */
  private async replaceClient(): Promise<void> {
    const isWanted = (): boolean => this.status.value.state === 'degraded' && !this.stopping.signal.aborted;
    const old = await this.client.replace(this.options.watch.probeTimeoutMs, isWanted);
    if (old === undefined) return;
    this.options.notice('CLIENT_REPLACED', 'a client that no longer found its brokers gave way to a new one that does');
    await this.assignment.letGo();
    if (!this.stopping.signal.aborted) this.client.current.subscribe(this.options.topics);
    this.alive();
    await old.disconnect().catch((error: unknown) => {
      this.notice(error);
    });
  }

  private become(state: ConsumerState, reason?: string): void {
    const { value } = this.status;
    if (value.state === 'failed' || this.stopping.signal.aborted || (value.state === state && value.reason === reason)) return;
    this.status.next({ state, ...(reason === undefined ? {} : { reason }) });
  }

  private onError(error: unknown): void {
    // Leaving the group makes noise that means nothing.
    if (this.stopping.signal.aborted) return;
    const { code, kind } = classifyFailure(error);
    if (kind === 'fatal') this.become('failed', code);
    if (code === '_ALL_BROKERS_DOWN' && this.status.value.state !== 'connecting') this.watch.allBrokersDown(error);
    this.options.notice(code, textOfError(error));
  }

  private notice(error: unknown): void {
    this.options.notice(classifyFailure(error).code, textOfError(error));
  }
}
