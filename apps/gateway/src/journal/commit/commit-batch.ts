import { auditEntries } from '../audit/audit-entries.js';
import { decide, type Decision, type Share } from './decide.js';
import type { Entry } from './entry.js';
import { free, readHeldOf, releaseEntries, type Freed } from './held-records.js';
import { inTransaction, type Ending } from '../database/in-transaction.js';
import { openHomes } from './homes.js';
import type { JournalTools } from './journal-tools.js';
import { openJudge } from './judge.js';
import { admit, type Admission } from './open-submissions.js';
import { writeDeadLetters } from './write-dead-letters.js';
import { withdrawalEntries, withdrawMoved } from './withdraw-moved.js';
import { writeOutbox } from './write-outbox.js';
import { writeRecords, type Written } from './write-records.js';
import { writeSubmissions } from './write-submissions.js';

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
    const homes = await openHomes(transaction, statements);
    const sightings = statements.map(({ statement }) => statement);
    const registry = await tools.registry.open(transaction, { sightings, homes: homes.children }, at);
    const decided = admitted.map((entry) => ({ entry, decisions: decide(entry, { judge, homes, registry, ring: tools.ring }) }));
    const decisions = decided.flatMap((one) => one.decisions);

    await writeDeadLetters(transaction, decided, at);
    await writeSubmissions(transaction, decided, at);
    await registry.save();
    const records = await writeRecords(transaction, decisions, at);
    // What is held of a child and may now be seen goes before the newer: no record overtakes an older one of its child.
    const freed = await free(tools, transaction, await readHeldOf(transaction, childrenOf(records)));
    // A source record that has moved to another child is taken back from the one it has left, in this same transaction.
    const moved = [...homes.moved, ...freed.flatMap(({ sourceKey }) => sourceKey ?? [])];
    const withdrawals = await withdrawMoved(tools, transaction, moved, at);
    await writeOutbox(transaction, [...inOrder(records, freed), ...withdrawals], at);
    const audited = [...auditEntries(decided, at), ...releaseEntries(freed, at), ...withdrawalEntries(withdrawals, at)];
    await tools.auditTrail.append(transaction, audited);

    const written = decided.values();
    return admissions.map((admission): Committed => {
      if (admission.kind !== 'write') return admission;
      return { kind: 'written', receipts: written.next().value?.decisions.map(({ receipt }) => receipt) ?? [] };
    });
  });
}

/** The children of whom something is shared. */
function childrenOf(records: readonly Written[]): readonly string[] {
  return [...new Set(records.flatMap(({ record }) => record.shares.map(({ childId }) => childId)))];
}

/** All shares in the order in which their records were accepted. */
function inOrder(records: readonly Written[], freed: readonly Freed[]): readonly Share[] {
  const written = records.map(({ id, record }) => ({ id, shares: record.shares }));
  return [...freed, ...written].sort((a, b) => a.id - b.id).flatMap(({ shares }) => shares);
}
