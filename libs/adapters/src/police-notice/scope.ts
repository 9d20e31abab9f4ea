import { codes, systemName, type Absence } from '@mash-gateway/contracts';
import { momentOf, type DateReading } from '../kit/dates.js';
import { notice, warning, type Report } from '../kit/issues.js';
import { fitList, fitText, kept } from '../kit/texts.js';
import type { Part } from './part.js';

type Reason = Absence['reason'];
const REASONS: ReadonlySet<string> = new Set(codes.ABSENCE_REASONS);

/**
 * Reads values of one thing (a child, a person, an entry) and collects what the source says is missing of it.
 * Fields are JSON Pointers below that thing, such as `/birthDate`; the record that holds it puts its own place before them.
 */
export class Scope {
  readonly #absences = new Map<string, Reason>();

  constructor(
    readonly report: Report,
    readonly now: Date,
  ) {}

  /** What the source says is missing, in the order it was read. */
  absences(): readonly { readonly field: string; readonly reason: Reason }[] {
    return [...this.#absences].map(([field, reason]) => ({ field, reason }));
  }

  /**
   * Whether the element says that its value is missing; then the reason is kept under `field`.
   * An empty element without a reason is reported and counts as missing too.
   */
  lacks(part: Part, field: string): boolean {
    const stated = part.attribute('absent');
    if (stated === undefined) {
      if (part.empty) part.reportEmpty(this.report);
      return part.empty;
    }
    if (!part.empty) {
      this.report(warning('format.value', `${part.path}/@absent`, 'An element with a value cannot be absent; the value is kept'));
      return false;
    }
    part.text();
    const reason = this.#reason(stated, part);
    if (reason === 'withheld') this.report(notice('source.withheld', part.path, 'The force holds this and did not give it'));
    this.#absences.set(field, reason);
    return true;
  }

  /** Text of an element, at most `max` characters, or undefined. */
  text(part: Part | undefined, max: number, field: string): string | undefined {
    if (part === undefined || this.lacks(part, field)) return undefined;
    return fitText(part.text(), max, part.path, this.report);
  }

  /** Text of an element that cannot be absent with a reason. */
  plain(part: Part | undefined, max: number): string | undefined {
    if (part?.empty) part.reportEmpty(this.report);
    return part && fitText(part.text(), max, part.path, this.report);
  }

  /** What is read of each element of that name, at most `max` of them. */
  each<T>(owner: Part, name: string, max: number, read: (part: Part) => T | undefined): T[] {
    const parts = fitList(owner.many(name), max, `${owner.path}/${name}`, this.report);
    return kept(parts.map(read));
  }

  /** An attribute as text. */
  attribute(part: Part, name: string, max: number): string | undefined {
    return fitText(part.attribute(name), max, `${part.path}/@${name}`, this.report);
  }

  /** An attribute that names a code system; one that is no URI or short name is reported and left out. */
  system(part: Part, name: string): string | undefined {
    const value = part.attribute(name);
    if (value === undefined || systemName.holds(value)) return value;
    this.report(warning('format.value', `${part.path}/@${name}`, 'A system is a URI or a short name'));
    return undefined;
  }

  /** A word of a closed list; another is reported and reads as undefined. Case and spaces around do not matter. */
  word<const T extends readonly string[]>(value: string | undefined, list: T, location: string): T[number] | undefined {
    if (value === undefined || value === '') return undefined;
    const found = list.find((word) => word.toLowerCase() === value.toLowerCase());
    if (found === undefined) this.report(warning('code.unknown', location, 'Not in the code list of the profile'));
    return found;
  }

  /** An attribute with a word of a closed list. */
  choice<const T extends readonly string[]>(part: Part, name: string, list: T): T[number] | undefined {
    return this.word(part.attribute(name), list, `${part.path}/@${name}`);
  }

  /** true or false; anything else is reported and reads as `doubt`. */
  truth(value: string | undefined, location: string, doubt?: boolean): boolean | undefined {
    if (value === undefined || value === '') return undefined;
    if (value === 'true' || value === '1') return true;
    if (value === 'false' || value === '0') return false;
    this.report(warning('format.value', location, 'true or false is expected'));
    return doubt;
  }

  /** An attribute that guards somebody: what is neither true nor false guards too (when in doubt, withhold). */
  guard(part: Part, name: string): boolean {
    return this.truth(part.attribute(name), `${part.path}/@${name}`, true) ?? false;
  }

  /** A date, or a date and time, written as POLE or ISO 8601 has it; unreadable is reported and left out. */
  moment(value: string | undefined, location: string): string | undefined {
    const [, day, month, year, time] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{2}:\d{2})$/u.exec(value ?? '') ?? [];
    if (day === undefined || month === undefined || year === undefined || time === undefined)
      return momentOf(value, this.dates(value, location));
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time}`;
    return momentOf(iso, this.dates(iso, location));
  }

  /** A moment as the text of an element that cannot be absent with a reason. */
  plainMoment(part: Part | undefined): string | undefined {
    return part && this.moment(this.plain(part, 60), part.path);
  }

  /** How a date at `location` is to be read: dd/mm/yyyy (POLE DS_034) or ISO 8601, by its look. */
  dates(value: string | undefined, location: string): DateReading {
    return { location, report: this.report, now: this.now, style: value?.includes('/') ? 'british' : 'iso' };
  }

  #reason(stated: string, part: Part): Reason {
    if (REASONS.has(stated)) return stated as Reason;
    this.report(warning('code.unknown', `${part.path}/@absent`, 'Not in the code list of the profile'));
    return 'unknown';
  }
}
