import type { Pool } from 'pg';
import type { Refusal, RefusalAudit } from '../../intake/take/refusal-audit.js';
import { faultCode } from '../database/database-fault.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Turnstile } from '../database/turnstile.js';
import { JournalUnavailable } from '../faults.js';
import type { AuditEntry, AuditTrail } from './audit-trail.js';

/** As many as one transaction writes; more wait for the next. */
const AT_ONCE = 250;

interface Waiting {
  readonly entry: AuditEntry;
  readonly written: () => void;
  readonly failed: (error: JournalUnavailable) => void;
}

/**
 * Writes refusals into the audit chain, which has one order and so passes the turnstile. Those that arrive while a transaction is
 * under way share the next one: a flood of junk takes one place in the turnstile, not one for each.
 */
export function refusalAudit(pool: Pool, turnstile: Turnstile, auditTrail: AuditTrail): RefusalAudit {
  let waiting: Waiting[] = [];
  let writing = false;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await inTransaction(pool, 'commit', async (transaction) => {
        await turnstile.enter(transaction);
        await auditTrail.append(
          transaction,
          batch.map(({ entry }) => entry),
        );
      });
      for (const { written } of batch) written();
    } catch (error) {
      const unavailable = new JournalUnavailable(`the refusal cannot be recorded now: ${faultCode(error)}`);
      for (const { failed } of batch) failed(unavailable);
    }
  };
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
      await write(batch);
    }
    writing = false;
  };

  return {
    record: (refusal) =>
      new Promise<void>((written, failed) => {
        waiting.push({ entry: entryOf(refusal), written, failed });
        if (!writing) void writeAll();
      }),
  };
}

function entryOf({ submissionId, feedId, clientId, at, code }: Refusal): AuditEntry {
  return { at, actor: clientId, actorKind: 'client', action: 'submission.refused', submissionId, reason: feedId, detailCode: code };
}
