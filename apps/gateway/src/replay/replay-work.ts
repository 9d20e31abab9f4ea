import { putBack } from '../dead-letters/put-back.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { findDeadLetter } from '../dead-letters/list-dead-letters.js';
import { RENEW_DUTY_MS, type Duty } from '../journal/feeds/duty.js';
import { codeOf, type Log } from '../operate/log.js';
import { Breaker } from '../publish/breaker.js';
import { readCorrection, readReplay, unfinishedReplays, waitingItems } from './read-replay.js';
import { isResult, mappingOf, type ReplayParts, type Way } from './replay-parts.js';
import { replayPositions } from './replay-positions.js';
import { replaySubmission } from './replay-submission.js';
import { notPossible, type ItemResult, type ReplayItem } from './replay.js';

/** No feed can be called so. */
const DUTY = 'gateway.replays';
const LOOK_EVERY_MS = 5_000;
/** Positions of one submission that are mapped and committed together. */
const TOGETHER = 250;

/**
 * Works on replays, oldest first, item by item in their order; one instance at a time. Every item is marked when it is done, and doing one
 * twice changes nothing: so a restart goes on where a killed instance was.
 */
export class ReplayWork {
  private readonly timer: NodeJS.Timeout;
  private readonly breaker: Breaker;
  private working: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(private readonly parts: ReplayParts & { readonly duty: Duty; readonly log: Log }) {
    this.breaker = new Breaker(() => {
      this.wake();
    });
    this.timer = setInterval(() => {
      this.wake();
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** There may be something to do. */
  wake(): void {
    if (this.stopped || this.breaker.open) return;
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      if (this.again) this.wake();
    });
  }

  /** Ends after the item under way; the rest is taken up at the next start. */
  async close(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.breaker.stop();
    await this.working;
    await this.parts.duty.release(DUTY).catch(() => undefined);
  }

  private async work(): Promise<void> {
    const { tools, duty, log } = this.parts;
    this.again = false;
    let renewing: NodeJS.Timeout | undefined;
    try {
      const replays = await unfinishedReplays(tools.pool);
      if (replays.length === 0 || !(await duty.claim(DUTY))) return;
      renewing = setInterval(() => void duty.claim(DUTY).catch(() => false), RENEW_DUTY_MS);
      for (const id of replays) if (!this.stopped) await this.replay(id);
      this.breaker.succeeded();
    } catch (error) {
      // Whatever it was: what is not marked is done again, after a pause.
      this.again = false;
      log.warn('replay.failed', { code: codeOf(error) });
      this.breaker.failed();
    } finally {
      clearInterval(renewing);
    }
  }

  private async replay(id: string): Promise<void> {
    const { tools, log } = this.parts;
    const replay = await readReplay(tools.pool, id);
    if (replay === undefined) return;
    const correction = await readCorrection(tools.pool, tools.ring, id);
    const way: Way = { replayId: id, mapping: replay.mapping, by: replay.by, ...(correction === undefined ? {} : { correction }) };
    for (let items = await waitingItems(tools.pool, id, TOGETHER); items.length > 0; items = await waitingItems(tools.pool, id, TOGETHER)) {
      if (this.stopped) return;
      await this.replayNext(items, way);
    }
    // The corrected body is in its submission now.
    await tools.pool.query('UPDATE replays SET completed_at = now(), data_key = NULL, envelope = NULL, body = NULL WHERE replay_id = $1', [
      id,
    ]);
    log.info('replay.complete', { count: replay.summary.items });
  }

  /** The first item, with those right behind it that are of the same submission. */
  private async replayNext(items: readonly ReplayItem[], way: Way): Promise<void> {
    const letters: DeadLetter[] = [];
    for (const { deadLetterId } of items) {
      const letter = await findDeadLetter(this.parts.tools.pool, deadLetterId);
      if (letter?.state !== 'open') {
        if (letters.length > 0) break;
        await this.mark(way.replayId, new Map([[deadLetterId, { outcome: 'unchanged', code: 'already-resolved' }]]));
        return;
      }
      if (letters.length > 0 && !(this.isMappedAgain(letter, way) && letter.submissionId === letters[0]?.submissionId)) break;
      letters.push(letter);
      if (!this.isMappedAgain(letter, way)) break;
    }
    await this.mark(way.replayId, await this.resultsOf(letters, way));
  }

  private async resultsOf(letters: readonly DeadLetter[], way: Way): Promise<ReadonlyMap<number, ItemResult>> {
    const [letter] = letters;
    if (letter === undefined) return new Map();
    if (way.correction !== undefined && letter.position !== undefined) return new Map([[letter.id, notPossible('not-correctable')]]);
    if (this.isMappedAgain(letter, way)) return replayPositions(this.parts, letters, way);
    if (letter.position === undefined) return new Map([[letter.id, await replaySubmission(this.parts, letter, way)]]);
    const back = await putBack(this.parts.tools, letter.id, way.by.actor);
    return new Map([[letter.id, back ? { outcome: 'replayed', code: 'queued' } : notPossible('body-purged')]]);
  }

  private async mark(replayId: string, results: ReadonlyMap<number, ItemResult>): Promise<void> {
    const done = [...results];
    await this.parts.tools.pool.query(
      `UPDATE replay_items i SET outcome = q.outcome, code = q.code, submission_id = q.submission_id, done_at = now()
       FROM unnest($2::bigint[], $3::text[], $4::text[], $5::uuid[]) AS q (dead_letter_id, outcome, code, submission_id)
       WHERE i.replay_id = $1 AND i.dead_letter_id = q.dead_letter_id`,
      [
        replayId,
        done.map(([id]) => id),
        done.map(([, { outcome }]) => outcome),
        done.map(([, { code }]) => code),
        done.map(([, { submissionId }]) => submissionId ?? null),
      ],
    );
  }

  /** From the body of its submission; a record that was made, only where another mapping would make it now. */
  private isMappedAgain(letter: DeadLetter, { mapping }: Way): boolean {
    if (letter.position === undefined) return false;
    if (letter.delivery === undefined) return true;
    const installed = mappingOf(this.parts, letter, 'latest');
    return (
      mapping === 'latest' &&
      letter.mappingVersion !== undefined &&
      (isResult(installed) || installed.adapter.version !== letter.mappingVersion)
    );
  }
}
