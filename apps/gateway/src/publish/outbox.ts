/** The rows that are still to be sent, as the relay sees them. */
export interface Outbox {
  /** The first unsent rows of each leased lane, in commit order: never "greater than the last id", which would skip rows. */
  unsent(leases: readonly Lease[], perLane: Window): Promise<readonly OutboxRow[]>;
  /** Marks rows done, after their delivery reports. False when the lease has passed to another instance: nothing was marked. */
  markSent(lease: Lease, deliveries: readonly Delivered[]): Promise<boolean>;
  /** Sets a row aside that can never be published, so that later rows of its child go on. False when the lease has passed on. */
  setAside(lease: Lease, row: OutboxRow, code: DeadLetterCode): Promise<boolean>;
}

/** A lane is (recipient, hash(childId) mod 16), held by one instance at a time by the database's clock. */
export interface Lease {
  readonly recipient: string;
  readonly lane: number;
  /** Rises with every change of holder; a holder with an old epoch can mark nothing. */
  readonly epoch: number;
}

/** How much of a lane is read at once; its first row always is. */
export interface Window {
  readonly rows: number;
  /** No further row is read once these bytes are reached. */
  readonly bytes: number;
}

export interface OutboxRow {
  readonly id: number;
  readonly recipient: string;
  readonly lane: number;
  readonly childId: string;
  readonly recordId: string;
  readonly submissionId: string;
  readonly feedId: string;
  readonly eventId: string;
  readonly eventTime: Date;
  readonly sequence: number;
  /** A record, or its withdrawal from this child. */
  readonly event: 'record' | 'withdrawal';
  readonly supersededBy?: string;
  /** `ce_id` of the record that this one replaces. */
  readonly replaces?: string;
  readonly precededByDeadLetter: boolean;
  /** The record and its handling as JSON, opened; absent when it cannot be opened; empty for a withdrawal. */
  readonly payload?: Buffer;
}

export interface Delivered {
  readonly row: OutboxRow;
  readonly partition: number;
  readonly offset: number;
}

export type DeadLetterCode = 'message-too-large' | 'unreadable' | 'refused-by-broker';
