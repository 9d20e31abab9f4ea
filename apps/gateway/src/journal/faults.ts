/** The database cannot take it now; nothing is known to be durable, and sending again is safe. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable';
}

/** The submission itself carries something the database cannot hold. */
export class UnstorableSubmission extends Error {
  override readonly name = 'UnstorableSubmission';
}

/** The Idempotency-Key was used before by this client for other bytes. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}

/** The positions are already committed: another instance is working on the same submission. */
export class StalePosition extends Error {
  override readonly name = 'StalePosition';
}

/** A spooled body that was never sealed, was cut, or was changed. */
export class SpoolIncomplete extends Error {
  override readonly name = 'SpoolIncomplete';
}
