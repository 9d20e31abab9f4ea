import type { Journal } from '../../journal/journal.js';
import type { ReceiptRecord, StoredReceipt } from '../../journal/receipt.js';

/** The records of a receipt, those of its later pages too. */
export async function everyRecord(
  journal: Pick<Journal, 'receipt'>,
  first: StoredReceipt,
  clientId: string,
): Promise<readonly ReceiptRecord[]> {
  const records = [...first.records];
  for (let page: StoredReceipt | undefined = first; page?.next !== undefined;) {
    page = await journal.receipt(first.submissionId, clientId, page.next);
    records.push(...(page?.records ?? []));
  }
  return records;
}
