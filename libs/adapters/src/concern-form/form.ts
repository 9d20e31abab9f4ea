import { codedBy, type CodeTable } from '../kit/code-table.js';
import type { DateReading } from '../kit/dates.js';
import type { Report } from '../kit/issues.js';
import { fitText } from '../kit/texts.js';
import type { Coded } from '@mash-gateway/contracts';
import { codeOf } from './codes.js';
import type { FieldName } from './fields.js';

/** One form about one child, from a row of the template or from the web form. */
export interface Form {
  readonly position: number;
  readonly now: Date;
  readonly report: Report;
  /** The answer as written, trimmed; undefined when there is none. */
  readonly raw: (name: FieldName) => string | undefined;
  readonly at: (name: FieldName) => string;
  /** Where the whole form stands. */
  readonly where: string;
  /** Whether another form of the same body has this reference. */
  readonly sharesReference: (reference: string) => boolean;
}

/** An answer in words, no longer than the contract takes. */
export function words(form: Form, name: FieldName, most: number): string | undefined {
  return fitText(form.raw(name), most, form.at(name), form.report);
}

/** An answer from a list: by its code or its words. Anything else is kept as written and reported. */
export function coded<T extends string>(form: Form, name: FieldName, table: CodeTable<T>): Coded<T> | undefined {
  return codedBy(table, codeOf(table, form.raw(name)), form.at(name), form.report);
}

/** Words of a list: one on a line, or parted by semicolons. */
export function listed(form: Form, name: FieldName): readonly string[] {
  return (form.raw(name) ?? '')
    .split(/[;\r\n]/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An answer as a date, with its time where one is written: as in ISO 8601, or day first. */
export function dated(form: Form, name: FieldName): string | undefined {
  const written = form.raw(name);
  const [, day, month, year, time] = BRITISH.exec(written ?? '') ?? [];
  if (day === undefined || month === undefined || year === undefined) return written;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time === undefined ? '' : `T${time.padStart(5, '0')}`}`;
}

const BRITISH = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ ,T]+(\d{1,2}:\d\d))?$/u;

export function reading({ now, report, at }: Form, name: FieldName): DateReading {
  return { now, report, location: at(name) };
}
