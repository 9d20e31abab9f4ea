/** When a consumer counts as cut off from its brokers. */
export interface ConsumerWatchOptions {
  /** Without a message for so long, the brokers are asked for metadata. Default 5,000 ms. */
  readonly probeIntervalMs: number;
  /** How long connecting or a probe may take. Default 3,000 ms. */
  readonly probeTimeoutMs: number;
  /** Cut off for so long, another client is tried, and takes over when it finds the brokers. Default 20,000 ms. */
  readonly replaceAfterMs: number;
}

export const DEFAULT_CONSUMER_WATCH: ConsumerWatchOptions = { probeIntervalMs: 5_000, probeTimeoutMs: 3_000, replaceAfterMs: 20_000 };

interface Watched {
  /** Asks the brokers; rejects when none answers. */
  probe(): Promise<void>;
  /** No broker answers, because of this. */
  cutOff(error: unknown): void;
  /** Tries another client; settles when it has taken over or was given up. Never rejects. */
  replace(): Promise<void>;
}

/**
 * Finds out what librdkafka does not say: a consumer that gets no message may have nothing to read, or have lost its brokers. A message
 * or a metadata answer is a sign of life.
 */
export class ConsumerWatch {
  private timer: NodeJS.Timeout | undefined;
  private probing: Promise<void> | undefined;
  private replacing: Promise<void> | undefined;
  private aliveAt = 0;
  private cutOffAt: number | undefined;

  constructor(
    private readonly options: ConsumerWatchOptions,
    private readonly watched: Watched,
  ) {}

  start(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(
      () => {
        this.look(Date.now());
      },
      Math.min(1_000, this.options.probeIntervalMs),
    ).unref();
    this.ask();
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.probing, this.replacing]);
  }

  /** A broker was heard. */
  alive(): void {
    this.aliveAt = Date.now();
    this.cutOffAt = undefined;
  }

  /** librdkafka says that no broker is connected; it is right, or the next probe says otherwise. */
  allBrokersDown(error: unknown): void {
    this.cut(error);
    this.ask();
  }

  private look(now: number): void {
    if (this.cutOffAt !== undefined && this.replacing === undefined && now - this.cutOffAt >= this.options.replaceAfterMs) {
      this.cutOffAt = now;
      this.replacing = this.watched.replace().finally(() => {
        this.replacing = undefined;
      });
    }
    if (this.cutOffAt !== undefined || now - this.aliveAt >= this.options.probeIntervalMs) this.ask();
  }

  private ask(): void {
    this.probing ??= this.watched
      .probe()
      .then(
        () => {
          this.alive();
        },
        (error: unknown) => {
          this.cut(error);
        },
      )
      .finally(() => {
        this.probing = undefined;
      });
  }

  private cut(error: unknown): void {
    this.cutOffAt ??= Date.now();
    this.watched.cutOff(error);
  }
}
