import type { Journal } from '../../journal/journal.js';
import type { StoredReceipt } from '../../journal/receipt.js';

/**
 * The receipt that a message sent again in other bytes (re-serialised, or in a new envelope) got the first time. A receipt in which every
 * record is a duplicate says nothing but that: the original answer is that of the submission which the records are of.
 * @returns the receipt given, when the message is not a repeat of one earlier submission
 */
export async function originalReceipt(
  journal: Pick<Journal, 'receipt' | 'recordStatus'>,
  receipt: StoredReceipt,
  clientId: string,
): Promise<StoredReceipt> {
  const { accepted, held, refused } = receipt.summary;
  if (accepted + held + refused > 0 || receipt.next !== undefined) return receipt;
  const statuses = await Promise.all(receipt.records.map(({ recordId = '' }) => journal.recordStatus(recordId, clientId)));
  const [first, ...others] = new Set(statuses.map((status) => status?.submissionId));
  if (first === undefined || others.length > 0) return receipt;
  return (await journal.receipt(first, clientId)) ?? receipt;
}
