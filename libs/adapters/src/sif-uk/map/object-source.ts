import type { Child, Information, MappedRecord, Source } from '@mash-gateway/contracts';
import type { Repeats } from '../../kit/repeats.js';
import type { Joined } from '../read/join.js';
import type { Found } from '../read/objects.js';
import type { Part } from '../read/part.js';
import type { Message } from './message.js';

/** What is the same for every object of a stretch of a body. */
export interface BodySource {
  readonly message: Message;
  readonly joined: Joined;
  readonly repeated: Repeats;
  /** Learners whose home is not to be disclosed, by `refText`. */
  readonly hidden: Repeats;
  readonly now: Date;
}

/** One object as every mapping function sees it. */
export interface ObjectSource extends BodySource {
  readonly found: Found;
  readonly part: Part;
}

/** An information entry before it has its number in the record. */
export type Entry = Omit<Information, 'entryId'>;

/** What one object says about one child. */
export interface Statement {
  readonly child: Child;
  readonly persons?: NonNullable<MappedRecord['persons']>;
  readonly entries?: readonly Entry[];
  readonly absences?: NonNullable<MappedRecord['absences']>;
  readonly handling?: MappedRecord['handling'];
  /** Where other children of the same object stand: what is wrong there is told to them alone. */
  readonly others?: readonly string[];
  /** The learner behind a reference was not found: its name was never to be expected. */
  readonly source: Pick<Source, 'sourceRecordId'> & Partial<Pick<Source, 'sequence' | 'authoredAt'>>;
}
