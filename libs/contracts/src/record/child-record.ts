import { About, Many, One, Value } from '../field/field.js';
import { oneOf } from '../field/scalar.js';
import { ChildVoice, Information } from './information.js';
import { Child, InvolvedPerson, Relationship } from './person.js';
import { Absence, Delivery, DocumentReference, Handling, opaqueId, Quality, Source, StatedHandling } from './provenance.js';

/** Version of the contract: the package's version, named in every record and in `ce_dataschema`. */
export const SCHEMA_VERSION = '1.0.0';
/** Versions whose records are valid under this one: every released version of the same major. */
export const READABLE_VERSIONS = [SCHEMA_VERSION] as const;
/** A record is at most 512 KiB as UTF-8 JSON. */
export const MAX_RECORD_BYTES = 512 * 1024;

abstract class RecordBody {
  @Value(oneOf(READABLE_VERSIONS), { about: 'Version of this contract.', example: SCHEMA_VERSION, required: true })
  schemaVersion!: (typeof READABLE_VERSIONS)[number];
  @One(() => Child, { about: 'The child.', required: true })
  child!: Child;
  @Many(() => InvolvedPerson, 100, { about: 'Family, household, suspects, witnesses and contacts.' })
  persons?: InvolvedPerson[];
  @Many(() => Relationship, 200, { about: 'How the people of the record stand to each other.' })
  relationships?: Relationship[];
  @Many(() => Information, 500, { about: 'What is stated about the child.' })
  information?: Information[];
  @One(() => ChildVoice, { about: "The child's voice on the whole message." })
  childVoice?: ChildVoice;
  @Many(() => DocumentReference, 50, { about: 'Documents named by the source.' })
  documents?: DocumentReference[];
  @Many(() => Absence, 200, { about: 'Fields that are not there, and why.' })
  absences?: Absence[];
  @One(() => Source, { about: 'Who said it and how it came.', required: true })
  source!: Source;
  @One(() => Quality, { about: 'How good the record is.' })
  quality?: Quality;
}

@About(
  'What one source said at one time about one child, before the gateway has added identity, agreement and delivery. Never a blend of sources.',
)
export class MappedRecord extends RecordBody {
  @One(() => StatedHandling, { about: 'What the source says about handling.' })
  handling?: StatedHandling;
}

@About('The child record as it is published to one recipient.')
export class ChildRecord extends RecordBody {
  @Value(opaqueId, {
    about: 'Id of the record: a keyed hash that holds nothing of the child.',
    example: 'r-8f14e45fceea167a',
    required: true,
  })
  recordId!: string;
  @Value(opaqueId, { about: 'Id of the child, minted by the gateway.', example: 'c-0193a5b2c7d87000', required: true })
  childId!: string;
  @One(() => Handling, { about: 'Lawful basis, purpose and guard.', required: true })
  handling!: Handling;
  @One(() => Delivery, { about: 'How it was delivered.', required: true })
  delivery!: Delivery;
}
