import type { Transaction } from '../journal/database/transaction.js';

/** Which child a record is about: the port that the identity engine will implement too. */
export interface ChildRegistry {
  /** Loads, in the turnstile, everything that these can touch; decisions are then made in order, in memory. */
  open(transaction: Transaction, seen: Seen, at: Date): Promise<RegistryPass>;
}

/** What a batch will ask about. */
export interface Seen {
  readonly sightings: readonly Sighting[];
  /** Children whom the source records of the batch are with. */
  readonly homes: readonly string[];
}

export interface RegistryPass {
  /** @param home the child that the source record is with, where there is an earlier version of it */
  resolve(sighting: Sighting, home?: string): MatchOutcome;
  /** Writes the children and identifiers that {@link resolve} added. */
  save(): Promise<void>;
}

/** One record's identifiers, as keyed hashes: the registry never holds an identifier that can be read. */
export interface Sighting {
  readonly identifiers: readonly HashedIdentifier[];
  /** What it leaves out is not said to be gone (a part, a deletion). */
  readonly unstated: boolean;
}

export interface HashedIdentifier {
  readonly kind: string;
  readonly hash: Buffer;
}

export interface MatchOutcome {
  /** review: the evidence points at more than one child, so the record stands alone under a new one until a person decides. */
  readonly kind: 'linked' | 'new' | 'review';
  readonly childId: string;
  /** Opened key of this child, for everything sealed under it. */
  readonly childKey: Buffer;
  /** Why it is for review. */
  readonly reason?: ReviewReason;
  /** Children that the evidence points at, when it is for review. */
  readonly candidates: readonly string[];
}

/** two-children: identifiers of different children; other-identifier: the child has another identifier of the same kind; two-of-a-kind: the record itself has. */
export type ReviewReason = 'two-children' | 'other-identifier' | 'two-of-a-kind';
