import type { Pool } from 'pg';
import type { AuditTrail } from '../journal/audit/audit-trail.js';
import type { Clock } from '../clock.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Turnstile } from '../journal/database/turnstile.js';

/** What a person has said must be kept: everything of a submission, or of a child, whatever its age. */
export interface LegalHold {
  readonly id: number;
  readonly submissionId?: string;
  readonly childId?: string;
  /** A reference, such as a case number: no names. */
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly releasedBy?: string;
  readonly releasedAt?: Date;
}

export type HeldSubject = { readonly submissionId: string } | { readonly childId: string };

export interface HoldTools {
  readonly pool: Pool;
  readonly turnstile: Turnstile;
  readonly auditTrail: AuditTrail;
  readonly clock: Clock;
}

/** @returns undefined when it is held already, or there is no such submission or child */
export function placeHold(tools: HoldTools, subject: HeldSubject, reason: string, by: string): Promise<number | undefined> {
  const { submissionId, childId } = namesOf(subject);
  return inTransaction(tools.pool, 'commit', async (transaction) => {
    await tools.turnstile.enter(transaction);
    const at = tools.clock.now();
    const { rows } = await transaction.query<{ hold_id: string }>({
      name: 'place-hold',
      text: `INSERT INTO legal_holds (submission_id, child_id, reason, placed_by, placed_at)
             SELECT $1::uuid, $2::text, $3, $4, $5
             WHERE EXISTS (SELECT 1 FROM submissions WHERE submission_id = $1) OR EXISTS (SELECT 1 FROM children WHERE child_id = $2)
             ON CONFLICT DO NOTHING RETURNING hold_id`,
      values: [submissionId, childId, reason, by, at],
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    await tools.auditTrail.append(transaction, [{ at, actor: by, actorKind: 'person', action: 'hold.placed', ...subject, reason }]);
    return Number(row.hold_id);
  });
}

/** What it kept is removed by the next run, if it is due. @returns false when there is no such hold in force */
export function releaseHold(tools: HoldTools, id: number, by: string): Promise<boolean> {
  return inTransaction(tools.pool, 'commit', async (transaction) => {
    await tools.turnstile.enter(transaction);
    const at = tools.clock.now();
    const { rows } = await transaction.query<{ submission_id: string | null; child_id: string | null; reason: string }>({
      name: 'release-hold',
      text: 'UPDATE legal_holds SET released_by = $2, released_at = $3 WHERE hold_id = $1 AND released_at IS NULL RETURNING submission_id, child_id, reason',
      values: [id, by, at],
    });
    const [row] = rows;
    if (row === undefined) return false;
    const subject = row.submission_id === null ? { childId: row.child_id ?? '' } : { submissionId: row.submission_id };
    await tools.auditTrail.append(transaction, [
      { at, actor: by, actorKind: 'person', action: 'hold.released', ...subject, reason: row.reason },
    ]);
    return true;
  });
}

interface Row {
  readonly hold_id: string;
  readonly submission_id: string | null;
  readonly child_id: string | null;
  readonly reason: string;
  readonly placed_by: string;
  readonly placed_at: Date;
  readonly released_by: string | null;
  readonly released_at: Date | null;
}

/** In force and released, oldest first. */
export async function listHolds(pool: Pool): Promise<readonly LegalHold[]> {
  const { rows } = await pool.query<Row>('SELECT * FROM legal_holds ORDER BY hold_id');
  return rows.map((row) => ({
    id: Number(row.hold_id),
    ...(row.submission_id === null ? {} : { submissionId: row.submission_id }),
    ...(row.child_id === null ? {} : { childId: row.child_id }),
    reason: row.reason,
    placedBy: row.placed_by,
    placedAt: row.placed_at,
    ...(row.released_by === null ? {} : { releasedBy: row.released_by }),
    ...(row.released_at === null ? {} : { releasedAt: row.released_at }),
  }));
}

function namesOf(subject: HeldSubject): { readonly submissionId: string | null; readonly childId: string | null } {
  return 'childId' in subject ? { submissionId: null, childId: subject.childId } : { submissionId: subject.submissionId, childId: null };
}
