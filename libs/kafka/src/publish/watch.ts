import { classifyFailure } from '../failure/failure.js';
import type { WatchOptions } from './publisher-options.js';
import type { StatusBoard } from './publisher-status.js';

/**
 * Finds out what librdkafka does not say. `isConnected` stays true with every broker down, and a paused broker keeps its
 * connection open: so readiness is a recent delivery report, or else a metadata answer in time.
 */
export class Watch {
  private timer: NodeJS.Timeout | undefined;
  private probing: Promise<void> | undefined;
  private probedAt = 0;
  private degradedAt: number | undefined;
  private replacing: Promise<void> | undefined;

  constructor(
    private readonly options: WatchOptions,
    private readonly board: StatusBoard,
    private readonly probe: () => Promise<unknown>,
    private readonly oldestSentAt: () => number | undefined,
    /** Tries another client; settles when it has taken over or was given up. Never rejects. */
    private readonly replace: () => Promise<void>,
  ) {}

  start(): void {
    this.probedAt = Date.now();
    this.timer = setInterval(
      () => {
        this.look(Date.now());
      },
      Math.min(1_000, this.options.probeIntervalMs, this.options.stalledAfterMs),
    ).unref();
  }

  /** Waits for what is under way: disconnecting below it would wait anyway. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.probing, this.replacing]);
  }

  /** librdkafka says that no broker is connected; it is right, or the next probe says otherwise. */
  allBrokersDown(code: string): void {
    this.board.become('degraded', code);
    this.ask();
  }

  private look(now: number): void {
    const { inFlight, waiting } = this.board.snapshot();
    if (inFlight + waiting > 0) this.board.publish();
    if (this.isStalled(now)) this.board.become('degraded', 'NO_DELIVERY_REPORT');

    this.replaceWhenOverdue(now);

    const heardAt = Math.max(this.probedAt, this.board.lastDeliveryAt ?? 0);
    if (now - heardAt >= this.options.probeIntervalMs) this.ask();
  }

  private replaceWhenOverdue(now: number): void {
    this.degradedAt = this.board.current === 'degraded' ? (this.degradedAt ?? now) : undefined;
    if (this.degradedAt === undefined || this.replacing !== undefined || now - this.degradedAt < this.options.replaceAfterMs) return;
    this.degradedAt = now;
    this.replacing = this.replace().finally(() => {
      this.replacing = undefined;
    });
  }

  private ask(): void {
    this.probing ??= this.probe()
      .then(
        () => {
          if (!this.isStalled(Date.now())) this.board.become('ready');
        },
        (error: unknown) => {
          this.board.become('degraded', classifyFailure(error).code);
        },
      )
      .finally(() => {
        this.probedAt = Date.now();
        this.probing = undefined;
      });
  }

  private isStalled(now: number): boolean {
    const oldest = this.oldestSentAt();

    return oldest !== undefined && now - oldest > this.options.stalledAfterMs;
  }
}
