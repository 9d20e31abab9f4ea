import type { MappedRecord } from '@mash-gateway/contracts';
import type { Submission } from '../intake/submission.js';
import type { PositionOutcome } from '../prepare/outcome.js';
import type { Ruling } from '../sharing/ruling.js';
import type { ReceiptDetail, RecordStatus, StoredReceipt } from './receipt.js';

/** The one durable store. Every promise that says something is accepted resolves only after COMMIT. */
export interface Journal {
  /**
   * One commit for everything: submission, records, registry, outbox rows per recipient, audit rows, receipt.
   * When the same bytes (or the same Idempotency-Key) were accepted first, nothing is written and the earlier receipt is returned.
   * @throws JournalUnavailable when the database cannot take it now (safe to send again)
   * @param taken `each` (the default): a position that cannot be stored is refused alone; `whole`: it refuses the submission
   * @throws UnstorableSubmission when the submission itself, or a position of one that is taken whole, cannot be stored
   * @throws IdempotencyConflict when the key was used for other bytes
   */
  commit(
    submission: Submission,
    outcomes: readonly PositionOutcome[],
    detail: ReceiptDetail,
    taken?: 'whole' | 'each',
  ): Promise<StoredReceipt>;

  /** Keeps a large body, encrypted, part by part, before its submission is accepted. */
  spool(submissionId: string): SpoolWriter;
  /** Reads a sealed spool back. @throws SpoolIncomplete when it was never sealed or a part is missing */
  openSpool(submissionId: string): AsyncIterable<Uint8Array>;

  /** Makes a large submission durable before its records are mapped. Duplicates and errors as {@link commit}. */
  accept(submission: Submission, detail: ReceiptDetail): Promise<StoredReceipt>;
  /**
   * The next positions of an accepted submission, at most 250; its position moves in the same transaction.
   * @throws StalePosition when another instance has already committed the first of these positions
   */
  append(submissionId: string, outcomes: readonly PositionOutcome[]): Promise<void>;
  /** All positions are in: the spooled body is deleted. `detail` replaces the one given to {@link accept}. */
  complete(submissionId: string, detail?: ReceiptDetail): Promise<StoredReceipt>;
  /** Accepted but not complete, oldest first: what a restart takes up again. */
  unfinished(): Promise<readonly Unfinished[]>;

  findEarlier(query: EarlierQuery): Promise<Earlier | undefined>;
  /** The receipt as it stands now, from a position on; undefined for another client's submission. */
  receipt(submissionId: string, clientId: string, from?: number): Promise<StoredReceipt | undefined>;
  recordStatus(recordId: string, clientId: string): Promise<RecordStatus | undefined>;

  /** Rules again on every held record, oldest first, and publishes those that may now be seen. Returns how many were released. */
  releaseHeld(): Promise<number>;
  state(): Promise<JournalState>;
}

export interface SpoolWriter {
  write(chunk: Uint8Array): Promise<void>;
  /** Durable from here on. */
  seal(): Promise<void>;
  discard(): Promise<void>;
}

export interface Unfinished {
  readonly submission: Submission;
  readonly detail: ReceiptDetail;
  /** The first position that is not committed. */
  readonly nextPosition: number;
}

export interface EarlierQuery {
  readonly clientId: string;
  readonly feedId: string;
  readonly sha256: string;
  readonly idempotencyKey?: string;
}

/** same: answer with its receipt. other-bytes: the key was used for something else (422). */
export type Earlier = { readonly kind: 'same'; readonly submissionId: string } | { readonly kind: 'other-bytes' };

/** How the journal rules again on a record that is held: at the moment of asking. */
export type HeldRule = (held: HeldRecord) => Ruling;

interface HeldRecord {
  readonly feedId: string;
  readonly receivedAt: Date;
  readonly record: MappedRecord;
}

/** Counting stops here: a count of this many means this many or more. */
export const COUNTED_UP_TO = 100_000;

/** Counts are at most {@link COUNTED_UP_TO}. */
export interface JournalState {
  readonly recipients: readonly RecipientBacklog[];
  readonly held: number;
  readonly oldestHeldAt?: Date;
  readonly unfinished: number;
  /** Open dead letters by stage; a stage without any is not in it. */
  readonly deadLetters: readonly StageBacklog[];
}

/** Where a record's way ended: before its bytes were understood, while they were mapped, or on the way to Kafka. */
export type DeadLetterStage = 'intake' | 'prepare' | 'publish';

interface StageBacklog {
  readonly stage: DeadLetterStage;
  readonly count: number;
  readonly oldestAt: Date;
}

interface RecipientBacklog {
  readonly recipient: string;
  readonly unsent: number;
  readonly oldestUnsentAt: Date;
}
