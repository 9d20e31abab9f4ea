import type { Issue } from '@mash-gateway/contracts';
import type { ReceiptRecord, StoredReceipt } from '../journal/receipt.js';
import { uuidOf } from './deterministic-uuid.js';
import type { Glimpse, MessageGlimpse } from './fhir-glimpse.js';
import { outcomeOfIssues, type OperationOutcome } from './operation-outcome.js';

/** A resource to answer with. */
export type Resource = Readonly<Record<string, unknown>>;

/** The answer to a batch: every entry with its own status (FHIR R4 §3.1.0.11.1). */
export function batchResponse(receipt: StoredReceipt, glimpse: Glimpse | undefined): Resource {
  const byPosition = new Map(receipt.records.map((record) => [record.position, record]));
  const entries = glimpse?.entries ?? Math.max(0, ...byPosition.keys());
  return bundle(
    'batch-response',
    Array.from({ length: entries }, (_, index) => entryResponse(byPosition.get(index + 1))),
  );
}

/** The answer to a transaction that was taken whole; one that was not is answered with its OperationOutcome. */
export function transactionResponse(receipt: StoredReceipt, glimpse: Glimpse | undefined): Resource {
  const entries = glimpse?.entries ?? receipt.records.length;
  const issues = [...receipt.records.flatMap((record) => record.issues), ...(receipt.detail?.issues ?? [])];
  return bundle(
    'transaction-response',
    Array.from({ length: entries }, (_, index) => {
      const own = issues.filter(({ location }) => location.startsWith(`Bundle.entry[${String(index)}]`));
      return { response: { status: ACCEPTED, ...(own.length === 0 ? {} : { outcome: outcomeOfIssues(own) }) } };
    }),
  );
}

/** How a message was taken (value set response-code). */
export type ResponseCode = 'ok' | 'transient-error' | 'fatal-error';

/**
 * The answering message (FHIR R4 §2.4): a function of what was received, so that a repeated message gets the same answer.
 * @param seed what the answer's own ids are made from: the submission's id, or the request's when nothing was kept
 */
export function messageResponse(
  message: MessageGlimpse | undefined,
  code: ResponseCode,
  { seed, at, outcome }: { readonly seed: string; readonly at: Date; readonly outcome?: OperationOutcome },
): Resource {
  const detailsId = uuidOf(`details ${seed}`);
  const header = {
    resourceType: 'MessageHeader',
    id: uuidOf(`header ${seed}`),
    eventCoding: message?.event ?? { system: 'urn:mash-gateway:event', code: 'message-received' },
    ...(message?.endpoint === undefined ? {} : { destination: [{ endpoint: message.endpoint }] }),
    source: { name: 'MASH Gateway', endpoint: 'urn:mash-gateway' },
    response: {
      identifier: message?.id ?? 'unknown',
      code,
      ...(outcome === undefined ? {} : { details: { reference: `urn:uuid:${detailsId}` } }),
    },
  };
  return {
    resourceType: 'Bundle',
    id: uuidOf(`bundle ${seed}`),
    type: 'message',
    timestamp: at.toISOString(),
    entry: [
      { fullUrl: `urn:uuid:${header.id}`, resource: header },
      ...(outcome === undefined ? [] : [{ fullUrl: `urn:uuid:${detailsId}`, resource: { ...outcome, id: detailsId } }]),
    ],
  };
}

/** Durable, and on its way to those entitled to it. */
const ACCEPTED = '202 Accepted';

function bundle(type: string, entry: readonly Resource[]): Resource {
  return { resourceType: 'Bundle', type, ...(entry.length === 0 ? {} : { entry }) };
}

function entryResponse(record: ReceiptRecord | undefined): Resource {
  if (record === undefined) return { response: { status: '200 OK', outcome: outcomeOfIssues([NO_CHILD_RECORD]) } };
  const { outcome, issues, recordId } = record;
  if (outcome === 'refused') return { response: { status: '422 Unprocessable Entity', outcome: outcomeOfIssues(issues) } };
  return {
    response: {
      status: ACCEPTED,
      ...(recordId === undefined ? {} : { etag: `W/"${recordId}"` }),
      ...(issues.length === 0 ? {} : { outcome: outcomeOfIssues(issues) }),
    },
  };
}

const NO_CHILD_RECORD: Issue = {
  code: 'format.no-child',
  severity: 'information',
  location: 'Bundle.entry',
  rule: 'understood, and rightly no child record',
};
