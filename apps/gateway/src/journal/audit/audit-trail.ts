import type { Transaction } from '../database/transaction.js';

/** Appends to the audit chain inside the caller's transaction, in the turnstile. */
export interface AuditTrail {
  append(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void>;
}

/** One thing done, by ids and codes only: never a value from a message. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: string;
  readonly actorKind: 'client' | 'gateway' | 'person';
  readonly action: AuditAction;
  readonly submissionId?: string;
  readonly recordId?: string;
  readonly childId?: string;
  readonly recipient?: string;
  readonly reason?: string;
  readonly policyVersion?: string;
  readonly detailCode?: string;
}

type AuditAction =
  | 'submission.accepted'
  | 'submission.completed'
  | 'submission.refused'
  | 'record.shared'
  | 'record.held'
  | 'record.released'
  | 'record.withdrawn'
  | 'record.refused'
  | 'record.duplicate'
  | 'child.created'
  | 'child.review'
  | 'dead-letter.written'
  | 'dead-letter.opened'
  | 'dead-letter.replayed'
  | 'dead-letter.corrected'
  | 'dead-letter.discarded'
  | 'replay.asked'
  | 'hold.placed'
  | 'hold.released'
  | 'retention.removed';
