import type { DeadLetterStage } from '../journal/journal.js';

/** Something that could not become a record, or could not be published, by ids and codes: its content stays sealed. */
export interface DeadLetter {
  readonly id: number;
  readonly stage: DeadLetterStage;
  /** Catalogue code of an issue, or a code of the publish stage. */
  readonly code: string;
  /** Path to what is wrong, never a value. */
  readonly location?: string;
  readonly feedId: string;
  readonly submissionId: string;
  /** Where in its submission it was, from 1; absent for a submission refused whole. */
  readonly position?: number;
  readonly adapter?: string;
  /** Version of the mapping that ran, or would have. */
  readonly mappingVersion?: string;
  readonly at: Date;
  readonly state: 'open' | 'replayed' | 'discarded';
  readonly closedAt?: Date;
  /** Submission that took its place. */
  readonly resolvedBy?: string;
  /** Every attempt, oldest first. */
  readonly attempts: readonly Attempt[];
  /** part: the body ended early and is kept as far as it came. none: nothing was kept, or what was kept has been removed. */
  readonly body: 'whole' | 'part' | 'none';
  /** Bytes of what is kept. */
  readonly size: number;
  /** What would have been published; in the publish stage only. */
  readonly delivery?: Undelivered;
}

export interface Attempt {
  /** RFC 3339. */
  readonly at: string;
  readonly what: 'intake' | 'prepare' | 'publish' | 'replay' | 'received-again' | 'discard';
  readonly code: string;
}

interface Undelivered {
  readonly recipient: string;
  readonly topic: string;
  readonly childId: string;
  readonly recordId: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly outboxId: number;
}

/** Which dead letters are meant; every condition given must hold. */
export interface DeadLetterSelection {
  readonly ids?: readonly number[];
  readonly feedId?: string;
  readonly code?: string;
  readonly stage?: DeadLetterStage;
  readonly since?: Date;
  readonly until?: Date;
  readonly state?: DeadLetter['state'] | 'any';
}
