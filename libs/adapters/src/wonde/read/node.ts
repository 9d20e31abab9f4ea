import type { Coded, Coding } from '@mash-gateway/contracts';
import { codedBy, codingBy, type CodeTable } from '../../kit/code-table.js';
import { momentOf } from '../../kit/dates.js';
import { warning, type Report } from '../../kit/issues.js';
import { fitText } from '../../kit/texts.js';

type Fields = Readonly<Record<string, unknown>>;

/** What is found while one object is mapped. */
export interface Findings {
  readonly report: Report;
  readonly now: Date;
  /** Paths whose value was null: no scope for them, so withheld; never deleted, never empty. */
  readonly withheld: Set<string>;
}

/**
 * An object of the API with its place. Included objects stand in `data` (Wonde: includes); keys that are read are the API's own, so
 * a location never repeats a word of the sender.
 */
export class Node {
  constructor(
    readonly fields: Fields | undefined,
    readonly location: string,
    readonly found: Findings,
  ) {}

  /** An included object, out of its `data`; an empty node when it is absent or withheld. */
  at(key: string): Node {
    const value = this.#value(key);
    return new Node(fieldsOf(value), this.#place(key), this.found);
  }

  /** Included objects of a list, out of their `data`; a single object is a list of one. */
  all(key: string): readonly Node[] {
    const value = this.#value(key);
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item: unknown, index) => {
      const fields = fieldsOf(unwrapped(item));
      return fields === undefined ? [] : [new Node(fields, `${this.#place(key)}[${index}]`, this.found)];
    });
  }

  /** A text, number or truth as text; null is withheld. */
  text(key: string, max: number): string | undefined {
    return fitText(this.raw(key), max, this.#place(key), this.found.report);
  }

  raw(key: string): string | undefined {
    const value = this.#value(key);
    if (typeof value === 'string') return value.trim() === '' ? undefined : value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value !== undefined) this.found.report(warning('format.value', this.#place(key), 'A text, a number or a truth is expected'));
    return undefined;
  }

  /** True and false in the spellings of school systems. */
  flag(key: string): boolean | undefined {
    switch (this.raw(key)?.toLowerCase()) {
      case undefined:
        return undefined;
      case 'true':
      case '1':
      case 'yes':
      case 'y':
        return true;
      case 'false':
      case '0':
      case 'no':
      case 'n':
        return false;
      default:
        this.found.report(warning('format.value', this.#place(key), 'Neither true nor false'));
        return undefined;
    }
  }

  /** A date object `{date, timezone_type, timezone}`, or a date as text; midnight is a day without a time. */
  moment(key: string): string | undefined {
    const value = this.#value(key);
    const fields = fieldsOf(value);
    const written = fields === undefined ? value : fields['date'];
    if (fields !== undefined && written === null) this.found.withheld.add(`${this.#place(key)}/date`);
    if (typeof written !== 'string') return undefined;
    const [, day, time = ''] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.0+)?)?(?:Z|\+00:00)?$/u.exec(written.trim()) ?? [];
    const at = day !== undefined && /^00:00(?::00)?$/u.test(time) ? day : written.replace(/\.0+(?=$|Z|[+-])/u, '');
    const moment = momentOf(at, { location: this.#place(key), report: this.found.report, now: this.found.now });
    const zone = fields?.['timezone'];
    return moment?.includes('T') === true && !/(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment + offsetOf(zone) : moment;
  }

  day(key: string): string | undefined {
    return this.moment(key)?.slice(0, 10);
  }

  coded<T extends string>(key: string, table: CodeTable<T>): Coded<T> | undefined {
    return codedBy(table, this.raw(key), this.#place(key), this.found.report);
  }

  coding(key: string, table: CodeTable<string>): (Coding & { code: string }) | undefined {
    return codingBy(table, this.raw(key), this.#place(key), this.found.report);
  }

  /** A value the school's system coded in a way nobody published. */
  ownCoding(key: string): Coding | undefined {
    const code = this.text(key, 120);
    return code === undefined ? undefined : { system: `wonde/${key}`, code };
  }

  whole(key: string, most: number): number | undefined {
    const written = this.raw(key);
    if (written === undefined) return undefined;
    if (/^\d{1,6}$/u.test(written) && Number(written) <= most) return Number(written);
    this.found.report(warning('format.value', this.#place(key), `A whole number up to ${most}`));
    return undefined;
  }

  reading(key: string): { readonly location: string; readonly report: Report } {
    return { location: this.#place(key), report: this.found.report };
  }

  #place(key: string): string {
    return this.location === '' ? key : `${this.location}/${key}`;
  }

  #value(key: string): unknown {
    if (this.fields === undefined || !Object.hasOwn(this.fields, key)) return undefined;
    const value = unwrapped(this.fields[key]);
    if (value === null) this.found.withheld.add(this.#place(key));
    return value ?? undefined;
  }
}

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Out of `data`, which stands around whatever is included. */
export function unwrapped(value: unknown): unknown {
  const fields = fieldsOf(value);
  return fields !== undefined && Object.hasOwn(fields, 'data') ? fields['data'] : value;
}

/** UTC is told as such; a place in England is the local time that the contract takes without an offset. */
function offsetOf(zone: unknown): string {
  if (zone === 'UTC' || zone === 'Z' || zone === '+00:00') return 'Z';
  return typeof zone === 'string' && /^[+-](?:0\d|1[0-4]):[0-5]\d$/u.test(zone) ? zone : '';
}
