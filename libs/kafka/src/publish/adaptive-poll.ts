/** Milliseconds between polls. A delivery report is at most this late. */
const BUSY_MS = 2;
const IDLE_MS = 100;

/**
 * Serves librdkafka's callbacks: every 2 ms while something is in flight (the poll interval is the delay of a delivery report),
 * every 100 ms otherwise, which is enough for error events. The timers never keep a process alive.
 */
export class AdaptivePoll {
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private stopped = true;

  constructor(
    private readonly poll: () => void,
    private readonly isBusy: () => boolean,
  ) {}

  start(): void {
    this.stopped = false;
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Something was just sent: do not wait for an idle interval to pass. */
  wake(): void {
    if (this.stopped || this.busy) return;
    clearTimeout(this.timer);
    this.schedule();
  }

  private schedule(): void {
    this.busy = this.isBusy();
    this.timer = setTimeout(
      () => {
        this.poll();
        if (!this.stopped) this.schedule();
      },
      this.busy ? BUSY_MS : IDLE_MS,
    ).unref();
  }
}
