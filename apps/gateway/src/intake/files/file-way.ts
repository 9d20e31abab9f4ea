import { setTimeout as pause } from 'node:timers/promises';
import type { Issue } from '@mash-gateway/contracts';
import { JournalUnavailable } from '../../journal/faults.js';
import { RENEW_DUTY_MS } from '../../journal/feeds/duty.js';
import { codeOf } from '../../operate/log.js';
import type { WayIn, WayStatus } from '../ways/way-in.js';
import type { FileWayParts } from './file-way-parts.js';
import { FileFault, SourceFault, type Folder, type Settlement } from './folder.js';
import { quarantineReport } from './quarantine-report.js';
import type { Candidate, ReadyRule } from './ready.js';
import { RunOfRefusals } from './run-of-refusals.js';
import { outcomeOfFault, refuseUnread, takeFile, type Content, type FileOutcome } from './take-file.js';

/** What a way in for files is made of; the kinds of transport differ in nothing else. */
export interface FileWayOptions {
  readonly folder: Folder;
  readonly ready: ReadyRule;
  /** How a file is to be read, or what is to become of it unread. */
  readonly examine: (candidate: Candidate) => Content | Promise<Content | FileOutcome>;
  readonly everySeconds: number;
  readonly stopAfter: number;
  /** Delete, rather than archive, what was taken. */
  readonly deleteTaken: boolean;
}

export const DEFAULT_EVERY_SECONDS = 2;
export const DEFAULT_STOP_AFTER = 5;
const LONGEST_PAUSE_MS = 60_000;
/** A file that the gateway itself fails on so often is put aside. */
const ATTEMPTS = 5;

/** Looks at a folder again and again and takes what is whole, one file at a time, oldest first. */
export class FileWay implements WayIn {
  readonly feedId: string;
  private readonly stopping = new AbortController();
  private readonly run: RunOfRefusals;
  private readonly attempts = new Map<string, number>();
  private loop: Promise<void> | undefined;
  private now: WayStatus = { state: 'working' };
  private failures = 0;

  constructor(
    private readonly parts: FileWayParts,
    private readonly options: FileWayOptions,
  ) {
    this.feedId = parts.feed.id;
    this.run = new RunOfRefusals({ ...parts, folder: options.folder, stopAfter: options.stopAfter });
  }

  start(): void {
    this.loop ??= this.keepLooking();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.options.folder.close();
    // With the database away it runs out by itself.
    await this.parts.duty.release(this.feedId).catch(() => undefined);
  }

  status(): WayStatus {
    return this.now;
  }

  private async keepLooking(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look();
      await pause(this.pauseMs(), undefined, { signal }).catch(() => undefined);
    }
  }

  private pauseMs(): number {
    const everyMs = this.options.everySeconds * 1_000;
    if (this.failures === 0) return everyMs;
    const longest = Math.min(LONGEST_PAUSE_MS, Math.max(everyMs, 500) * 2 ** Math.min(this.failures, 10));
    return longest * (0.5 + Math.random() / 2);
  }

  private async look(): Promise<void> {
    const { duty } = this.parts;
    const renewal = setInterval(() => {
      // Missing one renewal costs nothing: what two instances take is a duplicate.
      void duty.claim(this.feedId).catch(() => undefined);
    }, RENEW_DUTY_MS);
    try {
      if (await duty.claim(this.feedId)) await this.takeWhatIsReady();
      else this.standBy();
      this.failures = 0;
    } catch (error) {
      this.fail(error);
    } finally {
      clearInterval(renewal);
    }
  }

  private async takeWhatIsReady(): Promise<void> {
    const { folder, ready } = this.options;
    if (await this.hasStopped()) return;
    const look = ready(await folder.list());
    for (const leftover of look.leftovers) await folder.remove(leftover);
    for (const candidate of look.ready) {
      if (this.stopping.signal.aborted) return;
      await this.takeOne(candidate);
      if (await this.hasStopped()) return;
    }
    this.become({ state: 'working' });
  }

  private async hasStopped(): Promise<boolean> {
    const stopped = await this.run.stopped();
    if (stopped) this.become({ state: 'stopped', code: 'refused-in-a-row' });
    return stopped;
  }

  private async takeOne(candidate: Candidate): Promise<void> {
    const outcome = await this.outcomeOf(candidate);
    await this.settle(candidate, outcome);
    this.attempts.delete(candidate.entry.name);
    if (outcome.kind === 'refused') await this.run.refused();
    if (outcome.kind !== 'taken') return;
    await this.run.end();
    this.now = { ...this.now, lastTakenAt: this.parts.clock.now() };
  }

  private async outcomeOf(candidate: Candidate): Promise<FileOutcome> {
    const { folder, examine } = this.options;
    const parts = { ...this.parts, folder, stopping: this.stopping.signal };
    try {
      const content = await examine(candidate);
      if (!('kind' in content)) return await takeFile(candidate.entry, content, parts);
      return content.kind === 'refused' ? await refuseUnread(content.issues, parts) : content;
    } catch (error) {
      if (error instanceof FileFault) return outcomeOfFault(error, parts);
      if (error instanceof SourceFault || error instanceof JournalUnavailable || hasCode(error)) throw error;
      return this.givenUp(candidate, error);
    }
  }

  /** The gateway itself fails on this file: tried again, but not for ever, for other files wait behind it. */
  private givenUp({ entry }: Candidate, error: unknown): FileOutcome {
    const attempt = (this.attempts.get(entry.name) ?? 0) + 1;
    this.attempts.set(entry.name, attempt);
    if (attempt < ATTEMPTS) throw error;
    return { kind: 'refused', issues: [FAULT] };
  }

  private async settle(candidate: Candidate, outcome: FileOutcome): Promise<void> {
    const { folder, deleteTaken } = this.options;
    const names: Settlement['names'] = [candidate.entry.name, ...candidate.along];
    try {
      switch (outcome.kind) {
        case 'taken':
          if (deleteTaken) await folder.remove(candidate.entry.name, outcome.mark);
          else await folder.settle({ names, place: 'archive', mark: outcome.mark });
          break;
        case 'set-aside':
          await folder.settle({ names, place: 'archive' });
          break;
        case 'refused':
          await folder.settle({ names, place: 'quarantine', ...this.filedAs(outcome) });
          break;
        case 'given-back':
          this.tell(outcome);
          return;
      }
      for (const marker of candidate.markers) await folder.remove(marker);
      this.tell(outcome);
    } catch (error) {
      // Replaced since it was read: what was read is settled, what lies there now is another file.
      if (!(error instanceof FileFault)) throw error;
      this.tell({ kind: 'given-back', code: error.code });
    }
  }

  private filedAs({ issues, mark, deadLetter }: Extract<FileOutcome, { readonly kind: 'refused' }>): Pick<Settlement, 'mark' | 'report'> {
    const report = quarantineReport({
      feedId: this.feedId,
      at: this.parts.clock.now(),
      issues,
      ...(deadLetter === undefined ? {} : { deadLetter }),
    });
    return mark === undefined ? { report } : { report, mark };
  }

  /** Names of files may hold names of children: the log has none. */
  private tell(outcome: FileOutcome): void {
    const { log } = this.parts;
    const { feedId } = this;
    switch (outcome.kind) {
      case 'taken':
        log.info('file.archived', { feedId });
        return;
      case 'set-aside':
        log.info('file.archived', { feedId, code: outcome.code });
        return;
      case 'refused':
        log.warn('file.quarantined', { feedId, code: outcome.issues.find(({ severity }) => severity === 'error')?.code ?? 'unknown' });
        return;
      case 'given-back':
        log.info('file.given-back', { feedId, code: outcome.code });
    }
  }

  private standBy(): void {
    this.run.forget();
    this.become({ state: 'standby' });
  }

  private fail(error: unknown): void {
    // What a stop breaks off is no failure.
    if (this.stopping.signal.aborted) return;
    this.failures += 1;
    this.become({ state: 'failing', code: codeOf(error) });
  }

  private become(next: WayStatus): void {
    const { state, code } = this.now;
    const lastTakenAt = this.now.lastTakenAt;
    this.now = lastTakenAt === undefined ? next : { ...next, lastTakenAt };
    if (next.state === state && next.code === code) return;
    const fields = { feedId: this.feedId, state: next.state, ...(next.code === undefined ? {} : { code: next.code }) };
    if (next.state === 'failing' || next.state === 'stopped') this.parts.log.warn('feed.failing', fields);
    else this.parts.log.info('feed.working', fields);
  }
}

/** Systems around the gateway fail with a code, its own mistakes without. */
function hasCode(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error;
}

const FAULT: Issue = { code: 'body.unreadable', severity: 'error', location: 'file', rule: 'a file that the gateway can work on' };
