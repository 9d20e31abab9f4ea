import type { Log } from '../operate/log.js';
import type { Measures } from '../operate/metrics.js';
import type { Incoming } from './incoming.js';
import type { Intake } from './take/intake.js';
import type { IntakeOutcome } from './outcome.js';

/** Where every way in hands over what it has: takes it, and says in log and metrics what came of it. */
export class Reception {
  private readonly inside = new Set<Promise<unknown>>();

  constructor(private readonly parts: { readonly intake: Intake; readonly log: Log; readonly measures: Measures }) {}

  /** How many are being taken. */
  get busy(): number {
    return this.inside.size;
  }

  /** @throws JournalUnavailable when nothing can be made durable now: give it again later */
  async take(incoming: Incoming): Promise<IntakeOutcome> {
    const work = this.takeAndTell(incoming);
    this.inside.add(work);
    try {
      return await work;
    } finally {
      this.inside.delete(work);
    }
  }

  /** Resolves when nobody is inside any more. */
  async empty(): Promise<void> {
    while (this.inside.size > 0) await Promise.allSettled(this.inside);
  }

  private async takeAndTell(incoming: Incoming): Promise<IntakeOutcome> {
    const began = performance.now();
    const outcome = await this.parts.intake.take(incoming);
    this.tell(incoming.feed.id, outcome, Math.round(performance.now() - began));
    return outcome;
  }

  private tell(feedId: string, outcome: IntakeOutcome, durationMs: number): void {
    const { log, measures } = this.parts;
    if (outcome.kind === 'receipt') {
      const { submissionId, status, summary } = outcome.receipt;
      log.info(status === 'complete' ? 'submission.accepted' : 'submission.working', {
        submissionId,
        feedId,
        state: outcome.repeated ? 'repeated' : status,
        accepted: summary.accepted,
        refused: summary.refused,
        durationMs,
      });
      measures.submission(feedId, outcome.repeated ? 'repeated' : 'accepted', durationMs);
      return;
    }
    const code =
      outcome.kind === 'declined' ? outcome.code : (outcome.issues.find(({ severity }) => severity === 'error')?.code ?? 'unknown');
    log.info('submission.refused', { feedId, code, durationMs });
    measures.submission(feedId, 'refused', durationMs);
  }
}
