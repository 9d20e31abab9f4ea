/** Waiting beyond this many is refused: the sender is answered as if it had not asked to wait. */
const MOST_WAITING = 5_000;
/** Submissions asked about in one query. */
const ASKED_AT_ONCE = 500;
/** How often everything still waiting is asked about: finds what another instance has sent, and what no word came of. */
const LOOK_EVERY_MS = 1_000;

export interface DeliverySources {
  /** Of these submissions, those of which something is not yet on Kafka: still to be mapped, held, or without its delivery report. */
  readonly undelivered: (submissionIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /**
   * Whether Kafka takes anything now. While it does not, nobody is told that all is delivered: a submission with nothing to send would
   * otherwise be answered at once where another waits, and so tell its sender what becomes of it.
   */
  readonly kafkaTakes: () => boolean;
}

/**
 * Lets senders wait until Kafka has acknowledged what they sent. The relay wakes them; the database is asked about all that were woken
 * in one query, and never by two queries at a time, however many wait.
 */
export class DeliveryWaits {
  private readonly waiting = new Map<string, Set<(delivered: boolean) => void>>();
  private readonly woken = new Set<string>();
  private asking = false;
  private closed = false;
  private looking: NodeJS.Timeout | undefined;

  constructor(private readonly sources: DeliverySources) {}

  /**
   * @param patience ends the wait early, when nobody listens any more
   * @returns true once everything of the submission is on Kafka (or never can be); false when the time is over
   */
  wait(submissionId: string, ms: number, patience: AbortSignal): Promise<boolean> {
    if (this.closed || patience.aborted || this.waiting.size >= MOST_WAITING) return Promise.resolve(false);
    return new Promise((resolve) => {
      const own = this.waiting.get(submissionId) ?? new Set();
      const end = (delivered: boolean): void => {
        clearTimeout(timer);
        patience.removeEventListener('abort', giveUp);
        own.delete(end);
        if (own.size === 0 && this.waiting.get(submissionId) === own) this.forget(submissionId);
        resolve(delivered);
      };
      const giveUp = (): void => {
        end(false);
      };
      const timer = setTimeout(giveUp, ms);
      patience.addEventListener('abort', giveUp, { once: true });
      this.waiting.set(submissionId, own.add(end));
      this.looking ??= setInterval(() => {
        this.wake(this.waiting.keys());
      }, LOOK_EVERY_MS);
      // It may have been delivered before anybody waited.
      this.wake([submissionId]);
    });
  }

  /** Something of these submissions has been delivered, or will never be. */
  wake(submissionIds: Iterable<string>): void {
    for (const id of submissionIds) if (this.waiting.has(id)) this.woken.add(id);
    if (!this.asking && this.woken.size > 0) void this.ask();
  }

  /** Ends every wait: what has not been delivered by now is answered so. */
  close(): void {
    this.closed = true;
    for (const waiters of [...this.waiting.values()]) for (const end of [...waiters]) end(false);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.woken.size > 0) {
      const ids = [...this.woken].slice(0, ASKED_AT_ONCE);
      for (const id of ids) this.woken.delete(id);
      const delivered = await this.deliveredOf(ids);
      for (const id of delivered) for (const end of [...(this.waiting.get(id) ?? [])]) end(true);
    }
    this.asking = false;
  }

  private async deliveredOf(ids: readonly string[]): Promise<readonly string[]> {
    if (!this.sources.kafkaTakes()) return [];
    try {
      const undelivered = await this.sources.undelivered(ids);
      return ids.filter((id) => !undelivered.has(id));
    } catch {
      // The database is away, which readiness says through its own query; these are asked about again at the next look.
      return [];
    }
  }

  private forget(submissionId: string): void {
    this.waiting.delete(submissionId);
    this.woken.delete(submissionId);
    if (this.waiting.size > 0) return;
    clearInterval(this.looking);
    this.looking = undefined;
  }
}
