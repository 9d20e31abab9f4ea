import type { CareStatus, Child, Coding, Information, Organisation, Source } from '@mash-gateway/contracts';
import type { Entry, Submitted } from '../choose/entries.js';
import type { References } from '../choose/references.js';
import { RELATION, type Relation } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import type { EntryMapper, Facts } from './entry-mapping.js';
import type { MappedPerson } from './map-persons.js';
import type { Mapping } from './mapping.js';

type Table<W> = Readonly<Record<string, W>>;

/** What tells one statement from another in its source. */
export type Anchor = { readonly [K in 'sourceRecordId' | 'sourceVersion' | 'sequence']?: Source[K] | undefined };

/** What the mapping of one release does besides what all do; the rules of R4 are empty. */
export interface Rules {
  /** Relationship codes. */
  readonly relations: Table<Relation>;
  /** Mappers of resource types that all others map in another way or not at all; undefined leaves a resource to them. */
  readonly mapperOf?: (resource: Element) => EntryMapper | undefined;
  /** The kind of an entry, where the message around it says more than the resource does. */
  readonly kindOf?: (kind: Facts['kind'], resource: Element, submitted: Submitted) => Facts['kind'];
  /** What entries of a child say of its care. */
  readonly careStatuses?: (own: readonly Entry[], mapping: Mapping) => readonly CareStatus[];
  /** What the message around them says of the people around the child. */
  readonly around?: (around: readonly MappedPerson[], submitted: Submitted) => readonly MappedPerson[];
  /** Entries that follow from the message as a whole. */
  readonly derived?: (
    own: readonly Entry[],
    child: Child,
    mapping: Mapping & { readonly submitted: Submitted },
  ) => readonly Omit<Information, 'entryId'>[];
  /** How a message is told from others, where its standard says so. */
  readonly anchor?: (header: Element, patient: Element | undefined, mapping: Mapping) => Anchor | undefined;
  /** What a message header says of the message besides who sent it. */
  readonly message?: (
    header: Element,
    mapping: Mapping,
  ) => { readonly messageType: Coding | undefined; readonly addressedTo: Organisation | undefined };
  /** Completes a checked submission: people its header names, and whom entries are about that only say whom they reach. */
  readonly complete?: (submitted: Submitted, references: References) => Submitted;
}

/** The mapping as R4 has it. */
export const NO_RULES: Rules = { relations: RELATION };
