import type { Seen } from './observer.js';

/** One row of the table: what one fault did. */
export interface Outcome {
  readonly fault: string;
  readonly what: string;
  readonly size: 'full' | 'reduced';
  readonly submissions: number;
  readonly records: number;
  readonly missing: number;
  readonly outOfOrder: number;
  readonly secondIds: number;
  /** Sent again with the same `ce_id`, which is allowed. */
  readonly repeats: number;
  /** Every broken promise in words, those above included; none is what must be. */
  readonly broken: readonly string[];
  /** From the moment the cause was gone until every gateway was ready, new messages were acknowledged and nothing was unsent. */
  readonly recoveredAfterSeconds: number;
  /** Times the supervisor started a gateway again. */
  readonly restarts: number;
  readonly seen: Seen;
}
