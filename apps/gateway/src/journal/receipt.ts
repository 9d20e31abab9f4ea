import type { Issue } from '@mash-gateway/contracts';

/** What is known about a submission as a whole, stored beside its receipt. */
export interface ReceiptDetail {
  readonly adapter: string;
  readonly mappingVersion: string;
  /** Issues about the submission itself, not about one of its positions. */
  readonly issues: readonly Issue[];
  /** Positions that were understood and are rightly no child record. */
  readonly nothing?: number;
}

/** received: durable, nothing mapped yet; working: some positions committed; complete: all are. */
export type SubmissionStatus = 'received' | 'working' | 'complete';

/** Where a record stands now. `published` is the same word whether it was sent or minimised away. */
export type RecordState = 'accepted' | 'published' | 'held' | 'undeliverable';

/** What the sender may know of one submission: a function of what this client sent, its feed and its agreement. */
export interface StoredReceipt {
  /** The id of the submission that was accepted first, when this one repeated it. */
  readonly submissionId: string;
  readonly feedId: string;
  readonly status: SubmissionStatus;
  readonly receivedAt: Date;
  readonly completedAt?: Date;
  readonly detail?: ReceiptDetail;
  readonly summary: ReceiptSummary;
  /** At most 1,000, ascending by position. */
  readonly records: readonly ReceiptRecord[];
  /** Position to continue from; absent on the last page. */
  readonly next?: number;
}

/** Counts of positions by outcome at the time they were committed. */
interface ReceiptSummary {
  readonly accepted: number;
  readonly held: number;
  readonly refused: number;
  /** The same statement had been accepted before, with nothing newer since. */
  readonly duplicate: number;
}

export interface ReceiptRecord {
  readonly position: number;
  /** Absent when the position was refused. */
  readonly recordId?: string;
  readonly outcome: RecordState | 'refused' | 'duplicate';
  readonly issues: readonly Issue[];
}

export interface RecordStatus {
  readonly recordId: string;
  readonly submissionId: string;
  readonly state: RecordState;
  readonly receivedAt: Date;
}
