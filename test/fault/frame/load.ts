import { setTimeout as pause } from 'node:timers/promises';
import { startSending, type Sending, type Target } from '../../support/ledger/sender.js';
import type { LedgerEntry } from '../../support/ledger/ledger.js';
import { until } from '../../support/until.js';
import type { Instance } from './instance.js';

/** An agency gives a request up after this long, and sends it again to the next instance. */
const PATIENCE_MS = 8_000;

/** Agencies that send without pause to all instances by turns, as behind a load balancer that knows which are there. */
export class Load {
  private readonly sending: Sending;
  private readonly further: LedgerEntry[] = [];
  private stopping: Promise<void> | undefined;
  private abandoned = false;

  constructor(children: number, instances: readonly Instance[]) {
    this.sending = startSending(
      children,
      byTurns(instances, () => this.abandoned),
    );
  }

  /** Everything that was acknowledged. */
  get ledger(): readonly LedgerEntry[] {
    return [...this.sending.ledger, ...this.further];
  }

  /** What a fault has sent itself and had acknowledged. */
  add(entry: LedgerEntry): void {
    this.further.push(entry);
  }

  /** Resolves when so many more messages were acknowledged. */
  async acknowledged(more: number): Promise<void> {
    const { ledger } = this.sending;
    const goal = ledger.length + more;
    await until(`${String(more)} more acknowledgements`, () => Promise.resolve(ledger.length >= goal));
  }

  stop(): Promise<void> {
    this.stopping ??= this.sending.stop();
    return this.stopping;
  }

  /** Whatever is under way: for a scene that is torn down. */
  abandon(): void {
    this.abandoned = true;
    this.stop().catch(() => undefined);
  }
}

function byTurns(instances: readonly Instance[], abandoned: () => boolean): Target {
  let turn = 0;
  return {
    patienceMs: PATIENCE_MS,
    async url() {
      for (;;) {
        if (abandoned()) throw new Error('The scene is torn down');
        const there = instances.flatMap(({ url }) => url ?? []);
        const next = there[(turn += 1) % Math.max(1, there.length)];
        if (next !== undefined) return next;
        await pause(50);
      }
    },
    lost: () => undefined,
  };
}
