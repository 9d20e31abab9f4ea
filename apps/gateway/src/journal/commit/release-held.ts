import { inTransaction } from '../database/in-transaction.js';
import type { Transaction } from '../database/transaction.js';
import type { JournalTools } from './journal-tools.js';
import { free, readHeld, releaseEntries } from './held-records.js';
import { withdrawalEntries, withdrawMoved } from './withdraw-moved.js';
import { writeOutbox } from './write-outbox.js';

/** Held records ruled on in one transaction. */
const PAGE = 250;

/**
 * Rules again on what is held, oldest first, and shares what may now be seen, in the order in which it was accepted. A newer record of one of
 * these children that is committed meanwhile takes the child's held ones along, before itself ({@link commitBatch}).
 */
export async function releaseHeld(tools: JournalTools): Promise<number> {
  let released = 0;
  for (let after = '0'; ;) {
    const page = await inTransaction(tools.pool, 'commit', (transaction) => releasePage(tools, transaction, after));
    released += page.released;
    if (page.last === undefined) return released;
    after = page.last;
  }
}

async function releasePage(
  tools: JournalTools,
  transaction: Transaction,
  after: string,
): Promise<{ readonly released: number; readonly last: string | undefined }> {
  await tools.turnstile.enter(transaction);
  const at = tools.clock.now();
  const held = await readHeld(transaction, after, PAGE);
  const freed = await free(tools, transaction, held);
  const withdrawals = await withdrawMoved(
    tools,
    transaction,
    freed.flatMap(({ sourceKey }) => sourceKey ?? []),
    at,
  );
  await writeOutbox(transaction, [...freed.flatMap(({ shares }) => shares), ...withdrawals], at);
  await tools.auditTrail.append(transaction, [...releaseEntries(freed, at), ...withdrawalEntries(withdrawals, at)]);
  return { released: freed.length, last: held.at(-1)?.id };
}
