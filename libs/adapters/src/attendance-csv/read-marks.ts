import type { AttendanceCode } from '../code-systems/attendance-codes.js';
import { cellLocation, cellOf, rawCell, type CsvRow } from '../kit/csv.js';
import { columnLocation } from '../kit/csv-columns.js';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { codeOf, halfOf, type Half } from './codes.js';
import type { Column } from './columns.js';
import type { DayColumn } from './layout.js';
import { daysAfter, weekday } from './register-days.js';
import type { PupilSource } from './register-source.js';

/** One mark of the register, with what stands beside it. */
export interface Mark {
  /** Exactly as written, blanks around it apart. */
  readonly written: string;
  /** Undefined for a mark that no register of England has. */
  readonly code: AttendanceCode | undefined;
  readonly date?: string | undefined;
  readonly half?: Half | undefined;
  /** What the source calls the session where it is neither morning nor afternoon. */
  readonly session?: string;
  readonly location: string;
  readonly row: CsvRow;
  readonly previous?: string | undefined;
  readonly minutes?: string | undefined;
  readonly comment?: string | undefined;
}

/** Columns that stand beside a mark, by the half of the day they belong to. */
interface Beside {
  readonly minutes: Column;
  readonly comment: Column;
}

const OF_SESSION: Beside = { minutes: 'minutesLate', comment: 'comment' };
const OF_HALF: Readonly<Record<Half, Beside>> = {
  AM: { minutes: 'minutesLateAm', comment: 'commentAm' },
  PM: { minutes: 'minutesLatePm', comment: 'commentPm' },
};

/** What a row says of sessions. */
export interface RowMarks {
  /** Marks that have a session each. */
  readonly marks: readonly Mark[];
  /** A string of marks whose days cannot be told apart, blanks at its beginning included. */
  readonly string?: string;
}

/** The marks of a row: one with its session, a morning and an afternoon, columns headed by days, a string from a first day on. */
export function marksOfRow(pupil: PupilSource, row: CsvRow): RowMarks {
  const date = dateIn(pupil, row, 'date');
  const single = cell(pupil, row, 'mark');
  const marks: Mark[] = single === undefined ? [] : [sessionMark(pupil, row, single, date)];
  for (const half of ['AM', 'PM'] as const) {
    const column = half === 'AM' ? 'am' : 'pm';
    const written = cell(pupil, row, column);
    if (written !== undefined) marks.push({ ...mark(row, column, written), date, half, ...beside(pupil, row, OF_HALF[half]) });
  }
  const { days } = pupil.layout;
  if (days.length > 0) {
    const start = dateIn(pupil, row, 'start');
    for (const day of days) marks.push(...dayMarks(row, day, start ?? date));
  }
  const string = rawCell(pupil.layout.header, row, 'marks')?.trimEnd() ?? '';
  const ofString = string === '' ? NONE : marksOfString(pupil, row, string, date);
  if (ofString !== undefined) marks.push(...ofString);
  const all = single === undefined ? withRest(pupil, row, marks) : marks;
  return ofString === undefined ? { marks: all, string } : { marks: all };
}

const NONE: readonly Mark[] = [];

/** What stands beside the whole row goes with its first mark that is no plain presence, else with its first. */
function withRest(pupil: PupilSource, row: CsvRow, marks: readonly Mark[]): readonly Mark[] {
  const whole = present<Partial<Mark>>({ ...beside(pupil, row, OF_SESSION), previous: cell(pupil, row, 'previousMark') });
  if (marks.length === 0 || Object.keys(whole).length === 0) return marks;
  const chosen = Math.max(
    0,
    marks.findIndex(({ code }) => code?.meaning !== 'present'),
  );
  return marks.map((item, index) => (index === chosen ? { ...whole, ...present<Mark>(item) } : item));
}

/**
 * The marks of a string whose days are certain: from a day of the week to its Friday at most, two a day. A longer string
 * may or may not have places for days without school, which only its writer knows.
 */
function marksOfString(pupil: PupilSource, row: CsvRow, written: string, date: string | undefined): readonly Mark[] | undefined {
  const start = dateIn(pupil, row, 'start') ?? date;
  if (start === undefined) return undefined;
  const day = weekday(start);
  if (day === 0 || day === 6 || written.length > (FRIDAY - day + 1) * 2) return undefined;
  return Array.from(written).flatMap((character, index): Mark[] => {
    if (character === ' ') return [];
    const half = index % 2 === 0 ? 'AM' : 'PM';
    return [{ ...mark(row, 'marks', character), date: daysAfter(start, Math.floor(index / 2)), half }];
  });
}

/** A day in a column; one that cannot be read is reported and left out. */
export function dateIn(pupil: PupilSource, row: CsvRow, column: Column): string | undefined {
  const written = cell(pupil, row, column);
  if (written === undefined) return undefined;
  const date = pupil.days.read(written);
  if (date === undefined) pupil.report(warning('date.unreadable', cellLocation(row, column), 'No day of the calendar'));
  return date;
}

const FRIDAY = 5;

function sessionMark(pupil: PupilSource, row: CsvRow, written: string, date: string | undefined): Mark {
  const session = cell(pupil, row, 'session');
  const half = session === undefined ? halfByMark(written) : halfOf(session);
  return {
    written,
    code: codeOf(written),
    location: cellLocation(row, 'mark'),
    row,
    date,
    half,
    previous: cell(pupil, row, 'previousMark'),
    minutes: cell(pupil, row, 'minutesLate'),
    comment: cell(pupil, row, 'comment'),
    ...(session !== undefined && half === undefined ? { session } : {}),
  };
}

/** Two marks name their half themselves (SI 2024/208 reg 10(2)). */
function halfByMark(written: string): Half | undefined {
  if (written === '/') return 'AM';
  return written === '\\' ? 'PM' : undefined;
}

function dayMarks(row: CsvRow, day: DayColumn, start: string | undefined): Mark[] {
  const written = row.cells[day.place]?.trim() ?? '';
  if (written === '') return [];
  const location = columnLocation(row.row, day.place);
  const date = day.date ?? nextWeekday(start, day.weekday);
  const made = (text: string, half: Half | undefined): Mark => ({ written: text, code: codeOf(text), location, row, date, half });
  if (day.half !== undefined || codeOf(written) !== undefined) return [made(written, day.half ?? halfByMark(written))];
  // Both sessions of a day in one cell, apart or together: `/\`, `/ \`, `I,I`.
  const pair = /^(\S{1,2})[\s,;/]+(\S{1,2})$/u.exec(written) ?? /^(\S)(\S)$/u.exec(written);
  return pair === null ? [made(written, undefined)] : [made(pair[1] ?? '', 'AM'), made(pair[2] ?? '', 'PM')];
}

function nextWeekday(start: string | undefined, wanted: number | undefined): string | undefined {
  return start === undefined || wanted === undefined ? undefined : daysAfter(start, (wanted - weekday(start) + 7) % 7);
}

function mark(row: CsvRow, column: Column, written: string): Pick<Mark, 'written' | 'code' | 'location' | 'row'> {
  return { written, code: codeOf(written), location: cellLocation(row, column), row };
}

function beside(pupil: PupilSource, row: CsvRow, columns: Beside): Pick<Mark, 'minutes' | 'comment'> {
  return { minutes: cell(pupil, row, columns.minutes), comment: cell(pupil, row, columns.comment) };
}

function cell({ layout }: PupilSource, row: CsvRow, column: Column): string | undefined {
  return cellOf(layout.header, row, column);
}
