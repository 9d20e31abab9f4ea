import type { AbsenceCount, Attendance } from '@mash-gateway/contracts';
import { fitText, present } from '../kit/texts.js';
import { codingsOf, countsOf } from './codes.js';
import type { Entry } from './entry.js';
import type { Mark } from './read-marks.js';
import { daysBetween, weekday } from './register-days.js';
import { locate, ofPupil, type PupilSource } from './register-source.js';

/** What the marks of a pupil come to. */
export interface Tally {
  readonly entry: Entry;
  /** Marks whose place in the string of the entry says their session, so that they need no entry of their own. */
  readonly told: ReadonlySet<Mark>;
}

/**
 * Counts sessions by what their codes mean. Where one mark is no code, or is not said to be of a morning or an afternoon (a
 * lesson, a whole day), no count is given at all, rather than one that may be wrong.
 */
export function tallyOf(pupil: PupilSource, marks: readonly Mark[]): Tally {
  const dates = marks.flatMap(({ date }) => date ?? []).sort();
  const [first] = dates;
  const last = dates.at(-1);
  const { told, text } = stringOf(marks, first, last);
  const isProvisional = marks.some(({ code }) => code?.provisional === true);
  const attendance = present<Attendance>({
    academicYear: fitText(ofPupil(pupil, 'academicYear'), 20, locate(pupil, 'academicYear'), pupil.report),
    ...(marks.every(({ half }) => half !== undefined) ? counts(marks) : {}),
    startDate: first,
    marks: text,
    provisional: isProvisional ? true : undefined,
  });
  const entry = present<Entry>({
    kind: 'attendance',
    dfeRecordType: 'education.details',
    state: isProvisional ? 'provisional' : undefined,
    occurredAt:
      first === undefined || last === undefined ? undefined : { start: first, ...(last === first ? {} : { end: last }), precision: 'day' },
    attendance,
  });
  return { entry, told };
}

/** Sessions by what they count as, and absences by reason in the order they first stand. */
export function counts(marks: readonly Pick<Mark, 'code'>[]): {
  readonly [K in keyof Attendance]: Attendance[K] | undefined;
} {
  if (marks.some(({ code }) => code === undefined)) return {};
  const sum = { possible: 0, attended: 0, authorised: 0, unauthorised: 0 };
  const reasons = new Map<string, AbsenceCount>();
  for (const { code } of marks) {
    if (code === undefined) continue;
    const counted = countsOf(code.meaning);
    sum.possible += counted.possible;
    if (counted.as === undefined) continue;
    sum[counted.as] += 1;
    if (counted.as !== 'attended') addTo(reasons, code.code, codingsOf(code.code, code)[0] ?? {});
  }
  return {
    sessionsPossible: sum.possible,
    sessionsAttended: sum.attended,
    sessionsAuthorised: sum.authorised,
    sessionsUnauthorised: sum.unauthorised,
    absences: [...reasons.values()],
  };
}

function addTo(reasons: Map<string, AbsenceCount>, code: string, reason: AbsenceCount['reason']): void {
  const before = reasons.get(code);
  reasons.set(code, { reason, sessions: (before?.sessions ?? 0) + 1 });
}

/** The longest string of marks the contract holds is 2000; a year of weekdays has 522. */
const MOST_DAYS = 600;

/**
 * Marks as one string from the first day on, two to a weekday, a blank where no mark of one character is stated. A mark at
 * a weekend, of two characters or without its half has no place there and gets an entry of its own.
 */
function stringOf(
  marks: readonly Mark[],
  first: string | undefined,
  last: string | undefined,
): { readonly told: ReadonlySet<Mark>; readonly text?: string } {
  const told = new Set<Mark>();
  if (first === undefined || last === undefined || daysBetween(first, last) > MOST_DAYS) return { told };
  const places: string[] = [];
  for (const mark of marks) {
    const place = placeOf(mark, first);
    const character = mark.code?.code;
    if (place === undefined || character?.length !== 1 || places[place] !== undefined) continue;
    places[place] = character;
    told.add(mark);
  }
  if (told.size === 0) return { told };
  return { told, text: Array.from(places, (character) => (character as string | undefined) ?? ' ').join('') };
}

function placeOf({ date, half }: Mark, first: string): number | undefined {
  if (date === undefined || half === undefined) return undefined;
  const day = weekday(date);
  if (day === 0 || day === 6) return undefined;
  return weekdaysBetween(first, date) * 2 + (half === 'AM' ? 0 : 1);
}

/** Mondays to Fridays from a day up to, and not counting, a later one. */
function weekdaysBetween(first: string, later: string): number {
  const days = daysBetween(first, later);
  const start = weekday(first);
  let count = Math.floor(days / 7) * 5;
  for (let day = 0; day < days % 7; day += 1) {
    const at = (start + day) % 7;
    if (at !== 0 && at !== 6) count += 1;
  }
  return count;
}
