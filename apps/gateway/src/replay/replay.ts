import type { DeadLetterSelection } from '../dead-letters/dead-letter.js';
import type { By } from '../dead-letters/close-dead-letter.js';

/** With the mapping version that ran, or with the one that is installed now. */
export type ReplayMapping = 'original' | 'latest';

/** What a person asks for. */
export interface ReplayRequest {
  readonly selection: DeadLetterSelection;
  readonly mapping: ReplayMapping;
  readonly by: By;
  /** In place of the one dead letter's own body. */
  readonly correction?: Correction;
}

export interface Correction {
  /** As a Content-Type says it. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** How a replay stands: its receipt. */
export interface Replay {
  readonly id: string;
  readonly status: 'working' | 'complete';
  readonly mapping: ReplayMapping;
  readonly by: By;
  readonly askedAt: Date;
  readonly completedAt?: Date;
  readonly summary: ReplaySummary;
  /** A page of them, in the order in which they are replayed. */
  readonly items: readonly ReplayItem[];
  /** First item of the next page. */
  readonly next?: number;
}

export interface ReplaySummary {
  readonly items: number;
  readonly waiting: number;
  readonly replayed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly notPossible: number;
}

export interface ReplayItem {
  readonly item: number;
  readonly deadLetterId: number;
  readonly result?: ItemResult;
}

/**
 * replayed: taken, or back in the outbox. unchanged: resolved before, or known in the same words. refused: as before, and the dead letter
 * stays open. not-possible: the code says why.
 */
export interface ItemResult {
  readonly outcome: 'replayed' | 'unchanged' | 'refused' | 'not-possible';
  readonly code: string;
  /** Submission that took its place. */
  readonly submissionId?: string;
}

export function notPossible(code: NotPossible): ItemResult {
  return { outcome: 'not-possible', code };
}

/** Why a dead letter cannot be replayed as it was asked. */
type NotPossible =
  /** The content was never kept, or retention has removed it. */
  | 'body-purged'
  /** What is kept ends early: only a corrected body can take its place. */
  | 'body-incomplete'
  /** No such feed is configured any more. */
  | 'feed-unknown'
  /** The feed has another adapter now. */
  | 'adapter-changed'
  /** The mapping version that ran is not the installed one: ask for the latest explicitly. */
  | 'mapping-version-not-installed'
  /** Only a submission that was refused whole can be corrected. */
  | 'not-correctable';
