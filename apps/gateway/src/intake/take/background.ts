import { setTimeout as pause } from 'node:timers/promises';
import type { AdapterInput } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import { JournalUnavailable, StalePosition } from '../../journal/faults.js';
import type { Journal } from '../../journal/journal.js';
import type { ReceiptDetail, StoredReceipt } from '../../journal/receipt.js';
import { codeOf, type Log } from '../../operate/log.js';
import type { PositionOutcome } from '../../prepare/outcome.js';
import { prepare, type Preparation } from '../../prepare/prepare.js';
import type { Submission } from '../submission.js';

/** What is left to do of a submission that is already durable. */
export interface Remainder {
  readonly input: AdapterInput;
  readonly preparation: Preparation;
  /** The first position that is not committed. */
  readonly from: number;
  readonly detail: ReceiptDetail | undefined;
}

interface Progress {
  next: number;
}

/** The sender waits this long for its receipt; then it is answered `working`. */
const ANSWER_WITHIN_MS = 5_000;
/** After a failure of the database. */
const AGAIN_AFTER_MS = 2_000;
/** Large submissions worked on side by side; more would only take turns at the same processor. */
const SIDE_BY_SIDE = 2;
const STEP = 250;
const STEP_BYTES = 4 * 1024 * 1024;
const MAX_ISSUES = 500;

/** Maps large submissions to their end, however long their senders wait and whatever the database does meanwhile. */
export class Background {
  private readonly running = new Set<Promise<unknown>>();
  private readonly waiting: (() => void)[] = [];
  private free = SIDE_BY_SIDE;
  private readonly stopping = new AbortController();

  constructor(
    private readonly journal: Journal,
    private readonly log: Log,
  ) {}

  /** @returns the complete receipt, or undefined when it takes longer than a sender should wait: the work goes on */
  async run(submission: Submission, remainder: Remainder): Promise<StoredReceipt | undefined> {
    const work = this.resume(submission, remainder);
    const patience = new AbortController();
    const late = pause(ANSWER_WITHIN_MS, undefined, { signal: patience.signal }).catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      patience.abort();
    }
  }

  /** Starts work, or takes it up again; nobody has to wait for it. */
  resume(submission: Submission, remainder: Remainder): Promise<StoredReceipt | undefined> {
    const work = this.work(submission, remainder);
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
    return work;
  }

  /** Ends after the step that is being committed; the rest is taken up at the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting.splice(0).forEach((go) => {
      go();
    });
    await Promise.all(this.running);
  }

  /** Never rejects: what cannot be finished now stays unfinished, and readiness and the next start know of it. */
  private async work(submission: Submission, remainder: Remainder): Promise<StoredReceipt | undefined> {
    await this.turn();
    try {
      return await this.workUntilDone(submission, remainder);
    } finally {
      this.free += 1;
      this.waiting.shift()?.();
    }
  }

  private async workUntilDone(submission: Submission, remainder: Remainder): Promise<StoredReceipt | undefined> {
    const { id: submissionId, feedId } = submission;
    const progress: Progress = { next: remainder.from };
    while (!this.stopping.signal.aborted) {
      try {
        return await this.pass(submission, remainder, progress);
      } catch (error) {
        this.log.warn('submission.failed', { submissionId, feedId, code: codeOf(error) });
        // Our own code is at fault: trying again would change nothing.
        if (!(error instanceof JournalUnavailable || error instanceof StalePosition)) return undefined;
        await pause(AGAIN_AFTER_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        // What was thought lost may have been committed, by us or by another instance.
        progress.next = await this.nextPosition(submissionId, progress.next);
        if (progress.next === Number.POSITIVE_INFINITY) return undefined;
      }
    }
    return undefined;
  }

  /** Infinity when there is nothing left to do; the old position while the database does not answer. */
  private async nextPosition(submissionId: string, known: number): Promise<number> {
    try {
      const unfinished = await this.journal.unfinished();
      return unfinished.find(({ submission }) => submission.id === submissionId)?.nextPosition ?? Number.POSITIVE_INFINITY;
    } catch {
      return known;
    }
  }

  private async pass(submission: Submission, remainder: Remainder, progress: Progress): Promise<StoredReceipt | undefined> {
    const seen = { nothing: 0, issues: [] as Issue[] };
    let step: PositionOutcome[] = [];
    let bytes = 0;
    let committing = Promise.resolve();
    // The next step is mapped while the one before is being committed; never more than one, so that memory stays flat and order is kept.
    const commit = async (): Promise<void> => {
      await committing;
      const full = step;
      step = [];
      bytes = 0;
      committing = this.journal.append(submission.id, full).then(() => {
        progress.next = (full.at(-1)?.position ?? 0) + 1;
      });
      // Its failure is met at the next step, or at the end.
      committing.catch(() => undefined);
    };
    for await (const prepared of prepare(remainder.input, remainder.preparation)) {
      const { outcome } = prepared;
      if (this.stopping.signal.aborted) break;
      if (outcome.kind === 'nothing') {
        seen.nothing += 1;
        if (seen.issues.length < MAX_ISSUES) seen.issues.push(...outcome.issues);
      } else if (outcome.position >= progress.next) {
        step.push(outcome);
        bytes += prepared.bytes;
        if (step.length >= STEP || bytes >= STEP_BYTES) await commit();
      }
    }
    if (this.stopping.signal.aborted) {
      await committing;
      return undefined;
    }
    if (step.length > 0) await commit();
    await committing;
    return this.journal.complete(submission.id, completed(remainder, seen));
  }

  private async turn(): Promise<void> {
    while (this.free === 0 && !this.stopping.signal.aborted) await new Promise<void>((go) => this.waiting.push(go));
    this.free -= 1;
  }
}

function completed(
  { preparation, detail }: Remainder,
  seen: { readonly nothing: number; readonly issues: readonly Issue[] },
): ReceiptDetail {
  const { id: adapter, version: mappingVersion } = preparation.adapter;
  return { adapter, mappingVersion, issues: [...(detail?.issues ?? []), ...seen.issues].slice(0, MAX_ISSUES), nothing: seen.nothing };
}
