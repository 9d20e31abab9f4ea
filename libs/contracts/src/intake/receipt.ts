import { instant } from '../field/dates.js';
import { About, Many, One, Value } from '../field/field.js';
import { matching, oneOf, whole } from '../field/scalar.js';
import { Issue, opaqueId } from '../record/provenance.js';

/** How far a submission has come. `refused`: nothing of it was taken. `duplicate`: the same message was accepted before. */
export const RECEIPT_STATUSES = ['received', 'working', 'complete', 'refused', 'duplicate'] as const;

/**
 * What became of one position. `published` is the same word whether a record was sent or minimised away, and `held` is said
 * only where the feed's own agreement is the reason: whatever depends on other senders, recipients or restrictions says `accepted`.
 */
export const RECORD_OUTCOMES = ['accepted', 'published', 'held', 'undeliverable', 'refused', 'duplicate', 'nothing'] as const;

const submissionId = matching('opaqueId', '[A-Za-z0-9][A-Za-z0-9_-]{7,99}', 100);
const count = whole(0, 100_000_000);

@About('How many positions of a submission became what. Each position is counted once.')
export class ReceiptSummary {
  @Value(count, { about: 'Positions taken so far.', example: 3, required: true })
  positions!: number;
  @Value(count, { about: 'Accepted as a record, published or not yet.', example: 2, required: true })
  accepted!: number;
  @Value(count, { about: "Accepted, and kept back until the feed's agreement is in force.", example: 0, required: true })
  held!: number;
  @Value(count, { about: 'Refused; the issues say why.', example: 1, required: true })
  refused!: number;
  @Value(count, { about: 'Accepted before in the same words, with nothing newer since.', example: 0, required: true })
  duplicate!: number;
  @Value(count, { about: 'Understood, and rightly no child record.', example: 0, required: true })
  nothing!: number;
}

@About('What became of one position of a submission.')
export class ReceiptRecord {
  @Value(whole(1, 100_000_000), { about: 'Position in the submission, from 1.', example: 1, required: true })
  position!: number;
  @Value(opaqueId, { about: 'Id to ask for the status by; absent when no record was made.', example: 'r-8f14e45fceea167a' })
  recordId?: string;
  @Value(oneOf(RECORD_OUTCOMES), { about: 'What became of it.', example: 'published', required: true })
  outcome!: (typeof RECORD_OUTCOMES)[number];
  @Many(() => Issue, 500, { about: 'What was wrong or missing, by location.', required: true, mayBeEmpty: true })
  issues!: Issue[];
  @Value(whole(0, 10_000), {
    about: 'Sufficiency in hundredths of a per cent (8500 is 85 %), where rules have been applied.',
    example: 8500,
  })
  sufficiency?: number;
  @Value(instant, { about: 'By when the hub must acknowledge (one working day from receipt).', example: '2026-11-23T17:00:00Z' })
  deadline?: string;
}

@About('What the sender of a submission may know of it: what this client sent, its feed and its agreement, and nothing else.')
export class Receipt {
  @Value(submissionId, { about: 'Id of the submission.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', required: true })
  submissionId!: string;
  @Value(oneOf(RECEIPT_STATUSES), { about: 'How far it has come.', example: 'complete', required: true })
  status!: (typeof RECEIPT_STATUSES)[number];
  @Value(instant, { about: 'When it was received.', example: '2026-11-20T22:06:00Z', required: true })
  receivedAt!: string;
  @Value(instant, { about: 'When the last position was taken.', example: '2026-11-20T22:06:01Z' })
  completedAt?: string;
  @One(() => ReceiptSummary, { about: 'Counts by outcome.', required: true })
  summary!: ReceiptSummary;
  @Many(() => ReceiptRecord, 1000, { about: 'Up to 1,000 positions, ascending; `next` has the rest.', required: true, mayBeEmpty: true })
  records!: ReceiptRecord[];
  @Many(() => Issue, 500, { about: 'What is wrong with the submission as a whole.', required: true, mayBeEmpty: true })
  issues!: Issue[];
  @Value(matching('receiptPage', '/v1/submissions/[A-Za-z0-9_-]{8,100}\\?from=[1-9][0-9]{0,8}', 140), {
    about: 'Address of the next page, when there are more positions.',
    example: '/v1/submissions/0193a5b2-c7d8-7000-a1b2-c3d4e5f60718?from=1001',
  })
  next?: string;
}

@About('Where one record of this client stands now.')
export class RecordStatus {
  @Value(opaqueId, { about: 'Id of the record.', example: 'r-8f14e45fceea167a', required: true })
  recordId!: string;
  @Value(submissionId, { about: 'Submission it came in.', example: '0193a5b2-c7d8-7000-a1b2-c3d4e5f60718', required: true })
  submissionId!: string;
  @Value(oneOf(RECORD_OUTCOMES), { about: 'What became of it.', example: 'published', required: true })
  outcome!: (typeof RECORD_OUTCOMES)[number];
  @Value(instant, { about: 'When it was received.', example: '2026-11-20T22:06:00Z', required: true })
  receivedAt!: string;
}
