import { calendarDate, partialDate } from '../field/dates.js';
import { About, Many, One, Value } from '../field/field.js';
import { text, truth, whole } from '../field/scalar.js';
import { Coding } from './coding.js';
import { Organisation } from './parts.js';

@About('Sessions missed for one reason.')
export class AbsenceCount {
  @One(() => Coding, { about: 'Reason (SI 2024/208 regulation 10 code).', required: true })
  reason!: Coding;
  @Value(whole(0, 1000), { about: 'Sessions.', example: 4, required: true })
  sessions!: number;
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
  @Many(() => AbsenceCount, 40, { about: 'Sessions missed, by reason.' })
  absences?: AbsenceCount[];
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
