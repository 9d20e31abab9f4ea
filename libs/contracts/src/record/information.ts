import { moment } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { oneOf, text } from '../field/scalar.js';
import {
  CONCERN_CATEGORIES,
  DFE_RECORD_TYPES,
  INFORMATION_KINDS,
  INFORMATION_STATES,
  SEVERITIES,
  URGENCIES,
  VOICE_STATES,
  YES_NO,
} from './codes.js';
import { codedClass, Coding, type Coded } from './coding.js';
import {
  Birth,
  CourtResult,
  DemographicChange,
  Encounter,
  Enquiry,
  FlagDetail,
  InvolvedObject,
  Involvement,
  Measure,
  MissingEpisode,
  Plan,
  Referral,
} from './information-details.js';
import { Attendance, Enrolment, Exclusion, FreeSchoolMeals, SpecialNeeds, StageAssessment } from './information-education.js';
import { Address, localId, Organisation, Period, Professional, Reference, When } from './parts.js';

export const ConcernCategory = codedClass('ConcernCategory', CONCERN_CATEGORIES, 'Kind of concern, with the original codes.');

@About('A grade of severity as one scheme gave it; grades differ by force and are never compared unnormalised.')
export class Severity {
  @Value(text(60), { about: 'Scheme.', example: 'ppn-rag', required: true })
  scheme!: string;
  @Value(text(100), { about: 'Force or organisation whose scheme it is.', example: 'Surrey Police' })
  force?: string;
  @Value(text(100), { about: 'The grade as written.', example: 'Amber', required: true })
  original!: string;
  @Value(oneOf(SEVERITIES), { about: 'The normalised grade.', example: 'medium', required: true })
  normalised!: (typeof SEVERITIES)[number];
}

@About("The child's own voice: whether it was heard, by whom, and in the child's words.")
export class ChildVoice {
  @Value(oneOf(VOICE_STATES), { about: 'Whether the voice was captured.', example: 'captured', required: true })
  state!: (typeof VOICE_STATES)[number];
  @Value(text(8000), { about: "The child's words.", example: 'I want to stay with Nan.', freeText: true })
  words?: string;
  @Value(text(8000), { about: 'What was observed of the child.', example: 'Quiet, stayed near the door', freeText: true })
  observed?: string;
  @One(() => Professional, { about: 'Who listened.', locates: true })
  capturedBy?: Professional;
  @Value(moment, { about: 'When.', example: '2026-11-20T21:40:00Z' })
  capturedAt?: string;
  @Value(text(2000), { about: 'Why it was not captured.', example: 'Asleep throughout', freeText: true })
  reasonNotCaptured?: string;
}

@About('Where something happened.')
export class Place {
  @Value(text(500), { about: 'Description.', example: 'At home', freeText: true, locates: true })
  description?: string;
  @One(() => Address, { about: 'Address.', locates: true })
  address?: Address;
  @One(() => Organisation, { about: 'Organisation there.', locates: true })
  organisation?: Organisation;
}

@About(
  'Circumstances a safeguarding referral is expected to state (Working Together, NPCC minimum data set, Operation Encompass guidance).',
)
export class Circumstances {
  @Value(oneOf(YES_NO), { about: 'The child was present.', example: 'yes' })
  childPresent?: (typeof YES_NO)[number];
  @Value(text(1000), { about: 'Where the child was.', example: 'Upstairs', freeText: true })
  childWhereabouts?: string;
  @Value(text(4000), { about: 'Injuries or harm.', example: 'None seen', freeText: true })
  injuries?: string;
  @Value(oneOf(YES_NO), { about: 'The child is in immediate danger now.', example: 'no' })
  immediateDanger?: (typeof YES_NO)[number];
  @Value(text(4000), { about: 'Immediate safety and what was done for it.', example: 'Suspect arrested', freeText: true })
  immediateSafety?: string;
  @Value(oneOf(YES_NO), { about: 'Parents or carers know of the referral.', example: 'no' })
  parentsAware?: (typeof YES_NO)[number];
  @Value(text(2000), { about: 'Why the parents were not told.', example: 'Would increase risk', freeText: true })
  parentsNotAwareReason?: string;
  @Value(text(4000), { about: 'History known to the sender.', example: 'Two calls this year', freeText: true })
  historyKnown?: string;
  @Value(oneOf(YES_NO), { about: 'The police have been told.', example: 'yes' })
  reportedToPolice?: (typeof YES_NO)[number];
  @Values(text(200), 20, { about: 'Other agencies told or involved.', example: 'School nurse' })
  agenciesInformed?: string[];
}

@About('One piece of information about the child, as one source stated it.')
export class Information {
  @Value(localId, { about: 'Id inside this record.', example: 'e1', required: true })
  entryId!: string;
  @Value(oneOf(INFORMATION_KINDS), { about: 'Kind of information.', example: 'concern', required: true })
  kind!: (typeof INFORMATION_KINDS)[number];
  @Value(oneOf(DFE_RECORD_TYPES), { about: 'DfE Single Unique Identifier record type.', example: 'crime-justice.details' })
  dfeRecordType?: (typeof DFE_RECORD_TYPES)[number];
  @Many(() => ConcernCategory, 30, { about: 'Normalised categories with their original codes.' })
  categories?: Coded<(typeof CONCERN_CATEGORIES)[number]>[];
  @Many(() => Coding, 50, { about: 'Original codes that say what the entry is.' })
  codes?: Coding[];
  @Value(oneOf(INFORMATION_STATES), { about: 'State of the entry.', example: 'active' })
  state?: (typeof INFORMATION_STATES)[number];
  @One(() => When, { about: 'When it happened.' })
  occurredAt?: When;
  @Value(moment, { about: 'When it was recorded in the source.', example: '2026-11-20T22:05:00Z' })
  recordedAt?: string;
  @Value(text(300), { about: 'Short title.', example: 'Domestic incident', freeText: true })
  title?: string;
  @Value(text(32_000), {
    about: 'The account in words.',
    example: 'Officers attended a report of shouting.',
    freeText: true,
    locates: true,
  })
  narrative?: string;
  @Many(() => Severity, 10, { about: 'Grades.' })
  severities?: Severity[];
  @Value(oneOf(URGENCIES), { about: 'Urgency stated or implied by kind and grade.', example: 'urgent' })
  urgency?: (typeof URGENCIES)[number];
  @One(() => Place, { about: 'Where.', locates: true })
  place?: Place;
  @Many(() => Involvement, 50, { about: 'Who took part.' })
  people?: Involvement[];
  @Many(() => InvolvedObject, 50, { about: 'Vehicles, weapons and other objects.' })
  objects?: InvolvedObject[];
  @One(() => ChildVoice, { about: "The child's voice on this entry." })
  childVoice?: ChildVoice;
  @One(() => Circumstances, { about: 'Circumstances.' })
  circumstances?: Circumstances;
  @Many(() => Professional, 20, { about: 'Who reported, did or leads it.', locates: true })
  professionals?: Professional[];
  @One(() => Organisation, { about: 'Organisation that did or holds it.', locates: true })
  organisation?: Organisation;
  @Many(() => Reference, 20, { about: 'Reference numbers.' })
  references?: Reference[];
  @Values(localId, 50, { about: 'Entries it belongs with.', example: 'e2' })
  relatedEntries?: string[];
  @Many(() => Measure, 100, { about: 'Figures and further facts.' })
  measures?: Measure[];
  @Many(() => Coding, 20, { about: 'Outcomes.' })
  outcomes?: Coding[];
  @One(() => Period, { about: 'When the information holds.' })
  period?: Period;
  @One(() => Attendance, { about: 'Detail of an attendance.' })
  attendance?: Attendance;
  @One(() => Exclusion, { about: 'Detail of an exclusion.' })
  exclusion?: Exclusion;
  @One(() => MissingEpisode, { about: 'Detail of a missing episode.' })
  missing?: MissingEpisode;
  @One(() => Plan, { about: 'Detail of a plan.' })
  plan?: Plan;
  @One(() => FlagDetail, { about: 'Detail of a flag.' })
  flag?: FlagDetail;
  @One(() => Encounter, { about: 'Detail of an encounter.' })
  encounter?: Encounter;
  @One(() => Enrolment, { about: 'Detail of an enrolment.' })
  enrolment?: Enrolment;
  @One(() => SpecialNeeds, { about: 'Detail of special needs.' })
  specialNeeds?: SpecialNeeds;
  @One(() => FreeSchoolMeals, { about: 'Detail of free school meals.' })
  freeSchoolMeals?: FreeSchoolMeals;
  @One(() => StageAssessment, { about: 'Detail of an assessment.' })
  assessment?: StageAssessment;
  @One(() => CourtResult, { about: 'Detail of a court result.' })
  court?: CourtResult;
  @One(() => Referral, { about: 'Detail of a referral.' })
  referral?: Referral;
  @One(() => Enquiry, { about: 'Detail of a social-care enquiry or assessment.' })
  enquiry?: Enquiry;
  @One(() => Birth, { about: 'Detail of a birth.' })
  birth?: Birth;
  @One(() => DemographicChange, { about: 'Detail of a demographic change.' })
  demographicChange?: DemographicChange;
}
