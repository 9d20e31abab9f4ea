import { afterFailure, KAFKA_RETRIES, type ErrorClass, type RetryPolicy } from './retry-policy.js';

/** One destination's breaker: after a failure nothing is sent to it for as long as its policy says, and nobody else is delayed. */
export class Breaker {
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /** @param onClosed called when sending may be tried again */
  constructor(
    private readonly onClosed: () => void,
    private readonly policy: RetryPolicy = KAFKA_RETRIES,
  ) {}

  get open(): boolean {
    return this.timer !== undefined || this.stopped;
  }

  succeeded(): void {
    this.failures = 0;
  }

  /** @param error a message that can never be taken is no failure of its destination */
  failed(error: ErrorClass = 'passing'): void {
    if (this.open) return;
    const next = afterFailure(error, this.failures, Math.random(), this.policy);
    if (next.then === 'dead-letter') return;
    this.failures += 1;
    if (next.then === 'stop') {
      this.stopped = true;
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.onClosed();
    }, next.afterMs);
    this.timer.unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
