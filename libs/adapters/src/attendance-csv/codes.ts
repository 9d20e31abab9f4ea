import type { Coding } from '@mash-gateway/contracts';
import { ATTENDANCE_PUBLICATION, attendanceCode, type AttendanceCode, type AttendanceMeaning } from '../code-systems/attendance-codes.js';

export { DFE_GENDER as GENDER, DFE_SEX as SEX } from '../code-systems/gender.js';
export { SEN_PROVISION } from '../code-systems/special-needs.js';

/** System of the normalised word that stands beside each mark. */
const MEANING = 'mash-gateway/attendance-meaning';
/** Measures of absence as the Department for Education defines them. */
export const ABSENCE_MEASURE = 'dfe/absence-measure';

/** One half of the school day (SI 2024/208 reg 10(1)). */
export type Half = 'AM' | 'PM';

const HALVES: Readonly<Record<string, Half>> = Object.assign(
  Object.create(null) as object,
  {
    am: 'AM',
    a: 'AM',
    morning: 'AM',
    pm: 'PM',
    p: 'PM',
    afternoon: 'PM',
  } as const,
);

/** Which half a session is; undefined for a lesson or anything else that is no session of the register. */
export function halfOf(written: string): Half | undefined {
  return HALVES[written.trim().toLowerCase()];
}

/**
 * The code a mark is, by itself or before its own description, as reports print it: `I`, `i`, `I - Illness`, `C1 (Leave…)`.
 * The letters of a mark mean the same in either case; the register has no two codes that differ in case alone.
 */
export function codeOf(written: string): AttendanceCode | undefined {
  const whole = attendanceCode(written) ?? attendanceCode(written.toUpperCase());
  if (whole !== undefined) return whole;
  const [, head = ''] = /^(\S{1,2})\s*(?:[-–:=]\s|\()/u.exec(written) ?? [];
  return attendanceCode(head) ?? attendanceCode(head.toUpperCase());
}

/** A mark as written, with the register's own words for it and the word of this project beside it. */
export function codingsOf(written: string, code: AttendanceCode | undefined): Coding[] {
  const { system, version } = ATTENDANCE_PUBLICATION;
  if (code === undefined)
    return [
      { system, code: written },
      { system: MEANING, code: 'unknown' },
    ];
  const original: Coding = { system, version, code: code.code, display: code.display };
  if (written !== code.code) original.text = written;
  return [original, { system: MEANING, code: code.meaning }];
}

/** What one session with this meaning counts as (DfE pupil absence statistics: methodology, sections 2 and 3). */
export function countsOf(meaning: AttendanceMeaning): {
  readonly possible: 0 | 1;
  readonly as?: 'attended' | 'authorised' | 'unauthorised';
} {
  switch (meaning) {
    case 'present':
    case 'late':
    case 'elsewhere':
      return { possible: 1, as: 'attended' };
    case 'authorised':
      return { possible: 1, as: 'authorised' };
    case 'unauthorised':
      return { possible: 1, as: 'unauthorised' };
    case 'dual':
    case 'unable':
    case 'not-expected':
    case 'no-mark':
      return { possible: 0 };
  }
}
