import { cutReason } from '../journal/audit/audit-chain.js';
import type { AuditTrail } from '../journal/audit/audit-trail.js';
import type { Clock } from '../clock.js';
import type { Removal } from './removals.js';

/**
 * The oldest rows of the audit chain, up to the first that is kept (younger, or about a child or a submission under a legal hold): the chain
 * then begins later, which `audit_cut` and a row of the chain itself say. Its last row always stays.
 */
export const auditRows = (auditTrail: AuditTrail, clock: Clock): Removal => ({
  kind: 'audit',
  rows: 1_000,
  async remove(transaction, { before, rows }) {
    const { rows: cut } = await transaction.query<{ seq: string; hash: Buffer }>({
      name: 'audit-cut',
      text: `WITH page AS (SELECT a.seq, a.at, a.hash, a.child_id, a.submission_id FROM audit a ORDER BY a.seq LIMIT $2),
                  kept AS (SELECT min(seq) AS first FROM page p
                           WHERE p.at >= $1 OR p.seq = (SELECT max(seq) FROM audit)
                              OR EXISTS (SELECT 1 FROM legal_holds h WHERE h.released_at IS NULL
                                         AND (h.child_id = p.child_id OR h.submission_id = p.submission_id)))
             SELECT p.seq, p.hash FROM page p, kept WHERE kept.first IS NULL OR p.seq < kept.first ORDER BY p.seq DESC LIMIT 1`,
      values: [before, rows],
    });
    const [last] = cut;
    if (last === undefined) return { removed: {}, next: undefined };
    const { rowCount } = await transaction.query({ name: 'remove-audit', text: 'DELETE FROM audit WHERE seq <= $1', values: [last.seq] });
    await transaction.query({
      name: 'write-audit-cut',
      text: `INSERT INTO audit_cut (seq, hash) VALUES ($1, $2) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      values: [last.seq, last.hash],
    });
    const by = { at: clock.now(), actor: 'gateway', actorKind: 'gateway', action: 'retention.removed', detailCode: 'audit' } as const;
    await auditTrail.append(transaction, [{ ...by, reason: cutReason(Number(last.seq)) }]);
    const removed = rowCount ?? 0;
    return { removed: { audit: removed }, next: removed < rows ? undefined : '0' };
  },
});
