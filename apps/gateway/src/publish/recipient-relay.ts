import { Breaker } from './breaker.js';
import type { Lease, Window } from './outbox.js';
import { sendLane, type LaneTools } from './send-lane.js';

/**
 * Rows of one lane under way at once. With a record of at most 512 KiB begun below the limit, the sixteen lanes of a recipient hold at most
 * 16 MiB, however large the backlog.
 */
const PER_LANE: Window = { rows: 64, bytes: 512 * 1024 };

export interface RelayEvents {
  /** Rows were delivered and marked. */
  readonly sent?: (recipient: string, count: number) => void;
  /** Of each of these submissions a row was delivered, or was set aside for good. */
  readonly settled?: (submissionIds: ReadonlySet<string>) => void;
  /** Sending, or asking the database, failed: it is tried again after a pause. */
  readonly failed?: (recipient: string, error: unknown) => void;
}

/** Relays the rows of one recipient: each of its lanes goes on by itself, its breaker stops them all. */
export class RecipientRelay {
  private leases: readonly Lease[] = [];
  /** Lanes with rows under way, by number; a lane's next rows wait for the reports of these. */
  private readonly busy = new Map<number, Promise<void>>();
  private readonly breaker: Breaker;
  private pumping: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly recipient: string,
    private readonly tools: LaneTools,
    private readonly events: RelayEvents,
  ) {
    this.breaker = new Breaker(() => {
      this.wake();
    });
  }

  /** The lanes that are ours from now on. */
  hold(leases: readonly Lease[]): void {
    this.leases = leases;
    this.wake();
  }

  /** There may be rows to send. */
  wake(): void {
    if (this.stopped || this.breaker.open) return;
    this.again = true;
    this.pumping ??= this.pump();
  }

  /** Sends nothing more, and resolves when everything under way has been answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.breaker.stop();
    await this.pumping;
    await Promise.all(this.busy.values());
  }

  private async pump(): Promise<void> {
    while (this.again && !this.stopped && !this.breaker.open) {
      this.again = false;
      try {
        await this.dispatch();
      } catch (error) {
        this.fail(error);
      }
    }
    this.pumping = undefined;
  }

  private async dispatch(): Promise<void> {
    const idle = this.leases.filter(({ lane }) => !this.busy.has(lane));
    if (idle.length === 0) return;
    const rows = await this.tools.outbox.unsent(idle, PER_LANE);
    for (const lease of idle) {
      const own = rows.filter(({ lane }) => lane === lease.lane);
      if (own.length > 0) this.busy.set(lease.lane, this.send(lease, own));
    }
  }

  private async send(lease: Lease, rows: Parameters<typeof sendLane>[2]): Promise<void> {
    try {
      const result = await sendLane(this.tools, lease, rows);
      this.events.settled?.(new Set(rows.map(({ submissionId }) => submissionId)));
      if (result.kind === 'done') {
        this.breaker.succeeded();
        this.events.sent?.(this.recipient, result.sent);
      } else if (result.kind === 'failed') this.fail(result.error);
      else this.leases = this.leases.filter((held) => held !== lease);
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy.delete(lease.lane);
      this.wake();
    }
  }

  private fail(error: unknown): void {
    this.events.failed?.(this.recipient, error);
    if (!this.stopped) this.breaker.failed(this.tools.classify(error));
  }
}
