import type { Pool } from 'pg';
import type { AuditTrail } from '../journal/audit/audit-trail.js';
import type { Clock } from '../clock.js';
import type { RetentionConfig } from '../config/retention.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Turnstile } from '../journal/database/turnstile.js';
import { auditRows } from './remove-audit.js';
import { receipts, records } from './remove-records.js';
import {
  bodies,
  closedLetters,
  contents,
  openLetters,
  refusedBodies,
  replays,
  sent,
  type Batch,
  type Removal,
  type Removed,
} from './removals.js';

export interface RetentionTools {
  readonly pool: Pool;
  readonly turnstile: Turnstile;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
  readonly periods: RetentionConfig;
}

export type Counts = Partial<Record<Removed, number>>;

export interface RunOptions {
  /** Asked before every batch; false ends the run, and the next one goes on. */
  readonly mayGoOn?: () => Promise<boolean>;
  /** Everything is removed and taken back, to learn how much it would be. */
  readonly rehearse?: boolean;
}

/** Undefined when it was ended before it was through. */
export type RunResult = { readonly removed: Counts; readonly completed: boolean };

const DAY_MS = 86_400_000;

/**
 * Removes what is due, kind by kind, in batches that each pass the turnstile for some milliseconds and then leave it as long alone. A batch and
 * its count are one transaction, so a run can be stopped, or killed, between any two; the next one begins again and finds what is left.
 */
export async function runRetention(tools: RetentionTools, { mayGoOn, rehearse = false }: RunOptions = {}): Promise<RunResult> {
  const { pool, clock, periods } = tools;
  const total: Record<string, number> = {};
  const now = await earliestNow(pool, clock);
  if (rehearse) return { removed: await rehearseAll(tools, now), completed: true };
  const run = await begin(pool, now);
  for (const { removal, days } of schedule(tools, periods)) {
    const before = new Date(now.getTime() - days * DAY_MS);
    const ofKind: Record<string, number> = {};
    for (let after: string | undefined = '0'; after !== undefined;) {
      if (mayGoOn !== undefined && !(await mayGoOn())) return { removed: total, completed: false };
      const began = performance.now();
      const batch: Batch = await removeBatch(tools, removal, { before, after }, run);
      add(ofKind, batch.removed);
      add(total, batch.removed);
      after = batch.next;
      if (after !== undefined) await pause(performance.now() - began);
    }
    await tell(tools, ofKind);
  }
  await pool.query('UPDATE retention_runs SET completed_at = now() WHERE run_id = $1', [run]);
  return { removed: total, completed: true };
}

/** A clock that jumps ahead removes nothing early: the database's own must agree. */
async function earliestNow(pool: Pool, clock: Clock): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('SELECT now() AS now');
  const own = clock.now();
  const theirs = rows[0]?.now ?? own;
  return theirs < own ? theirs : own;
}

function schedule(
  { auditTrail, clock }: RetentionTools,
  { bodiesDays, recordsDays, sentDays, deadLettersDays, auditDays }: RetentionConfig,
): readonly { readonly removal: Removal; readonly days: number }[] {
  return [
    { removal: openLetters, days: deadLettersDays },
    { removal: closedLetters, days: deadLettersDays },
    { removal: refusedBodies, days: deadLettersDays },
    { removal: replays, days: deadLettersDays },
    { removal: bodies, days: bodiesDays },
    { removal: contents, days: bodiesDays },
    { removal: sent, days: sentDays },
    { removal: records, days: recordsDays },
    { removal: receipts, days: recordsDays },
    { removal: auditRows(auditTrail, clock), days: auditDays },
  ];
}

async function begin(pool: Pool, at: Date): Promise<string> {
  const { rows } = await pool.query<{ run_id: string }>('INSERT INTO retention_runs (started_at) VALUES ($1) RETURNING run_id', [at]);
  return rows[0]?.run_id ?? '0';
}

interface Place {
  readonly before: Date;
  readonly after: string;
}

function removeBatch({ pool, turnstile }: RetentionTools, removal: Removal, place: Place, run: string): Promise<Batch> {
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const batch = await removal.remove(transaction, { ...place, rows: removal.rows });
    const counts = Object.entries(batch.removed).filter(([, count]) => count > 0);
    for (const [kind, count] of counts) {
      await transaction.query({
        name: 'count-removed',
        text: `UPDATE retention_runs SET removed = removed || jsonb_build_object($2::text, coalesce((removed ->> $2)::bigint, 0) + $3::bigint) WHERE run_id = $1`,
        values: [run, kind, count],
      });
    }
    return batch;
  });
}

/** One row of the audit chain for each kind of which something went; the chain says of itself where it was cut. */
async function tell({ pool, turnstile, auditTrail, clock }: RetentionTools, counts: Counts): Promise<void> {
  const gone = Object.entries(counts).filter(([kind, count]) => count > 0 && kind !== 'audit');
  if (gone.length === 0) return;
  await inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const by = { at: clock.now(), actor: 'gateway', actorKind: 'gateway', action: 'retention.removed' } as const;
    await auditTrail.append(
      transaction,
      gone.map(([kind, count]) => ({ ...by, detailCode: kind, reason: String(count) })),
    );
  });
}

/** Rows looked at in a rehearsal: one transaction, which holds the turnstile while it lasts. */
const REHEARSED = 10_000;

/** What one batch of each kind, much larger than usual, would remove: at most {@link REHEARSED} of each. */
async function rehearseAll(tools: RetentionTools, now: Date): Promise<Counts> {
  return inTransaction(tools.pool, 'rehearse', async (transaction) => {
    await tools.turnstile.enter(transaction);
    const total: Record<string, number> = {};
    for (const { removal, days } of schedule(tools, tools.periods)) {
      const before = new Date(now.getTime() - days * DAY_MS);
      add(total, (await removal.remove(transaction, { before, after: '0', rows: REHEARSED })).removed);
    }
    return total;
  });
}

function add(total: Record<string, number>, counts: Counts): void {
  for (const [kind, count] of Object.entries(counts)) total[kind] = (total[kind] ?? 0) + count;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
