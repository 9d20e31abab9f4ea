import type { Pool } from 'pg';
import type { Clock } from '../../clock.js';
import type { ChildRegistry } from '../../registry/child-registry.js';
import type { KeyRing } from '../../security/keys/key-ring.js';
import { auditEntries } from '../audit/audit-entries.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { decide, type Decision } from './decide.js';
import type { Entry } from './entry.js';
import { inTransaction, type Ending } from '../database/in-transaction.js';
import { openJudge } from './judge.js';
import { admit, type Admission } from './open-submissions.js';
import type { Turnstile } from '../database/turnstile.js';
import { writeOutbox } from './write-outbox.js';
import { writeRecords } from './write-records.js';
import { writeSubmissions } from './write-submissions.js';

/** What a transaction of the journal works with. */
export interface JournalTools {
  readonly pool: Pool;
  readonly turnstile: Turnstile;
  readonly registry: ChildRegistry;
  readonly auditTrail: AuditTrail;
  readonly ring: KeyRing;
  readonly clock: Clock;
}

/** What became of an entry: how it was admitted, and, when it was written, its part of the receipt. */
export type Committed =
  Exclude<Admission, { readonly kind: 'write' }> | { readonly kind: 'written'; readonly receipts: readonly Decision['receipt'][] };

/**
 * The one transaction by which anything is accepted. When it returns, everything it says is on disk; when it throws, nothing of it is there
 * (or, where the connection broke during COMMIT, it is there whole, and sending again finds it).
 * @param ending `rehearse` does everything and takes it back, to learn whether it would work
 */
export async function commitBatch(
  tools: JournalTools,
  entries: readonly Entry[],
  ending: Ending = 'commit',
): Promise<readonly Committed[]> {
  return inTransaction(tools.pool, ending, async (transaction) => {
    await tools.turnstile.enter(transaction);
    const at = tools.clock.now();

    const admissions = await admit(transaction, entries);
    const admitted = entries.filter((_, index) => admissions[index]?.kind === 'write');
    const statements = admitted.flatMap(({ submission, outcomes }) =>
      outcomes.flatMap((outcome) => (outcome.kind === 'statement' ? [{ submission, statement: outcome }] : [])),
    );

    const judge = await openJudge(transaction, statements);
    const registry = await tools.registry.open(
      transaction,
      statements.map(({ statement }) => statement),
      at,
    );
    const decided = admitted.map((entry) => ({ entry, decisions: decide(entry, judge, registry, tools.ring) }));
    const decisions = decided.flatMap((one) => one.decisions);

    await writeSubmissions(transaction, decided, at);
    await registry.save();
    await writeRecords(transaction, decisions, at);
    await writeOutbox(
      transaction,
      decisions.flatMap(({ record }) => record?.shares ?? []),
      at,
    );
    await tools.auditTrail.append(transaction, auditEntries(decided, at));

    const written = decided.values();
    return admissions.map((admission): Committed => {
      if (admission.kind !== 'write') return admission;
      return { kind: 'written', receipts: written.next().value?.decisions.map(({ receipt }) => receipt) ?? [] };
    });
  });
}
