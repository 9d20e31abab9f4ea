import type { AuditEntry } from '../journal/audit/audit-trail.js';
import { inTransaction } from '../journal/database/in-transaction.js';
import type { Transaction } from '../journal/database/transaction.js';
import { opened, OUTBOX_COLUMNS, type OutboxTools, type StoredRow } from '../publish/postgres-outbox.js';
import type { DeadLetter } from './dead-letter.js';
import { keptSubmission } from './kept-body.js';

/** What a dead letter holds, for a person with the right to see it. */
export type OpenedDeadLetter =
  /** Record and handling as they would have been published; null when they cannot be opened. */
  | { readonly kind: 'record'; readonly body: unknown }
  /** The bytes as they were received. */
  | { readonly kind: 'received'; readonly mediaType: string; readonly extent: 'whole' | 'part'; open(): AsyncIterable<Uint8Array> }
  /** Nothing was kept, or it has been removed since. */
  | { readonly kind: 'gone' };

/** Opens the content of a dead letter; who did so is in the audit chain before it is shown. */
export async function openDeadLetter(tools: OutboxTools, letter: DeadLetter, actor: string): Promise<OpenedDeadLetter> {
  return letter.delivery === undefined ? openReceived(tools, letter, actor) : openRecord(tools, letter, actor);
}

async function openReceived(tools: OutboxTools, { submissionId, code }: DeadLetter, actor: string): Promise<OpenedDeadLetter> {
  const kept = await keptSubmission(tools.pool, tools.ring, submissionId);
  if (kept === undefined) return { kind: 'gone' };
  await inTransaction(tools.pool, 'commit', async (transaction) => {
    await tools.turnstile.enter(transaction);
    await audit(tools, transaction, { actor, submissionId, detailCode: code });
  });
  return { kind: 'received', mediaType: kept.submission.mediaType, extent: kept.extent, open: () => kept.open() };
}

function openRecord(tools: OutboxTools, letter: DeadLetter, actor: string): Promise<OpenedDeadLetter> {
  const { pool, ring, turnstile } = tools;
  return inTransaction(pool, 'commit', async (transaction) => {
    await turnstile.enter(transaction);
    const { rows } = await transaction.query<StoredRow>({
      name: 'open-dead-letter',
      text: `SELECT ${OUTBOX_COLUMNS}, c.data_key, false AS preceded_by_dead_letter
             FROM outbox o JOIN children c ON c.child_id = o.child_id WHERE o.id = $1 AND o.payload IS NOT NULL`,
      values: [letter.delivery?.outboxId],
    });
    const [row] = rows;
    if (row === undefined) return { kind: 'gone' };
    const { payload, recordId, childId, submissionId, recipient } = opened(row, ring);
    await audit(tools, transaction, { actor, submissionId, recordId, childId, recipient, detailCode: letter.code });
    return { kind: 'record', body: payload === undefined ? null : (JSON.parse(payload.toString('utf8')) as unknown) };
  });
}

async function audit(
  { auditTrail, clock }: OutboxTools,
  transaction: Transaction,
  about: Omit<AuditEntry, 'at' | 'actorKind' | 'action'>,
): Promise<void> {
  await auditTrail.append(transaction, [{ ...about, at: clock.now(), actorKind: 'person', action: 'dead-letter.opened' }]);
}
