import type { FastifyReply, FastifyRequest } from 'fastify';
import { JournalUnavailable } from '../../journal/faults.js';
import type { Journal } from '../../journal/journal.js';
import type { StoredReceipt } from '../../journal/receipt.js';
import type { DeliveryWaits } from '../../publish/delivery-waits.js';
import { clientOf } from '../../security/rights.js';
import { preferredWait } from './prefer.js';

export interface Waited {
  /** Everything of the submission is on Kafka, or never can be. */
  readonly delivered: boolean;
  /** As it stands after the wait. */
  readonly receipt: StoredReceipt;
}

/**
 * Waits for Kafka as long as the sender prefers (RFC 7240), which is not at all when it says nothing.
 * Says `Preference-Applied` when everything has been acknowledged.
 */
export async function waitForKafka(
  { waits, journal }: { readonly waits: DeliveryWaits; readonly journal: Pick<Journal, 'receipt'> },
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  receipt: StoredReceipt,
): Promise<Waited> {
  const header = request.headers['prefer'];
  const seconds = preferredWait(typeof header === 'string' ? header : header?.join(','));
  if (seconds === undefined) return { delivered: false, receipt };
  const delivered = await waits.wait(receipt.submissionId, seconds * 1_000, untilGone(reply));
  if (delivered) reply.header('preference-applied', `wait=${String(seconds)}`);
  return { delivered, receipt: (await receiptNow(journal, receipt, clientOf(request).id)) ?? receipt };
}

/** Aborted when the sender hangs up. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

/** What is durable stays acknowledged, also when the database went away during the wait. */
async function receiptNow(
  journal: Pick<Journal, 'receipt'>,
  { submissionId }: StoredReceipt,
  clientId: string,
): Promise<StoredReceipt | undefined> {
  try {
    return await journal.receipt(submissionId, clientId);
  } catch (error) {
    if (error instanceof JournalUnavailable) return undefined;
    throw error;
  }
}
