import type { AuditEntry } from './audit-trail.js';
import type { Decision, NewRecord } from '../commit/decide.js';
import type { Decided } from '../commit/write-submissions.js';

/** What a batch did, in order: one row per submission step and per record, and one for each recipient a record is shared with. */
export function auditEntries(decided: readonly Decided[], at: Date): readonly AuditEntry[] {
  return decided.flatMap(({ entry, decisions }) => {
    const by = { at, actor: entry.submission.clientId, actorKind: 'client', submissionId: entry.submission.id } as const;
    return [
      ...(entry.opening === undefined ? [] : [{ ...by, action: 'submission.accepted' } as const]),
      ...decisions.flatMap((decision) => ofDecision(decision, by)),
      ...(entry.closing === undefined ? [] : [{ ...by, action: 'submission.completed' } as const]),
    ];
  });
}

type By = Pick<AuditEntry, 'at' | 'actor' | 'actorKind' | 'submissionId'>;

function ofDecision({ receipt, record }: Decision, by: By): readonly AuditEntry[] {
  if (record !== undefined) return ofRecord(record, by);
  if (receipt.outcome === 'refused') return [{ ...by, action: 'record.refused', detailCode: receipt.issues[0]?.code ?? 'refused' }];
  return [{ ...by, action: 'record.duplicate', ...(receipt.recordId === undefined ? {} : { recordId: receipt.recordId }) }];
}

function ofRecord({ recordId, statement: { ruling }, match, shares }: NewRecord, by: By): readonly AuditEntry[] {
  const about = { ...by, recordId, childId: match.childId };
  return [
    ...(match.kind === 'new' ? [{ ...about, action: 'child.created' } as const] : []),
    ...(match.reason === undefined ? [] : [{ ...about, action: 'child.review', reason: match.reason } as const]),
    ...(ruling.kind === 'held' ? [{ ...about, action: 'record.held', reason: ruling.reason } as const] : []),
    ...shares.map(({ recipient, policyVersion }) => ({
      ...about,
      action: 'record.shared' as const,
      recipient,
      ...(ruling.kind === 'publish' ? { reason: ruling.agreementId } : {}),
      ...(policyVersion === undefined ? {} : { policyVersion }),
    })),
  ];
}
