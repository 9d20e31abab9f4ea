/** Pause after the first failure; doubled for each further one, up to the longest. */
const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/** One recipient's breaker: after failures nothing is sent to it for a while, and nobody else is delayed. */
export class Breaker {
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onClosed called when sending may be tried again */
  constructor(private readonly onClosed: () => void) {}

  get open(): boolean {
    return this.timer !== undefined;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    if (this.timer !== undefined) return;
    const pause = pauseAfter(this.failures, Math.random());
    this.failures += 1;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.onClosed();
    }, pause);
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** @param chance 0 to 1, spreads the instances */
function pauseAfter(failures: number, chance: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + chance / 2);
}
