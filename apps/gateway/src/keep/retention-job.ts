import type { Duty } from '../journal/feeds/duty.js';
import { codeOf, type Log } from '../operate/log.js';
import { runRetention, type Counts, type RetentionTools } from './run-retention.js';

/** Not an id that a feed can have. */
const DUTY = 'retention of everything';
const LOOK_EVERY_MS = 60_000;

/** How retention stands, for metrics and readiness. */
export interface RetentionStatus {
  /** When a run was last through, on any instance; undefined when none has been yet. */
  readonly completedAt?: Date;
  /** Since when this instance has been looking. */
  readonly watchingSince: Date;
  /** Of the last run of this instance. */
  readonly durationMs?: number;
  /** By this instance, since it started. */
  readonly removed: Counts;
  /** Why the last attempt failed, until one succeeds. */
  readonly failing?: string;
}

export interface RetentionJob {
  status(): RetentionStatus;
  /** Ends the run under way behind its current batch. */
  stop(): Promise<void>;
}

export interface JobTools extends RetentionTools {
  readonly duty: Duty;
  readonly log: Log;
  /** How often to look whether a run is due; default a minute, or as often as runs are due. */
  readonly lookEveryMs?: number;
}

/** Runs retention when it is due, on one instance at a time. */
export function retentionJob(tools: JobTools): RetentionJob {
  const { pool, clock, duty, log, periods } = tools;
  const betweenRunsMs = periods.everyHours * 3_600_000;
  const { lookEveryMs = Math.min(LOOK_EVERY_MS, betweenRunsMs) } = tools;
  let status: RetentionStatus = { watchingSince: clock.now(), removed: {} };
  let stopping = false;
  let under: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    const completedAt = await lastCompleted(tools);
    status = { ...status, ...(completedAt === undefined ? {} : { completedAt }) };
    if (completedAt !== undefined && clock.now().getTime() - completedAt.getTime() < betweenRunsMs) return;
    if (!(await duty.claim(DUTY))) return;
    try {
      await run();
    } finally {
      await duty.release(DUTY);
    }
  };
  const run = async (): Promise<void> => {
    const began = performance.now();
    const { removed, completed } = await runRetention(tools, { mayGoOn: async () => !stopping && (await duty.claim(DUTY)) });
    const durationMs = Math.round(performance.now() - began);
    const { failing, ...working } = status;
    if (failing !== undefined) log.info('retention.complete', { state: 'working-again' });
    const through = await lastCompleted({ pool });
    status = { ...working, durationMs, removed: sum(status.removed, removed), ...(through === undefined ? {} : { completedAt: through }) };
    for (const [code, count] of Object.entries(removed)) if (count > 0) log.info('retention.removed', { code, count });
    log.info('retention.complete', { durationMs, state: completed ? 'through' : 'ended-early' });
  };
  const attempt = (): void => {
    under ??= look()
      .catch((error: unknown) => {
        status = { ...status, failing: codeOf(error) };
        log.warn('retention.failed', { code: codeOf(error) });
      })
      .finally(() => {
        under = undefined;
      });
  };
  const timer = setInterval(attempt, lookEveryMs);
  timer.unref();
  return {
    status: () => status,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await under;
    },
  };
}

async function lastCompleted({ pool }: Pick<RetentionTools, 'pool'>): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>('SELECT max(completed_at) AS at FROM retention_runs');
  return rows[0]?.at ?? undefined;
}

function sum(one: Counts, other: Counts): Counts {
  const kinds = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof Counts)[];
  return Object.fromEntries(kinds.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]));
}
