import type { Committed } from './commit-batch.js';
import type { Entry } from './entry.js';
import { JournalUnavailable } from '../faults.js';

import type { Settlement } from './settle-batch.js';

/** Most positions in one transaction; an entry that alone has more goes alone. */
const BATCH_POSITIONS = 250;
/** Most bytes of records in one transaction, for the same reason and with the same exception. */
const BATCH_BYTES = 16 * 1024 * 1024;
/** Bulk that has waited this long goes before urgent entries, so that it is never starved. */
const BULK_PATIENCE_MS = 2_000;
/** Callers beyond this number are told to come again. */
const MAX_WAITING = 5_000;

export type Urgency = 'urgent' | 'bulk';
export type Settled = Exclude<Committed, { readonly kind: 'again' }>;

interface Waiting {
  readonly entry: Entry;
  readonly since: number;
  readonly resolve: (settled: Settled) => void;
  readonly reject: (error: Error) => void;
}

/** Gathers concurrent callers into batches: while one batch is in the turnstile the next gathers, so load makes batches larger. */
export class BatchQueue {
  private readonly waiting: Record<Urgency, Waiting[]> = { urgent: [], bulk: [] };
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly settle: (entries: readonly Entry[]) => Promise<readonly Settlement[]>) {}

  /** @throws JournalUnavailable when the batch failed for a reason that may pass @throws UnstorableSubmission */
  submit(entry: Entry, urgency: Urgency): Promise<Settled> {
    if (this.closed || this.waiting.urgent.length + this.waiting.bulk.length >= MAX_WAITING) {
      return Promise.reject(new JournalUnavailable(this.closed ? 'the journal is closing' : 'too many are waiting'));
    }
    return new Promise((resolve, reject) => {
      this.waiting[urgency].push({ entry, since: performance.now(), resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Takes no more, and waits for all that were taken. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    // Whoever calls in the same turn of the event loop joins the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.take(); batch.length > 0; batch = this.take()) await this.pass(batch);
    this.running = undefined;
  }

  private async pass(batch: readonly Waiting[]): Promise<void> {
    const settlements = await this.settle(batch.map(({ entry }) => entry)).catch((error: unknown) => {
      const fault = error instanceof Error ? error : new JournalUnavailable('unknown');
      return batch.map((): Settlement => ({ kind: 'failed', error: fault }));
    });
    const again: Waiting[] = [];
    batch.forEach((one, index) => {
      const settlement = settlements[index];
      if (settlement === undefined || settlement.kind === 'again') again.push(one);
      else if (settlement.kind === 'failed') one.reject(settlement.error);
      else one.resolve(settlement);
    });
    this.waiting.urgent.unshift(...again);
  }

  private take(): readonly Waiting[] {
    const bulkFirst = performance.now() - (this.waiting.bulk[0]?.since ?? Number.POSITIVE_INFINITY) > BULK_PATIENCE_MS;
    const order: readonly Urgency[] = bulkFirst ? ['bulk', 'urgent'] : ['urgent', 'bulk'];
    const batch: Waiting[] = [];
    let positions = 0;
    let bytes = 0;
    for (const urgency of order) {
      const queue = this.waiting[urgency];
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        positions += Math.max(1, next.entry.outcomes.length);
        bytes += bytesOf(next.entry);
        if (batch.length > 0 && (positions > BATCH_POSITIONS || bytes > BATCH_BYTES)) return batch;
        batch.push(next);
        queue.shift();
      }
    }
    return batch;
  }
}

function bytesOf({ opening, outcomes }: Entry): number {
  return outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'statement' ? outcome.json.length : 0), opening?.body?.length ?? 0);
}
