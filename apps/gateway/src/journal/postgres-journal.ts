import { NEVER_OUT_OF_SCOPE } from '@mash-gateway/contracts';
import type { Pool } from 'pg';
import { systemClock, type Clock } from '../clock.js';
import type { Submission } from '../intake/submission.js';
import type { PositionOutcome } from '../prepare/outcome.js';
import { exactRegistry } from '../registry/exact-registry.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import { chainedAudit } from './audit/audit-chain.js';
import type { AuditTrail } from './audit/audit-trail.js';
import { BatchQueue, type Settled, type Urgency } from './commit/batch-queue.js';
import type { JournalTools } from './commit/journal-tools.js';
import type { Decision } from './commit/decide.js';
import { contextOf, prepareDetail, prepareOpening, prepareOutcome, submissionContext, type SubmissionContext } from './commit/entry.js';
import { IdempotencyConflict, StalePosition } from './faults.js';
import type { HeldRule, Journal } from './journal.js';
import { readState } from './read/read-state.js';
import { findEarlier, readAccepted, readUnfinished } from './read/read-submissions.js';
import { readReceipt, readRecordStatus, RECEIPT_PAGE } from './read/read-receipt.js';
import type { ReceiptDetail, StoredReceipt } from './receipt.js';
import { releaseHeld } from './commit/release-held.js';
import { settleBatch } from './commit/settle-batch.js';
import { openSpool, spoolWriter } from './spool.js';
import { advisoryTurnstile, type Turnstile } from './database/turnstile.js';

/** What may be exchanged in tests; everything has its product default. */
export interface JournalPorts {
  readonly clock?: Clock;
  readonly turnstile?: Turnstile;
  readonly auditTrail?: AuditTrail;
  /** Bytes of all spooled bodies together; default 4 GiB. */
  readonly maxSpooledBytes?: number;
  /** Default: what is held stays held. */
  readonly heldRule?: HeldRule;
}

export interface OpenJournal extends Journal {
  /** Takes nothing more, and waits until everything taken is committed. The pool stays open. */
  close(): Promise<void>;
}

/** The journal on a database that {@link openDatabase} opened and {@link migrate} brought up. */
export function postgresJournal(pool: Pool, ring: KeyRing, ports: JournalPorts = {}): OpenJournal {
  const tools: JournalTools = {
    pool,
    ring,
    registry: exactRegistry(ring),
    clock: ports.clock ?? systemClock,
    turnstile: ports.turnstile ?? advisoryTurnstile,
    auditTrail: ports.auditTrail ?? chainedAudit(ring),
    heldRule: ports.heldRule ?? stayHeld,
  };
  const queue = new BatchQueue((entries) => settleBatch(tools, entries));
  /** Contexts of the large submissions this instance is working on. */
  const working = new Map<string, SubmissionContext>();

  const open = async (
    submission: Submission,
    outcomes: readonly PositionOutcome[],
    detail: ReceiptDetail,
    extent: 'begun' | 'whole' | 'each',
  ): Promise<StoredReceipt> => {
    const dataKey = ring.newDataKey(submissionContext(submission.id));
    const context = contextOf(submission, dataKey, detail);
    const entry = {
      submission: context,
      opening: prepareOpening(ring, submission, dataKey, detail),
      outcomes: outcomes.map((outcome) => prepareOutcome(ring, context, outcome)),
      ...(extent === 'begun' ? {} : { closing: {} }),
      ...(extent === 'whole' ? { indivisible: true as const } : {}),
    };
    const settled = await queue.submit(entry, urgencyOf(outcomes));
    if (settled.kind !== 'written') return receiptOf(acceptedId(settled, submission.id), submission.clientId);
    if (extent === 'begun') working.set(submission.id, context);
    return firstReceipt(submission, detail, settled.receipts, extent === 'begun' ? {} : { completedAt: tools.clock.now() });
  };

  const receiptOf = async (submissionId: string, clientId: string): Promise<StoredReceipt> => {
    const receipt = await readReceipt(pool, ring, submissionId, clientId);
    if (receipt === undefined) throw new Error('a committed submission has no receipt');
    return receipt;
  };

  const contextFor = async (submissionId: string): Promise<SubmissionContext> => {
    const present = working.get(submissionId);
    if (present !== undefined) return present;
    const accepted = await readAccepted(pool, ring, submissionId);
    if (accepted === undefined) throw new StalePosition('the submission is complete, or was never accepted');
    const context = contextOf(accepted.unfinished.submission, accepted, accepted.unfinished.detail);
    working.set(submissionId, context);
    return context;
  };

  return {
    commit: (submission, outcomes, detail, taken = 'each') => open(submission, outcomes, detail, taken),
    accept: (submission, detail) => open(submission, [], detail, 'begun'),
    async append(submissionId, outcomes) {
      const context = await contextFor(submissionId);
      const entry = { submission: context, outcomes: outcomes.map((outcome) => prepareOutcome(ring, context, outcome)) };
      acceptedId(await queue.submit(entry, 'bulk'), submissionId);
    },
    async complete(submissionId, detail) {
      const context = await contextFor(submissionId);
      const closing = detail === undefined ? {} : { detail: prepareDetail(context.key, submissionId, detail) };
      acceptedId(await queue.submit({ submission: context, outcomes: [], closing }, 'bulk'), submissionId);
      working.delete(submissionId);
      return receiptOf(submissionId, context.clientId);
    },
    spool: (submissionId) => spoolWriter(pool, ring, submissionId, ports.maxSpooledBytes),
    openSpool: (submissionId) => openSpool(pool, ring, submissionId),
    unfinished: () => readUnfinished(pool, ring),
    findEarlier: (query) => findEarlier(pool, ring, query),
    receipt: (submissionId, clientId, from) => readReceipt(pool, ring, submissionId, clientId, from),
    recordStatus: (recordId, clientId) => readRecordStatus(pool, recordId, clientId),
    releaseHeld: () => releaseHeld(tools),
    state: () => readState(pool),
    close: () => queue.close(),
  };
}

const stayHeld: HeldRule = () => ({ kind: 'held', reason: 'no-agreement-in-force' });

/** @throws IdempotencyConflict, StalePosition */
function acceptedId(settled: Settled, ownId: string): string {
  switch (settled.kind) {
    case 'written':
      return ownId;
    case 'same':
      return settled.submissionId;
    case 'conflict':
      throw new IdempotencyConflict('the Idempotency-Key was used for other bytes');
    case 'stale':
      throw new StalePosition('these positions are already committed');
  }
}

/** The receipt of what was just committed, without asking the database. */
function firstReceipt(
  { id, feedId, receivedAt }: Submission,
  detail: ReceiptDetail,
  receipts: readonly Decision['receipt'][],
  completed: { readonly completedAt?: Date },
): StoredReceipt {
  const count = (outcome: string): number => receipts.filter((one) => one.outcome === outcome).length;
  const next = receipts[RECEIPT_PAGE]?.position;
  return {
    submissionId: id,
    feedId,
    status: completed.completedAt === undefined ? 'received' : 'complete',
    receivedAt,
    ...completed,
    detail,
    summary: { accepted: count('accepted'), held: count('held'), refused: count('refused'), duplicate: count('duplicate') },
    records: receipts.slice(0, RECEIPT_PAGE),
    ...(next === undefined ? {} : { next }),
  };
}

/** Kinds that are never out of scope are urgent too; so is a submission of which nothing is known yet. */
function urgencyOf(outcomes: readonly PositionOutcome[]): Urgency {
  const kinds: readonly string[] = NEVER_OUT_OF_SCOPE;
  const bulk =
    outcomes.length > 1 &&
    outcomes.every((outcome) => outcome.kind === 'refused' || !(outcome.record.information ?? []).some(({ kind }) => kinds.includes(kind)));
  return bulk ? 'bulk' : 'urgent';
}
