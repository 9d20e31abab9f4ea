import type { IssueCode } from '@mash-gateway/contracts';

/** A document made from a good one by someone who means no good, or by a line that broke. */
export interface Hostile {
  readonly name: string;
  readonly text: string;
  /** The body must be refused whole with this code; otherwise it must only be survived. */
  readonly refusedWith?: IssueCode;
}
