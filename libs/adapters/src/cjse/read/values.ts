import type { Coded, Coding, DatedValue, Measure, When } from '@mash-gateway/contracts';
import { codedBy, codingBy, type CodeTable } from '../../kit/code-table.js';
import { birthDate, momentOf, type DateReading } from '../../kit/dates.js';
import { warning, type Report } from '../../kit/issues.js';
import { fitText, present } from '../../kit/texts.js';
import type { ElementPart } from './element-part.js';
import type { Part } from './part.js';

/** Where issues go and against which day dates are judged. */
export interface Reading {
  readonly report: Report;
  readonly now: Date;
}

/** Longer texts keep their lines; in shorter ones a line end is the layout of the document. */
const LONGEST_LINE = 500;

/** The words of a part, at most `max` characters. */
export function words(part: Part | undefined, name: string, max: number, { report }: Reading): string | undefined {
  const text = part?.text(name);
  return part && fitText(max > LONGEST_LINE ? text : text?.replace(/\s+/gu, ' '), max, part.place(name), report);
}

/** As {@link words}, for the text of an element that is one of several. */
export function ownWords(part: ElementPart, max: number, { report }: Reading): string | undefined {
  const text = part.ownText();
  return fitText(max > LONGEST_LINE ? text : text?.replace(/\s+/gu, ' '), max, part.path, report);
}

/** Longest words beside a code (contract). */
const LONGEST_OF_CODE = 2000;

/**
 * The words of a result beside its code. Results are given up to 2,500 characters; what is too long for a code stands as a further fact,
 * whole, instead.
 */
export function resultWords(
  text: string | undefined,
  about: Coding | undefined,
): { readonly text: string | undefined; readonly fact: Measure | undefined } {
  if (text === undefined || Array.from(text).length <= LONGEST_OF_CODE) return { text, fact: undefined };
  return { text: undefined, fact: present<Measure>({ name: 'Result text', code: about, value: text }) };
}

/** A birth date; unreadable is reported and left out. */
export function born(part: Part | undefined, name: string, reading: Reading): DatedValue | undefined {
  return part && birthDate(withoutZone(part.text(name)), dates(part, name, reading));
}

/** A day or moment as written; unreadable is reported and left out. */
export function dated(part: Part | undefined, name: string, reading: Reading): string | undefined {
  return part && momentOf(withoutZone(part.text(name)), dates(part, name, reading));
}

/** A day with the time that stands beside it. A time that cannot be read is reported, and the day is kept. */
export function timed(part: Part | undefined, day: string, time: string, reading: Reading): string | undefined {
  return atTime(dated(part, day, reading), part, time, reading);
}

/** As {@link timed}, for a day that stands elsewhere. */
export function atTime(date: string | undefined, part: Part | undefined, time: string, reading: Reading): string | undefined {
  const clock = part?.text(time);
  if (part === undefined || date === undefined || clock === undefined) return date;
  const whole =
    date.length === 10
      ? momentOf(`${date}T${clock}`, { location: part.place(time), report: () => undefined, now: reading.now })
      : undefined;
  if (whole === undefined) reading.report(warning('date.unreadable', part.place(time), 'No time of the day'));
  return whole ?? date;
}

/** When something happened, as precise as it is written. */
export function when(start: string | undefined, end: string | undefined): When | undefined {
  const first = start ?? end;
  if (first === undefined) return undefined;
  return present<When>({ start, end, precision: precisionOf(first) });
}

/**
 * When an offence happened. The code (cjs/actual-offence-date) says how the first date is meant: before it (2) or on or before it (6)
 * it is an end; after it (3) or about it (5) it is no exact start.
 */
export function offenceTime(start: string | undefined, end: string | undefined, code: string | undefined): When | undefined {
  if (start !== undefined && end === undefined && (code === '2' || code === '6')) return { end: start, precision: 'estimated' };
  const exact = when(start, end);
  return exact && (code === '3' || code === '5') ? { ...exact, precision: 'estimated' } : exact;
}

/** A code of a table; an unfamiliar one is reported and kept. */
export function coded<T extends string>(
  part: Part | undefined,
  name: string,
  table: CodeTable<T>,
  { report }: Reading,
): Coded<T> | undefined {
  return part && codedBy(table, part.text(name), part.place(name), report);
}

/** As {@link coded}, for codes without a normalised word. */
export function listed(part: Part | undefined, name: string, table: CodeTable<string>, { report }: Reading): Coding | undefined {
  return part && codingBy(table, part.text(name), part.place(name), report);
}

/** A code whose list is not published in full, with the source's own words for it. */
export function open(part: Part | undefined, name: string, system: string, { report }: Reading): Coding | undefined {
  const stated = part?.noted(name);
  if (part === undefined || stated === undefined) return undefined;
  const code = fitText(stated.text, 120, part.place(name), report);
  const display = fitText(stated.note, 500, part.place(name), report);
  return code === undefined ? undefined : present<Coding>({ system, code, display });
}

/** A further fact in words. */
export function fact(part: Part | undefined, name: string, label: string, reading: Reading): Measure | undefined {
  const value = words(part, name, 4000, reading);
  return value === undefined ? undefined : { name: label, value };
}

/** Longest unit of a measure (contract). */
const LONGEST_UNIT = 60;

/** A figure; what is no decimal number is kept as words. */
export function figure(label: string, value: string | undefined, unit?: string, code?: Coding): Measure | undefined {
  if (value === undefined) return undefined;
  const decimal = /^-?\d{1,15}(?:\.\d{1,15})?$/u.test(value);
  // A unit nobody knows is the sender's word.
  const fitted = unit === undefined ? undefined : Array.from(unit).slice(0, LONGEST_UNIT).join('').trimEnd();
  return present<Measure>({ name: label, code, ...(decimal ? { quantity: value } : { value }), unit: fitted });
}

/** A code as a further fact. */
export function codedFact(label: string, code: Coding | undefined): Measure | undefined {
  return code && { name: label, code };
}

/** ISO 8601 as the schemas have it; the Common Platform also writes dd/mm/yyyy (POLE DS_034) where a clerk answered a prompt. */
function dates(part: Part, name: string, { report, now }: Reading): DateReading {
  return { location: part.place(name), report, now, style: part.text(name)?.includes('/') ? 'british' : 'iso' };
}

/** XML Schema lets a plain date carry an offset (xs:date); the day is meant. */
function withoutZone(value: string | undefined): string | undefined {
  return value?.replace(/^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/u, '$1');
}

function precisionOf(moment: string): When['precision'] {
  if (moment.includes('T')) return 'time';
  if (moment.length === 4) return 'year';
  return moment.length === 7 ? 'month' : 'day';
}
