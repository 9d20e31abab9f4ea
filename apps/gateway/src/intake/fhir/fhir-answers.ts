import type { Issue } from '@mash-gateway/contracts';
import type { ReceiptRecord } from '../../journal/receipt.js';
import { positionAfter } from '../../prepare/prepare.js';
import { outcomeOfIssues } from './operation-outcome.js';

/** A resource to answer with. */
export type Resource = Readonly<Record<string, unknown>>;

/** What an answer must know of the Bundle it answers. */
export interface Answered {
  readonly entries: number;
  /** For every item that was mapped, the number of its entry from 1; in a batch only. */
  readonly items: readonly number[];
}

/** The answer to a batch: every entry with its own status (FHIR R4 §3.1.0.11.1). @param records of the whole receipt, not of one page */
export function batchResponse(records: readonly ReceiptRecord[], { entries, items }: Answered): Resource {
  const byPosition = new Map(records.map((record) => [record.position, record]));
  const byEntry = Array.from({ length: entries }, (): ReceiptRecord[] => []);
  let position = 0;
  for (const item of items) {
    // As the positions were numbered when they were mapped.
    position = positionAfter(position, item);
    const record = byPosition.get(position);
    if (record !== undefined) byEntry[item - 1]?.push(record);
  }
  return bundle('batch-response', byEntry.map(entryResponse));
}

/** The answer to a transaction that was taken whole; one that was not is answered with its OperationOutcome. */
export function transactionResponse(issues: readonly Issue[], { entries }: Pick<Answered, 'entries'>): Resource {
  return bundle(
    'transaction-response',
    Array.from({ length: entries }, (_, index) => {
      const own = issues.filter(({ location }) => location.startsWith(`Bundle.entry[${String(index)}]`));
      return { response: { status: ACCEPTED, ...(own.length === 0 ? {} : { outcome: outcomeOfIssues(own) }) } };
    }),
  );
}

/** Durable, and on its way to those entitled to it. */
const ACCEPTED = '202 Accepted';

function bundle(type: string, entry: readonly Resource[]): Resource {
  return { resourceType: 'Bundle', type, ...(entry.length === 0 ? {} : { entry }) };
}

/** An entry about several children has several records; one of them refused is the entry refused. */
function entryResponse(records: readonly ReceiptRecord[]): Resource {
  if (records.length === 0) return { response: { status: '200 OK', outcome: outcomeOfIssues([NO_CHILD_RECORD]) } };
  const issues = records.flatMap((record) => record.issues);
  if (records.some(({ outcome }) => outcome === 'refused'))
    return { response: { status: '422 Unprocessable Entity', outcome: outcomeOfIssues(issues) } };
  const recordId = records.length === 1 ? records[0]?.recordId : undefined;
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
