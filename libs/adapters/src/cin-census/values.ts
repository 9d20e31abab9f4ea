import type { Measure, Period, When } from '@mash-gateway/contracts';
import { inFuture, momentOf } from '../kit/dates.js';
import { notice, warning } from '../kit/issues.js';
import { fitText, present } from '../kit/texts.js';
import { datesOf, placeOf, valueIn, type PartSource } from './child-source.js';
import { YES_NO } from './codes.js';

/** From when until when; undefined when neither end is known. */
export function periodOf(start: string | undefined, end: string | undefined): Period | undefined {
  return start === undefined && end === undefined ? undefined : present<Period>({ start, end });
}

/** The date of a value, as precise as it is written; unreadable is reported and left out. */
export function dateIn(part: PartSource, name: string): string | undefined {
  const value = valueIn(part, name);
  return value === undefined ? undefined : momentOf(value, datesOf(part, name));
}

/** What has a start and an end. A census reports what has happened: a start ahead, or an end before the start, is reported and kept. */
export function datesIn(part: PartSource, startName: string, endName: string): { readonly start?: string; readonly end?: string } {
  const start = dateIn(part, startName);
  const end = dateIn(part, endName);
  if (start !== undefined && inFuture(start, part.file.now))
    part.report(warning('date.implausible', placeOf(part, startName), 'A census reports what has happened'));
  if (start !== undefined && end !== undefined && end < start.slice(0, end.length))
    part.report(warning('date.implausible', placeOf(part, endName), 'Ends before it starts; both are kept'));
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

/** The moment of an entry, as precise as its date. */
export function whenOf(start: string | undefined, end?: string): When | undefined {
  const first = start ?? end;
  if (first === undefined) return undefined;
  const precision = first.includes('T') ? 'time' : (PRECISIONS[first.length] ?? 'day');
  return present<When>({ start, end, precision });
}

const PRECISIONS: Readonly<Partial<Record<number, When['precision']>>> = { 4: 'year', 7: 'month' };

/** Yes or no; an answer nobody knows is `unknown`, reported, and kept as a measure under the name of its element. */
export function answerOf(part: PartSource, name: string): { readonly answer?: 'yes' | 'no' | 'unknown'; readonly kept: Measure[] } {
  const value = fitText(valueIn(part, name), 100, placeOf(part, name), part.report);
  if (value === undefined) return { kept: [] };
  const answer = YES_NO.get(value) ?? YES_NO.get(value.toLowerCase());
  if (answer !== undefined) return { answer, kept: [] };
  part.report(notice('code.unknown', placeOf(part, name), 'Neither yes nor no; kept as written'));
  return { answer: 'unknown', kept: [{ name, value }] };
}

/** A date that has no field of its own, as a measure under the words for it. */
export function dateMeasure(part: PartSource, name: string, words: string): Measure | undefined {
  const date = dateIn(part, name);
  return date === undefined ? undefined : { name: words, value: date };
}

/** A count, as a measure under the words for it; what is no number is kept as written. */
export function countMeasure(part: PartSource, name: string, words: string): Measure | undefined {
  const value = fitText(valueIn(part, name), 100, placeOf(part, name), part.report);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/u.test(value)) return { name: words, quantity: value };
  part.report(warning('format.value', placeOf(part, name), 'A whole number'));
  return { name: words, value };
}
