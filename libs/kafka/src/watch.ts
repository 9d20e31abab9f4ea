import { classifyFailure } from './failure.js';
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

  constructor(
    private readonly options: WatchOptions,
    private readonly board: StatusBoard,
    private readonly probe: () => Promise<unknown>,
    private readonly oldestSentAt: () => number | undefined,
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

  /** Waits for a probe under way: disconnecting below it would wait anyway. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.probing;
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

    const heardAt = Math.max(this.probedAt, this.board.lastDeliveryAt ?? 0);
    if (now - heardAt >= this.options.probeIntervalMs) this.ask();
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
