import { codedBy, type CodeTable } from '../../kit/code-table.js';
import { momentOf, type DateReading } from '../../kit/dates.js';
import { warning, type Report } from '../../kit/issues.js';
import { fitText } from '../../kit/texts.js';
import type { Group, Written } from '../read/tree.js';

/** What reading values needs beside them. */
export interface Reading {
  readonly report: Report;
  /** The moment of receipt. */
  readonly now: Date;
}

/** A text of at most `max` characters; undefined when it is not there. */
export function textIn(group: Group | undefined, key: string, max: number, { report }: Reading): string | undefined {
  const written = group?.value(key);
  return written && fitText(written.text, max, written.location, report);
}

/** The texts of a list. */
export function textsIn(group: Group | undefined, key: string, max: number, { report }: Reading): string[] {
  return (group?.values(key) ?? []).flatMap(({ text, location }) => fitText(text, max, location, report) ?? []);
}

/** A code of the profile with the word for it; another is reported and kept. */
export function codeIn<T extends string>(group: Group | undefined, key: string, table: CodeTable<T>, { report }: Reading) {
  const written = group?.value(key);
  return written && codedBy(table, written.text, written.location, report);
}

/** A word of one of the contract's own lists; another is reported and left out. */
export function wordIn<const T extends readonly string[]>(
  group: Group | undefined,
  key: string,
  list: T,
  { report }: Reading,
): T[number] | undefined {
  const written = group?.value(key);
  if (written === undefined) return undefined;
  const found = list.find((word) => word === written.text.toLowerCase());
  if (found === undefined) report(warning('code.unknown', written.location, 'Not in the code list of the profile'));
  return found;
}

/** true or false; anything else is reported and reads as `doubt`. */
export function truthIn(group: Group | undefined, key: string, doubt: boolean, { report }: Reading): boolean | undefined {
  const written = group?.value(key);
  if (written === undefined) return undefined;
  if (written.text === 'true' || written.text === '1') return true;
  if (written.text === 'false' || written.text === '0') return false;
  report(warning('format.value', written.location, 'true or false is expected'));
  return doubt;
}

/** A date, or a date and time, in ISO 8601 or as POLE DS_034 has it; unreadable is reported and left out. */
export function momentIn(group: Group | undefined, key: string, reading: Reading): string | undefined {
  const written = group?.value(key);
  if (written === undefined) return undefined;
  const [, day, month, year, time] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{2}:\d{2})$/u.exec(written.text) ?? [];
  if (day === undefined || month === undefined || year === undefined || time === undefined)
    return momentOf(written.text, datesAt(written, reading));
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}`;
  return momentOf(iso, datesAt({ ...written, text: iso }, reading));
}

/** How a date is to be read: dd/mm/yyyy or ISO 8601, by its look. */
export function datesAt({ text, location }: Written, { report, now }: Reading): DateReading {
  return { location, report, now, style: text.includes('/') ? 'british' : 'iso' };
}
