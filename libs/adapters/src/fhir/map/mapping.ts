import type { Report } from '../../kit/issues.js';
import type { Relation } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';

/** What every mapping function of this adapter is given besides the element it maps. */
export interface Mapping {
  readonly now: Date;
  readonly report: Report;
  /** The resource a Reference element points to inside the submission; undefined when it is elsewhere. */
  readonly resolve: (reference: Element) => Element | undefined;
  /** Relationship codes of the release. */
  readonly relations: Readonly<Record<string, Relation>>;
}
