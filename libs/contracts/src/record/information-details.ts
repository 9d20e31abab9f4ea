import { calendarDate, moment, partialDate } from '../field/dates.js';
import { About, Many, One, Value, Values } from '../field/field.js';
import { matching, oneOf, text, truth, whole } from '../field/scalar.js';
import { ABUSE_CATEGORIES, CARE_STATUS_STATES, INVOLVEMENTS, YES_NO } from './codes.js';
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

@About('School attendance, counted or marked, for one school and year or for given days.')
export class Attendance {
  @Value(text(20), { about: 'Academic year.', example: '2026' })
  academicYear?: string;
  @Value(whole(0, 1000), { about: 'Sessions possible.', example: 190 })
  sessionsPossible?: number;
  @Value(whole(0, 1000), { about: 'Sessions attended.', example: 171 })
  sessionsAttended?: number;
  @Value(whole(0, 1000), { about: 'Sessions missed with authorisation.', example: 12 })
  sessionsAuthorised?: number;
  @Value(whole(0, 1000), { about: 'Sessions missed without authorisation.', example: 7 })
  sessionsUnauthorised?: number;
  @Value(calendarDate, { about: 'First day the marks are for.', example: '2026-09-01' })
  startDate?: string;
  @Value(text(2000), { about: 'Attendance marks in session order (SI 2024/208 reg 10 codes).', example: '/\\/\\N' })
  marks?: string;
  @Value(truth, { about: 'Holds a mark that is to be amended later (code N).', example: true })
  provisional?: boolean;
}

@About('A suspension or permanent exclusion.')
export class Exclusion {
  @One(() => Coding, { about: 'Category: suspension, lunchtime, permanent.' })
  category?: Coding;
  @Many(() => Coding, 10, { about: 'Reasons.' })
  reasons?: Coding[];
  @Value(whole(0, 400), { about: 'Sessions excluded.', example: 4 })
  sessions?: number;
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
  @One(() => Coding, { about: 'How the child arrived.' })
  arrivalMode?: Coding;
  @Value(oneOf(YES_NO), { about: 'The child was brought or attended.', example: 'yes' })
  attended?: (typeof YES_NO)[number];
}

@About('Being on the roll of a school.')
export class Enrolment {
  @One(() => Organisation, { about: 'School.', locates: true })
  school?: Organisation;
  @Value(calendarDate, { about: 'Entry date.', example: '2024-09-03' })
  entryDate?: string;
  @Value(calendarDate, { about: 'Leaving date.', example: '2026-07-20' })
  leavingDate?: string;
  @One(() => Coding, { about: 'Why the child left.' })
  leavingReason?: Coding;
  @One(() => Coding, { about: 'Enrolment status.' })
  status?: Coding;
  @Value(text(10), { about: 'Year group.', example: '5' })
  yearGroup?: string;
  @Value(text(20), { about: 'Academic year the statement is for.', example: '2026' })
  academicYear?: string;
  @Value(truth, { about: 'The last school of the history.', example: true })
  lastSchool?: boolean;
}

@About('Special educational needs: provision and needs in order.')
export class SpecialNeeds {
  @One(() => Coding, { about: 'Provision: SEN support, EHC plan.' })
  provision?: Coding;
  @Value(calendarDate, { about: 'Since.', example: '2025-01-06' })
  startDate?: string;
  @Many(() => Coding, 10, { about: 'Needs, first is primary.' })
  needs?: Coding[];
}

@About('A free-school-meals spell.')
export class FreeSchoolMeals {
  @Value(calendarDate, { about: 'From.', example: '2025-09-01' })
  startDate?: string;
  @Value(calendarDate, { about: 'Until.', example: '2026-07-20' })
  endDate?: string;
  @Value(calendarDate, { about: 'Review date.', example: '2026-09-01' })
  reviewDate?: string;
  @Value(text(10), { about: 'UK country.', example: 'ENG' })
  country?: string;
}

@About('A stage assessment result.')
export class StageAssessment {
  @Value(text(20), { about: 'Key stage.', example: 'KS2' })
  stage?: string;
  @Value(text(20), { about: 'Year.', example: '2026' })
  year?: string;
  @Value(text(60), { about: 'Subject.', example: 'MAT' })
  subject?: string;
  @Value(text(60), { about: 'Method.', example: 'TT' })
  method?: string;
  @Value(text(60), { about: 'Component.', example: 'OVR' })
  component?: string;
  @Value(text(60), { about: 'Result.', example: '104' })
  result?: string;
  @Value(text(60), { about: 'Result status.', example: 'R' })
  resultStatus?: string;
  @Value(text(60), { about: 'Result qualifier.', example: 'SC' })
  resultQualifier?: string;
  @Value(text(60), { about: 'Where assessed.', example: 'ENG' })
  locale?: string;
  @Value(partialDate, { about: 'Result date.', example: '2026-07' })
  resultDate?: string;
}

@About('A court hearing or result.')
export class CourtResult {
  @One(() => Organisation, { about: 'Court.' })
  court?: Organisation;
  @Value(moment, { about: 'Hearing.', example: '2026-11-02T10:00' })
  hearingAt?: string;
  @Many(() => Coding, 50, { about: 'Offences.' })
  offences?: Coding[];
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
  @One(() => Organisation, { about: 'Referred to.' })
  to?: Organisation;
}

@About('A birth.')
export class Birth {
  @Value(whole(0, 20_000), { about: 'Weight in grams.', example: 3250 })
  weightGrams?: number;
  @Value(whole(0, 50), { about: 'Weeks of gestation.', example: 39 })
  gestationWeeks?: number;
  @Value(whole(1, 20), { about: 'Number of babies.', example: 1 })
  babies?: number;
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
  @Many(() => Coding, 10, { about: 'The original codes.' })
  original?: Coding[];
}
