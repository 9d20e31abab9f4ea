import type { Issue, MappedRecord } from '@mash-gateway/contracts';
import type { Ruling } from '../sharing/ruling.js';

/** What prepare says about one position of a submission. Positions ascend strictly inside a submission; gaps are allowed. */
export type PositionOutcome = Statement | Refusal;

/** A contract-valid record. The journal adds identity, delivery, submission id, feed and time of receipt. */
export interface Statement {
  readonly kind: 'statement';
  /** From 1. */
  readonly position: number;
  readonly record: MappedRecord;
  readonly ruling: Ruling;
  /** Warnings and notes for the receipt. */
  readonly issues: readonly Issue[];
  /** Record of an older mapping that this one replaces: a statement of its own then, under the version of its mapping. */
  readonly replaces?: string;
}

/** A position that became no record; the receipt says why. */
interface Refusal {
  readonly kind: 'refused';
  readonly position: number;
  readonly issues: readonly Issue[];
}
