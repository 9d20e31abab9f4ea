import type { Publication } from './published-table.js';

/** What a mark of the attendance register says. Facts of the register, never a judgement on the family. */
export type AttendanceMeaning =
  /** In school at registration. */
  | 'present'
  /** In school, late, before the register closed. */
  | 'late'
  /** At an approved educational activity elsewhere; for statistics, attending. */
  | 'elsewhere'
  /** At the other school of a dual registration; no possible session here. */
  | 'dual'
  /** Absent, authorised. */
  | 'authorised'
  /** Absent, not authorised. */
  | 'unauthorised'
  /** Could not attend for a reason outside the family's hands; no possible session. */
  | 'unable'
  /** Not expected in school; no possible session. */
  | 'not-expected'
  /** No mark was made. */
  | 'no-mark';

/** One code of the register. */
export interface AttendanceCode {
  readonly code: string;
  readonly meaning: AttendanceMeaning;
  readonly display: string;
  /** First day on which the code may be used; absent for codes older than the 2006 Regulations. */
  readonly from?: string;
  /** Last day on which the code could be used; absent while it is in use. */
  readonly to?: string;
  /** The mark has to be amended once the reason is known. */
  readonly provisional?: true;
}

export const ATTENDANCE_PUBLICATION: Publication = {
  system: 'dfe-cbds/attendance-code',
  title: 'National attendance and absence codes (School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, reg 10)',
  url: 'https://www.legislation.gov.uk/uksi/2024/208/regulation/10',
  version: '2024-08-19',
};

const STATUTORY = '2024-08-19';
const BEFORE = '2024-08-18';

/** The code with this spelling, in force or retired. */
export function attendanceCode(code: string): AttendanceCode | undefined {
  return BY_CODE.get(code);
}

/** Whether a code could be used on a day (`yyyy-mm-dd`). A mark outside its dates is still kept: registers are kept six years. */
export function inForce(code: AttendanceCode, day: string): boolean {
  return (code.from === undefined || code.from <= day) && (code.to === undefined || day <= code.to);
}

/**
 * Every code, with its dates. Codes of two characters cannot stand in a string of one-character marks such as CTF's, where
 * systems write the first character alone or a digit; that is for the adapter of the standard to say.
 */
export const ATTENDANCE_CODES: readonly AttendanceCode[] = [
  { code: '/', meaning: 'present', display: 'Present at the morning session' },
  { code: '\\', meaning: 'present', display: 'Present at the afternoon session' },
  { code: 'L', meaning: 'late', display: 'Late arrival before the register is closed' },
  { code: 'K', meaning: 'elsewhere', display: 'Attending education provision arranged by the local authority', from: STATUTORY },
  { code: 'V', meaning: 'elsewhere', display: 'Attending an educational visit or trip' },
  { code: 'P', meaning: 'elsewhere', display: 'Participating in a sporting activity' },
  { code: 'W', meaning: 'elsewhere', display: 'Attending work experience' },
  { code: 'B', meaning: 'elsewhere', display: 'Attending any other approved educational activity' },
  { code: 'D', meaning: 'dual', display: 'Dual registered at another school' },
  { code: 'C', meaning: 'authorised', display: 'Leave of absence for exceptional circumstance' },
  { code: 'C1', meaning: 'authorised', display: 'Leave for a regulated performance or employment abroad', from: STATUTORY },
  { code: 'C2', meaning: 'authorised', display: 'Leave for a compulsory school age pupil on a part-time timetable', from: STATUTORY },
  { code: 'J1', meaning: 'authorised', display: 'Leave for an interview for employment or admission', from: STATUTORY },
  { code: 'M', meaning: 'authorised', display: 'Leave for a medical or dental appointment' },
  { code: 'S', meaning: 'authorised', display: 'Leave for studying for a public examination' },
  { code: 'T', meaning: 'authorised', display: 'Parent travelling for occupational purposes' },
  { code: 'R', meaning: 'authorised', display: 'Religious observance' },
  { code: 'I', meaning: 'authorised', display: 'Illness (not medical or dental appointment)' },
  { code: 'E', meaning: 'authorised', display: 'Suspended or permanently excluded, no alternative provision made' },
  { code: 'X', meaning: 'not-expected', display: 'Non-compulsory school age pupil not required to attend' },
  { code: 'Q', meaning: 'unable', display: 'Unable to attend because of a lack of access arrangements', from: STATUTORY },
  { code: 'Y1', meaning: 'unable', display: 'Transport normally provided not being available', from: STATUTORY },
  { code: 'Y2', meaning: 'unable', display: 'Widespread disruption to travel', from: STATUTORY },
  { code: 'Y3', meaning: 'unable', display: 'Part of the school premises being closed', from: STATUTORY },
  { code: 'Y4', meaning: 'unable', display: 'Whole school site being unexpectedly closed', from: STATUTORY },
  { code: 'Y5', meaning: 'unable', display: 'Pupil in criminal justice detention', from: STATUTORY },
  { code: 'Y6', meaning: 'unable', display: 'Public health guidance or law', from: STATUTORY },
  { code: 'Y7', meaning: 'unable', display: 'Any other unavoidable cause', from: STATUTORY },
  { code: 'G', meaning: 'unauthorised', display: 'Holiday not granted by the school' },
  { code: 'N', meaning: 'unauthorised', display: 'Reason for absence not yet established', provisional: true },
  { code: 'O', meaning: 'unauthorised', display: 'Absent in other or unknown circumstances' },
  { code: 'U', meaning: 'unauthorised', display: 'Arrived in school after registration closed' },
  { code: 'Z', meaning: 'not-expected', display: 'Prospective pupil not on admission register' },
  { code: '#', meaning: 'not-expected', display: 'Planned whole school closure' },
  { code: 'H', meaning: 'authorised', display: 'Holiday authorised by the school', to: BEFORE },
  { code: 'J', meaning: 'elsewhere', display: 'At an interview with a prospective employer or school', to: BEFORE },
  { code: 'Y', meaning: 'unable', display: 'Unable to attend due to exceptional circumstances', to: BEFORE },
  { code: '-', meaning: 'no-mark', display: 'No mark for this session' },
];

const BY_CODE: ReadonlyMap<string, AttendanceCode> = new Map(ATTENDANCE_CODES.map((entry) => [entry.code, entry]));
