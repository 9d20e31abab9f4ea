import type { Coded, Coding, DatedValue, When } from '@mash-gateway/contracts';
import { codedBy, codingBy, type CodeTable } from '../../kit/code-table.js';
import { birthDate, momentOf, type DateReading } from '../../kit/dates.js';
import { notice, warning, type Report } from '../../kit/issues.js';
import { fitList, fitText, kept } from '../../kit/texts.js';
import type { Node } from '../read/node.js';

/** Reads values from elements, and reports what is wrong with them. */
export class Reading {
  constructor(
    readonly report: Report,
    readonly now: Date,
  ) {}

  text(node: Node | undefined, max: number): string | undefined {
    const text = node?.text;
    // A path is long to make, and nearly every text needs none.
    if (node === undefined || text === undefined || fits(text, max)) return text;
    return fitText(text, max, node.path, this.report);
  }

  prose(node: Node | undefined, max: number): string | undefined {
    const text = node?.prose;
    if (node === undefined || text === undefined || fits(text, max)) return text;
    return fitText(text, max, node.path, this.report);
  }

  texts(nodes: readonly Node[], max: number, most: number): string[] {
    const [first] = nodes;
    return first === undefined ? [] : kept(fitList(nodes, most, first.path, this.report).map((node) => this.text(node, max)));
  }

  coding(table: CodeTable<string>, node: Node | undefined): (Coding & { code: string }) | undefined {
    const known = knownIn(table, node);
    if (known) return known.coding;
    return node && codingBy(table, node.text, node.path, this.report);
  }

  coded<T extends string>(table: CodeTable<T>, node: Node | undefined): Coded<T> | undefined {
    const known = knownIn(table, node);
    if (known) return { normalised: known.normalised, original: [known.coding] };
    return node && codedBy(table, node.text, node.path, this.report);
  }

  /** A code of a list that has no table here: kept with the name of its element. */
  plainCoding(node: Node | undefined): Coding | undefined {
    const text = this.text(node, 120);
    if (node === undefined || text === undefined) return undefined;
    return /(?:Code|ID)$/u.test(node.name) ? { system: `${node.element.uri}#${node.name}`, code: text } : { text };
  }

  /** xs:boolean; anything else is reported. */
  truth(node: Node | undefined): boolean | undefined {
    const text = node?.text;
    if (node === undefined || text === undefined) return undefined;
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    this.report(warning('format.value', node.path, 'true or false is expected'));
    return undefined;
  }

  /** A whole number; anything else is reported. */
  whole(node: Node | undefined): number | undefined {
    const text = node?.text;
    if (node === undefined || text === undefined) return undefined;
    if (/^\d{1,9}$/u.test(text)) return Number(text);
    this.report(warning('format.value', node.path, 'A whole number is expected'));
    return undefined;
  }

  /** Where a value stands, told only when something is wrong with it. */
  at(node: Node): { readonly location: string; readonly report: Report } {
    return {
      get location() {
        return node.path;
      },
      report: this.report,
    };
  }

  /** A date or date and time in any of the forms of nc:DateType. */
  moment(node: Node | undefined): string | undefined {
    const form = this.#formOf(node);
    return form && momentOf(form.value, this.#dates(form.node));
  }

  birthDate(node: Node | undefined): DatedValue | undefined {
    const form = this.#formOf(node);
    if (form === undefined) return undefined;
    const dated = birthDate(form.value, this.#dates(form.node));
    return dated && (form.value.includes('T') ? { ...dated, time: form.value } : dated);
  }

  /** When something happened: a range with start and end, or one date. */
  when(node: Node | undefined, range = 'ActivityDateRange', single = 'ActivityDate'): When | undefined {
    const period = node?.one(range, 'DateRange');
    const start = this.moment(period ? period.one('StartDate') : node?.one(single));
    const end = period && this.moment(period.one('EndDate'));
    const first = start ?? end;
    if (first === undefined) return undefined;
    return { ...(start ? { start } : {}), ...(end ? { end } : {}), precision: precisionOf(first) };
  }

  /** The most exact form; forms of one date that contradict each other are told. */
  #formOf(node: Node | undefined): { readonly node: Node; readonly value: string } | undefined {
    if (node === undefined) return undefined;
    const forms = kept(
      node.many(...FORMS).map((form) => {
        const value = form.text;
        return value === undefined ? undefined : { node: form, value: withoutZone(value) };
      }),
    );
    const [best] = forms;
    if (best === undefined) return node.text === undefined ? undefined : { node, value: withoutZone(node.text) };
    if (forms.some(({ value }) => !best.value.startsWith(value.slice(0, 10))))
      this.report(notice('format.value', node.path, 'Several forms of one date that do not agree; the most exact is taken'));
    return best;
  }

  #dates(node: Node): DateReading {
    const { now, report } = this;
    return {
      get location() {
        return node.path;
      },
      report,
      now,
    };
  }
}

/** Nothing of the text has to change to be carried. */
function fits(text: string, max: number): boolean {
  return text.length <= max && !/[\0\uD800-\uDFFF]/.test(text);
}

/** A code of the table, without the path that only an unknown one needs. */
function knownIn<T extends string>(
  table: CodeTable<T>,
  node: Node | undefined,
): { readonly normalised: T; readonly coding: Coding & { code: string } } | undefined {
  const code = node?.text;
  const entry = code === undefined ? undefined : table.entries[code];
  return code === undefined || entry === undefined
    ? undefined
    : { normalised: entry.normalised, coding: { system: table.system, code, display: entry.display } };
}

/** Forms of nc:DateType in NIEM 2.x and later, the most exact first. */
const FORMS = ['DateTime', 'ZuluDateTime', 'Date', 'YearMonthDate', 'YearMonth', 'YearDate', 'Year'] as const;

/** XML Schema lets a date, a month and a year carry an offset, which the contract keeps for times only. */
function withoutZone(value: string): string {
  return value.replace(/^(\d{4}(?:-\d\d){0,2})(?:Z|[+-]\d\d:\d\d)$/u, '$1');
}

function precisionOf(moment: string): When['precision'] {
  if (moment.includes('T')) return 'time';
  if (moment.length === 4) return 'year';
  return moment.length === 7 ? 'month' : 'day';
}
