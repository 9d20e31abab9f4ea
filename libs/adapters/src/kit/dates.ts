import { calendarDate, moment, partialDate, type DatedValue, type When } from '@mash-gateway/contracts';
import { warning, type Report } from './issues.js';

/** How a standard writes its dates. */
export type DateStyle = 'iso' | 'british';

/** Where a date stands and against which day it is judged. */
export interface DateReading {
  readonly location: string;
  readonly report: Report;
  readonly now: Date;
  /** Default `iso`: yyyy, yyyy-mm, yyyy-mm-dd, or any of them with a time. `british` is dd/mm/yyyy (POLE DS_034, SSDA903). */
  readonly style?: DateStyle;
}

const OLDEST_PERSON_YEARS = 120;
const DAY = 24 * 60 * 60 * 1000;

/** A date of birth: unreadable is reported and left out; in the future or over 120 years ago is reported and kept. */
export function birthDate(value: string | undefined, reading: DateReading): DatedValue | undefined {
  const dated = datedValue(value, reading);
  if (dated && !plausibleBirth(dated.value, reading.now))
    reading.report(warning('date.implausible', reading.location, 'A date of birth lies in the last 120 years and not in the future'));
  return dated;
}

/** A date as precise as its source gave it; unreadable is reported and left out. */
export function datedValue(value: string | undefined, reading: DateReading): DatedValue | undefined {
  const written = value?.trim();
  if (!written) return undefined;
  const date = reading.style === 'british' ? fromBritish(written) : fromIso(written);
  if (date === undefined) {
    reading.report(warning('date.unreadable', reading.location, 'No date of the calendar in the style of this standard'));
    return undefined;
  }
  return { value: date, precision: precisionOf(date) };
}

/** A whole day, `yyyy-mm-dd`; anything less is reported and left out. */
export function day(value: string | undefined, reading: DateReading): string | undefined {
  const dated = datedValue(value, reading);
  if (dated === undefined || calendarDate.holds(dated.value)) return dated?.value;
  reading.report(warning('date.unreadable', reading.location, 'A whole day is needed here'));
  return undefined;
}

/** A partial date or a date with a time, as written; unreadable is reported and left out. */
export function momentOf(value: string | undefined, reading: DateReading): string | undefined {
  const written = value?.trim();
  if (!written) return undefined;
  const read = reading.style === 'british' ? fromBritish(written) : withSeparator(written);
  if (read !== undefined && moment.holds(read)) return read;
  reading.report(warning('date.unreadable', reading.location, 'No date or time in the style of this standard'));
  return undefined;
}

/** When something happened, from its start and end as written. */
export function whenOf(start: string | undefined, end: string | undefined, reading: DateReading): When | undefined {
  const from = momentOf(start, reading);
  const until = momentOf(end, reading);
  const first = from ?? until;
  if (first === undefined) return undefined;
  return {
    ...(from ? { start: from } : {}),
    ...(until ? { end: until } : {}),
    precision: first.includes('T') ? 'time' : precisionOf(first),
  };
}

/** The first and last day a partial date can mean, as milliseconds UTC. */
export function span(date: string): { readonly first: number; readonly last: number } {
  const year = Number(date.slice(0, 4));
  if (date.length >= 10) {
    const only = Date.UTC(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
    return { first: only, last: only };
  }
  const month = date.length >= 7 ? Number(date.slice(5, 7)) : undefined;
  // Day 0 of the next month is the last day of this one.
  return { first: Date.UTC(year, (month ?? 1) - 1, 1), last: Date.UTC(year, month ?? 12, 0) };
}

/** Whether a date is certainly after today. A day's grace, because today in England may be tomorrow in UTC. */
export function inFuture(date: string, now: Date): boolean {
  return span(date.slice(0, 10)).first > now.getTime() + DAY;
}

function plausibleBirth(date: string, now: Date): boolean {
  return !inFuture(date, now) && span(date).last >= Date.UTC(now.getUTCFullYear() - OLDEST_PERSON_YEARS, 0, 1);
}

function fromIso(written: string): string | undefined {
  // A date without a time is past here at once.
  const date = written.length <= 10 ? written : (written.split(/[T ]/u, 1)[0] ?? '');
  return partialDate.holds(date) && (date === written || moment.holds(withSeparator(written))) ? date : undefined;
}

/** Some systems write a blank between date and time where ISO 8601 has a T. */
function withSeparator(written: string): string {
  return written.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/u, '$1T');
}

function fromBritish(written: string): string | undefined {
  const [, dayOfMonth, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(written) ?? [];
  if (dayOfMonth === undefined || month === undefined || year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return calendarDate.holds(date) ? date : undefined;
}

function precisionOf(date: string): 'year' | 'month' | 'day' {
  if (date.length === 4) return 'year';
  return date.length === 7 ? 'month' : 'day';
}
