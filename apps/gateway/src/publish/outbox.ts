/** The rows that are still to be sent, as the relay sees them. */
export interface Outbox {
  /** Unsent rows of the leased lanes of one recipient, in commit order: never "greater than the last id", which would skip rows. */
  unsent(recipient: string, leases: readonly Lease[], limit: number): Promise<readonly OutboxRow[]>;
  /** Marks rows done, after their delivery reports. Returns how many were marked: fewer when the lease has passed to another instance. */
  markSent(lease: Lease, deliveries: readonly Delivered[]): Promise<number>;
  /** Sets a row aside that can never be published, so that later rows of its child go on. */
  setAside(lease: Lease, row: OutboxRow, code: DeadLetterCode): Promise<boolean>;
}

/** A lane is (recipient, hash(childId) mod 16), held by one instance at a time by the database's clock. */
export interface Lease {
  readonly recipient: string;
  readonly lane: number;
  /** Rises with every change of holder; a holder with an old epoch can mark nothing. */
  readonly epoch: number;
}

export interface OutboxRow {
  readonly id: string;
  readonly recipient: string;
  readonly lane: number;
  readonly childId: string;
  readonly recordId: string;
  readonly submissionId: string;
  readonly feedId: string;
  readonly eventId: string;
  readonly eventTime: Date;
  readonly sequence: number;
  readonly supersededBy?: string;
  readonly precededByDeadLetter: boolean;
  /** The record and its handling as JSON, opened. */
  readonly payload: Buffer;
}

export interface Delivered {
  readonly id: string;
  readonly partition: number;
  readonly offset: number;
}

export type DeadLetterCode = 'message-too-large' | 'unreadable' | 'refused-by-broker';
