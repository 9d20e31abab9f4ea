import { moment } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { matching, oneOf, text, whole } from '../field/scalar.js';
import { ABUSE_CATEGORIES, CARE_STATUS_STATES, INVOLVEMENTS, OBJECT_KINDS, YES_NO } from './codes.js';
import { codedClass, Coding, type Coded } from './coding.js';
import { localId, Organisation, Period } from './parts.js';

export const AbuseCategory = codedClass(
  'AbuseCategory',
  ABUSE_CATEGORIES,
  'Category of abuse (CIN census NEG PHY SAB EMO MUL and their like).',
);

const decimal = matching('decimal', '-?[0-9]{1,15}(?:\\.[0-9]{1,15})?', 32);

@About('A figure or fact the source gave, as text, with its unit.')
export class Measure {
  @Value(text(200), { about: 'What was measured or stated.', example: 'Birth weight', required: true })
  name!: string;
  @One(() => Coding, { about: 'Its code.' })
  code?: Coding;
  @Value(text(4000), { about: 'The value as text, digits kept as written.', example: '3250', freeText: true })
  value?: string;
  @Value(decimal, { about: 'The value as a decimal written in text, so that no digit is lost.', example: '3250' })
  quantity?: string;
  @Value(text(60), { about: 'Unit.', example: 'g' })
  unit?: string;
}

@About('An episode in which the child was missing.')
export class MissingEpisode {
  @Value(moment, { about: 'Missing since.', example: '2026-11-20T18:00' })
  missingFrom?: string;
  @Value(moment, { about: 'Found or returned at.', example: '2026-11-21T02:30' })
  foundAt?: string;
  @Value(oneOf(YES_NO), { about: 'A return interview was offered or held.', example: 'yes' })
  returnInterview?: (typeof YES_NO)[number];
  @Value(text(2000), {
    about: 'Where the child was found and what is known of it.',
    example: 'With a friend',
    freeText: true,
    locates: true,
  })
  circumstances?: string;
}

@About('A plan for the child: child protection, looked after, child in need, unborn, care plan.')
export class Plan {
  @One(() => Coding, { about: 'Kind of plan, as coded by the source.' })
  type?: Coding;
  @Value(oneOf(CARE_STATUS_STATES), { about: 'Whether the plan is in force.', example: 'current' })
  state?: (typeof CARE_STATUS_STATES)[number];
  @Many(() => AbuseCategory, 5, { about: 'Categories of abuse.' })
  abuseCategories?: Coded<(typeof ABUSE_CATEGORIES)[number]>[];
  @One(() => Period, { about: 'From when until when.' })
  period?: Period;
  @Value(moment, { about: 'Initial child protection conference.', example: '2026-09-14' })
  initialConferenceAt?: string;
  @Value(moment, { about: 'Next review.', example: '2026-12-10' })
  reviewAt?: string;
  @One(() => Organisation, { about: 'Responsible authority, with its duty telephone.', locates: true })
  authority?: Organisation;
  @Value(text(1000), {
    about: 'Who holds the plan when it is not held on the child, such as the mother of an unborn child.',
    example: 'mother',
  })
  heldAgainst?: string;
  @Many(() => Coding, 20, { about: 'Activities, goals or services of the plan.' })
  activities?: Coding[];
}

@About('A warning flag.')
export class FlagDetail {
  @Many(() => Coding, 10, { about: 'Category of the flag.' })
  categories?: Coding[];
  @Value(oneOf(['child', 'adult', 'none', 'unknown']), { about: 'Whom the concern behind the flag is about.', example: 'child' })
  concerns?: 'child' | 'adult' | 'none' | 'unknown';
}

@About('Contact with a health service.')
export class Encounter {
  @One(() => Coding, { about: 'Class: emergency, inpatient, community and so on.' })
  class?: Coding;
  @Many(() => Coding, 10, { about: 'Types.' })
  types?: Coding[];
  @Many(() => Coding, 20, { about: 'Reasons for the encounter.' })
  reasons?: Coding[];
  @One(() => Coding, { about: 'Where the child came from.' })
  admissionSource?: Coding;
  @One(() => Coding, { about: 'Where the child went.' })
  dischargeDisposition?: Coding;
  @One(() => Coding, { about: 'Status at discharge from emergency care.' })
  dischargeStatus?: Coding;
  @One(() => Coding, { about: 'How the child arrived.' })
  arrivalMode?: Coding;
  @Value(oneOf(YES_NO), { about: 'The child was brought or attended.', example: 'yes' })
  attended?: (typeof YES_NO)[number];
}

@About('One offence before a court.')
export class Charge {
  @One(() => Coding, { about: 'Offence code and wording.', required: true })
  offence!: Coding;
  @Value(moment, { about: 'Offence began.', example: '2026-05-02' })
  offenceStart?: string;
  @Value(moment, { about: 'Offence ended.', example: '2026-05-03' })
  offenceEnd?: string;
  @Value(moment, { about: 'Arrest.', example: '2026-05-04' })
  arrestedAt?: string;
  @Value(moment, { about: 'Charge.', example: '2026-05-05' })
  chargedAt?: string;
  @One(() => Coding, { about: 'Plea.' })
  plea?: Coding;
  @Many(() => Coding, 20, { about: 'Results.' })
  results?: Coding[];
}

@About('A court hearing or result.')
export class CourtResult {
  @One(() => Organisation, { about: 'Court.', locates: true })
  court?: Organisation;
  @Value(moment, { about: 'Hearing.', example: '2026-11-02T10:00' })
  hearingAt?: string;
  @Many(() => Coding, 50, { about: 'Offences, where the source gives codes and words alone.' })
  offences?: Coding[];
  @Many(() => Charge, 50, { about: 'Offences with their dates, pleas and results.' })
  charges?: Charge[];
  @One(() => Coding, { about: 'Plea.' })
  plea?: Coding;
  @Many(() => Coding, 50, { about: 'Results.' })
  results?: Coding[];
}

@About('A referral or request for service.')
export class Referral {
  @One(() => Coding, { about: 'Referral source (CIN census 1A–10).' })
  source?: Coding;
  @One(() => Coding, { about: 'Primary need (CIN census N0–N9).' })
  primaryNeed?: Coding;
  @Many(() => Coding, 20, { about: 'Reasons.' })
  reasons?: Coding[];
  @Many(() => Coding, 20, { about: 'What was asked for.' })
  requested?: Coding[];
  @One(() => Organisation, { about: 'Referred to.', locates: true })
  to?: Organisation;
  @Value(oneOf(YES_NO), { about: 'No further action was taken.', example: 'no' })
  noFurtherAction?: (typeof YES_NO)[number];
  @One(() => Coding, { about: 'Why the case was closed (CIN census RC1–RC9).' })
  closureReason?: Coding;
}

@About('A social-care assessment or section 47 enquiry, with the dates its time limits run from.')
export class Enquiry {
  @Value(moment, { about: 'Strategy discussion; the initial conference is due 15 working days later.', example: '2026-09-01' })
  strategyDiscussionAt?: string;
  @Value(moment, { about: 'Start; an assessment lasts at most 45 working days.', example: '2026-09-01' })
  startedAt?: string;
  @Value(moment, { about: 'End.', example: '2026-09-14' })
  completedAt?: string;
  @Value(moment, { about: 'When the initial child protection conference was due.', example: '2026-09-22' })
  conferenceDueAt?: string;
  @Value(moment, { about: 'When the initial child protection conference was held.', example: '2026-09-14' })
  conferenceAt?: string;
  @Value(oneOf(YES_NO), { about: 'A conference was not required.', example: 'no' })
  conferenceNotRequired?: (typeof YES_NO)[number];
  @Many(() => Coding, 40, { about: 'Factors found (CIN census 1A–24A).' })
  factors?: Coding[];
}

@About('A birth.')
export class Birth {
  @Value(whole(0, 20_000), { about: 'Weight in grams.', example: 3250 })
  weightGrams?: number;
  @Value(whole(0, 50), { about: 'Weeks of gestation.', example: 39 })
  gestationWeeks?: number;
  @Value(whole(1, 20), { about: 'Number of babies.', example: 1 })
  babies?: number;
  @One(() => Coding, { about: 'Category of the birth episode.' })
  category?: Coding;
  @One(() => Coding, { about: 'Stillbirth indicator. A stillbirth is no child record.' })
  stillbirth?: Coding;
}

@About('What a demographic change changed.')
export class DemographicChange {
  @Values(text(60), 30, { about: 'What changed: name, address, general-practice and so on.', example: 'address' })
  changed?: string[];
}

@About('Someone of the record who took part in an information entry, and how.')
export class Involvement {
  @Value(localId, { about: '`child` or a personId.', example: 'p1', required: true })
  personId!: string;
  @Value(oneOf(INVOLVEMENTS), {
    about: 'Part taken.',
    example: 'present',
    required: true,
  })
  part!: (typeof INVOLVEMENTS)[number];
  @Many(() => Coding, 20, { about: 'Vulnerabilities of the person in this matter.' })
  vulnerabilities?: Coding[];
  @Many(() => Coding, 10, { about: 'The original codes.' })
  original?: Coding[];
}

@About('An object of an incident: a vehicle, weapon, device or other thing.')
export class InvolvedObject {
  @Value(oneOf(OBJECT_KINDS), { about: 'Kind.', example: 'vehicle', required: true })
  kind!: (typeof OBJECT_KINDS)[number];
  @One(() => Coding, { about: 'Kind as the source coded it.' })
  type?: Coding;
  @Value(text(1000), { about: 'Description.', example: 'Blue van', freeText: true })
  description?: string;
  @Value(text(100), { about: 'Registration or serial number.', example: 'AB12 CDE', locates: true })
  mark?: string;
  @Value(localId, { about: 'The person it belongs to, by personId.', example: 'p1' })
  personId?: string;
}
