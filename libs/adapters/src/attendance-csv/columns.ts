import type { CsvColumns } from '../kit/csv-columns.js';

/** What is the same in every row of one pupil and tells pupils apart. */
const PUPIL = {
  upn: ['Unique Pupil Number', 'Pupil UPN', 'Student UPN'],
  uln: ['Unique Learner Number'],
  localId: ['Admission Number', 'Admission No', 'Adno', 'Adm No', 'Pupil ID', 'Student ID', 'Pupil Reference', 'MIS ID'],
  surname: ['Legal Surname', 'Last Name', 'Family Name', 'Pupil Surname', 'Student Surname', 'Legal Last Name'],
  forename: ['Legal Forename', 'First Name', 'Given Name', 'Pupil Forename', 'Student Forename', 'Legal First Name'],
  middleNames: ['Middle Name', 'Middle Name(s)'],
  preferredSurname: ['Preferred Last Name', 'Known as Surname', 'Chosen Surname'],
  preferredForename: ['Preferred First Name', 'Known As', 'Preferred Name', 'Chosen Forename'],
  name: ['Pupil Name', 'Student Name', 'Full Name', 'Pupil', 'Student', 'Child Name'],
  birthDate: ['DOB', 'Date of Birth', 'D.O.B.'],
  sex: ['Legal Sex'],
  gender: [],
  yearGroup: ['Year', 'NC Year', 'Year Group', 'National Curriculum Year', 'Actual NC Year', 'NCyearActual', 'Yr'],
  senProvision: ['SEN', 'SEN Status', 'SEN Code', 'SEND Status', 'SEN Provision'],
  freeSchoolMeals: ['FSM', 'FSM Eligible', 'Free School Meals', 'Eligible for Free Meals'],
  inCare: ['In Care', 'LAC', 'Looked After', 'CLA', 'In LEA Care'],
  la: ['LEA', 'LA Code', 'LA Number', 'Local Authority Code', 'LEA Number'],
  estab: ['Establishment Number', 'Estab Number', 'Estab No', 'DfE Estab'],
  laEstab: ['LAEstab', 'LA/Estab', 'DfE Number', 'DfE No', 'DfES Number', 'School Number', 'DfE Code', 'School DfE Number'],
  urn: ['School URN', 'Unique Reference Number'],
  schoolName: ['School', 'School Name', 'Establishment', 'Establishment Name', 'Academy'],
  academicYear: ['School Year', 'Acad Year'],
  exportedAt: ['Export Date', 'Exported At', 'Extract Date', 'Extracted On', 'Report Date', 'Date of Export', 'Run Date'],
} as const satisfies CsvColumns<string>;

/** Marks of sessions, each row one session, one day, or a string of sessions from a first day on. */
const MARKS = {
  date: ['Session Date', 'Attendance Date', 'Mark Date', 'Register Date', 'Day'],
  session: ['AM/PM', 'Session Name', 'Session Type', 'AM or PM', 'Half Day'],
  mark: ['Code', 'Attendance Code', 'Attendance Mark', 'Absence Code', 'Mark Code', 'Register Mark', 'Registration Code'],
  am: ['AM Mark', 'AM Code', 'Morning', 'Morning Mark', 'AM Attendance', 'AM Session'],
  pm: ['PM Mark', 'PM Code', 'Afternoon', 'Afternoon Mark', 'PM Attendance', 'PM Session'],
  marks: ['Attendance Marks', 'Mark String', 'Attendance String', 'Register Marks', 'Session Marks'],
  previousMark: ['Original Mark', 'Previous Mark', 'Previous Code', 'Original Code', 'Mark Before Amendment'],
  minutesLate: ['Minutes Late', 'Mins Late', 'Late Minutes', 'Minutes'],
  minutesLateAm: ['AM Minutes Late', 'AM Mins Late'],
  minutesLatePm: ['PM Minutes Late', 'PM Mins Late'],
  comment: ['Comments', 'Note', 'Notes', 'Reason', 'Absence Reason', 'Reason for Absence', 'Mark Comment'],
  commentAm: ['AM Comment', 'AM Comments', 'AM Reason'],
  commentPm: ['PM Comment', 'PM Comments', 'PM Reason'],
  recordedAt: ['Recorded On', 'Last Updated', 'Updated At', 'Date Amended', 'Modified', 'Last Modified', 'Amended At'],
} as const satisfies CsvColumns<string>;

/** Counts over a period, as a summary states them. */
const COUNTS = {
  start: ['Start Date', 'From', 'Date From', 'Period Start', 'Week Commencing', 'Week Beginning', 'W/C', 'Attendance Start Date'],
  end: ['End Date', 'To', 'Date To', 'Period End', 'Week Ending', 'W/E', 'Attendance End Date'],
  possible: ['Possible Sessions', 'Sessions Possible', 'Possible Marks', 'Possible Attendances', 'Total Possible'],
  attended: ['Present', 'Attendances', 'Sessions Attended', 'Present Marks', 'Actual Attendances', 'Sessions Present', 'Presents'],
  authorised: ['Authorised Absences', 'Auth Absences', 'Sessions Authorised', 'Authorised Absence', 'Auth', 'Auth Abs'],
  unauthorised: ['Unauthorised Absences', 'Unauth Absences', 'Sessions Unauthorised', 'Unauthorised Absence', 'Unauth', 'Unauth Abs'],
  missed: ['Absences', 'Total Absences', 'Sessions Missed', 'Sessions Absent', 'Absent', 'Total Absence'],
  late: ['Lates', 'Late', 'Late Before', 'Late Before Registers Closed', 'Times Late'],
  percentAttended: ['% Attendance', 'Attendance %', 'Percentage Attendance', 'Attendance Percentage', 'Attendance Rate', '% Attend'],
  percentMissed: ['% Absence', 'Absence %', 'Percentage Absence', 'Absence Percentage', 'Absence Rate', 'Overall Absence %'],
  persistent: ['PA', 'Persistent Absence', 'Persistent Absentee', 'Persistently Absent', 'PA Flag'],
} as const satisfies CsvColumns<string>;

/** Columns that are known and not carried: see `unmapped.ts`. */
const NOT_CARRIED = {
  registrationGroup: ['Reg', 'Reg Group', 'Form', 'Form Group', 'Class', 'Tutor Group', 'Tutor', 'Registration Form'],
  house: ['School House'],
  recordedBy: ['Entered By', 'Taken By', 'Teacher', 'Recorded By', 'Amended By'],
} as const satisfies CsvColumns<string>;

/** Every column this adapter knows, under the names that issues call them by. */
export const COLUMNS = { ...PUPIL, ...MARKS, ...COUNTS, ...NOT_CARRIED };

/** One of {@link COLUMNS}. */
export type Column = keyof typeof COLUMNS;

/** Columns of the pupil: rows that agree in all of them are rows of one pupil. */
export const PUPIL_COLUMNS = Object.keys(PUPIL) as readonly (keyof typeof PUPIL)[];
/** Columns that say who is meant; a row with none of them filled is a row of nobody. */
export const WHO_COLUMNS = ['upn', 'uln', 'localId', 'surname', 'forename', 'name'] as const satisfies readonly Column[];
/** Columns without any of which a file says nothing of attendance. */
export const CONTENT_COLUMNS = [
  ...(['mark', 'am', 'pm', 'marks', 'possible', 'attended', 'authorised', 'unauthorised', 'missed'] as const),
  ...(['percentAttended', 'percentMissed'] as const),
] as const satisfies readonly Column[];
