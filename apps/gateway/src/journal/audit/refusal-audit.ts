import type { Pool } from 'pg';
import type { RefusalAudit } from '../../intake/refusal-audit.js';
import type { AuditTrail } from './audit-trail.js';
import { faultCode } from '../database/database-fault.js';
import { JournalUnavailable } from '../faults.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Turnstile } from '../database/turnstile.js';

/** Writes refusals into the audit chain, which has one order and so passes the turnstile. */
export function refusalAudit(pool: Pool, turnstile: Turnstile, auditTrail: AuditTrail): RefusalAudit {
  return {
    async record({ submissionId, feedId, clientId, at, code }) {
      try {
        await inTransaction(pool, 'commit', async (transaction) => {
          await turnstile.enter(transaction);
          await auditTrail.append(transaction, [
            { at, actor: clientId, actorKind: 'client', action: 'submission.refused', submissionId, reason: feedId, detailCode: code },
          ]);
        });
      } catch (error) {
        throw new JournalUnavailable(`the refusal cannot be recorded now: ${faultCode(error)}`);
      }
    },
  };
}
