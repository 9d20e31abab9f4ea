import { calendarDate } from '@mash-gateway/contracts';
import { halfOf, type Half } from './codes.js';

const DAY = 24 * 60 * 60 * 1000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A day as English systems write it: 2026-09-03, 03/09/2026, 3.9.2026, 03-Sep-2026, 3 September 2026; a weekday before or a time after it says no more. */
export function dayOf(written: string): string | undefined {
  const [, year, month, date] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/u.exec(written) ?? [];
  if (year !== undefined) return checked(year, month, date);
  const parts = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-/. ](\d{1,2}|[a-z]{3,9})[-/., ]\s*(\d{4})(?:[T ,].*)?$/iu.exec(written);
  return parts === null ? undefined : checked(parts[3], monthNumber(parts[2] ?? ''), parts[1]);
}

/** As {@link dayOf}, and with a year of two digits: no register that is still kept was taken before 2000. */
export function registerDay(written: string): string | undefined {
  const short = /^((?:[a-z]{3,9},?\s+)?\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ])(\d{2})(?!\d)(.*)$/iu.exec(written);
  return dayOf(short === null ? written : `${short[1] ?? ''}20${short[2] ?? ''}${short[3] ?? ''}`);
}

/** 03/09/2026 08:55 as 2026-09-03T08:55; what is no such moment stays as written. */
export function isoMoment(written: string): string {
  const [, date = '', time] = /^(.*?)(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?))?$/u.exec(written) ?? [];
  const day = registerDay(date);
  if (day === undefined) return written;
  return time === undefined ? day : `${day}T${time.padStart(time.indexOf(':') === 1 ? time.length + 1 : time.length, '0')}`;
}

/** A column that is headed by a day: `03/09/2026 AM`, `2026-09-03`, `Mon PM`. */
export interface DayHeading {
  /** Undefined where the heading names a day of the week alone, which the first day of the row makes a date. */
  readonly date?: string;
  /** 0 is Sunday. */
  readonly weekday?: number;
  readonly half?: Half;
}

/** What day a heading names, or undefined when it names none. */
export function dayHeading(heading: string): DayHeading | undefined {
  const [, first = '', last] = /^(.*?)[\s:_-]*(?:(?<![a-z])(am|pm))?$/iu.exec(heading.trim()) ?? [];
  const half = last === undefined ? undefined : halfOf(last);
  const named = first.trim();
  if (named === '') return undefined;
  const weekday = weekdayOf(named);
  if (weekday !== undefined) return { weekday, ...(half ? { half } : {}) };
  const date = registerDay(named);
  return date === undefined ? undefined : { date, ...(half ? { half } : {}) };
}

/** The day of the week of a date, 0 is Sunday. */
export function weekday(date: string): number {
  // 1 January 1970 was a Thursday.
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

/** A date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY).toISOString().slice(0, 10);
}

/** Whole days from one date to another. */
export function daysBetween(first: string, last: string): number {
  return dayNumber(last) - dayNumber(first);
}

/** Days of a register, each read once: a file has few days and a mark on every one of them for every pupil. */
export class DayBook {
  readonly #days = new Map<string, string | undefined>();

  /** As {@link registerDay}. */
  read(written: string): string | undefined {
    const known = this.#days.get(written);
    if (known !== undefined || this.#days.has(written)) return known;
    // A sender who writes something else into every row does not make this grow.
    if (this.#days.size === MOST_DAYS) this.#days.clear();
    const day = registerDay(written);
    this.#days.set(written, day);
    return day;
  }
}

const MOST_DAYS = 4096;

/** Days since 1970, in the calendar carried backwards: years counted from March, so that the odd day is the last of one. */
function dayNumber(date: string): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const century = Math.floor(year / 100);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  return 365 * year + Math.floor(year / 4) - century + Math.floor(century / 4) + dayOfYear - 719_468;
}

function weekdayOf(written: string): number | undefined {
  const short = written.toLowerCase();
  const index = WEEKDAYS.indexOf(short.slice(0, 3));
  return index >= 0 && /^(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?$/u.test(short) ? index : undefined;
}

function monthNumber(written: string): string {
  const index = MONTHS.indexOf(written.slice(0, 3).toLowerCase());
  return index < 0 ? written : String(index + 1);
}

function checked(year: string | undefined, month: string | undefined, date: string | undefined): string | undefined {
  const day = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`;
  return calendarDate.holds(day) ? day : undefined;
}
