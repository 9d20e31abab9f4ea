/** One thing received: who sent it, how it came, and its bytes. */
export interface Submission {
  /** Opaque, a UUID version 7. */
  readonly id: string;
  readonly feedId: string;
  /** The authenticated sender; duplicates and look-ups are per client. */
  readonly clientId: string;
  /** With the `charset` parameter when the sender gave one. */
  readonly mediaType: string;
  readonly receivedAt: Date;
  /** SHA-256 of the decompressed body, lower-case hexadecimal. */
  readonly sha256: string;
  /** Bytes of the decompressed body. */
  readonly size: number;
  readonly idempotencyKey?: string;
  readonly body: SubmissionBody;
  /** This takes positions of an earlier submission again: by this name it is done once, and it is no repeat of that submission's bytes. */
  readonly replay?: string;
}

/** Small bodies travel in memory; larger ones are already sealed in the journal under the submission's id. */
export type SubmissionBody = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'spooled' };
