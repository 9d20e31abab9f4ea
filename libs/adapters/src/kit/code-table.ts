import type { Coded, Coding } from '@mash-gateway/contracts';
import { notice, type Report } from './issues.js';
import { fitText } from './texts.js';

/** One code list of a standard: what each code means in the contract's words, and in the standard's. */
export interface CodeTable<T extends string> {
  /** Code system of the original codes; a URI where the standard has one. */
  readonly system: string;
  readonly entries: Readonly<Record<string, { readonly normalised: T; readonly display: string }>>;
  /** What an unfamiliar code becomes; the original is kept beside it. */
  readonly otherwise: T;
}

/** Makes a code table from rows of code, normalised word and the standard's own words, ready to check against the source. */
export function codeTable<const T extends string>(
  system: string,
  otherwise: T,
  rows: readonly (readonly [code: string, normalised: T, display: string])[],
): CodeTable<T> {
  const entries = Object.fromEntries(rows.map(([code, normalised, display]) => [code, { normalised, display }]));
  // Without a prototype, a code such as `constructor` finds nothing.
  return { system, otherwise, entries: Object.assign(Object.create(null) as object, entries) };
}

/** The normalised word for a code, with the code exactly as written. An unfamiliar code is reported and kept. */
export function codedBy<T extends string>(
  table: CodeTable<T>,
  written: string | undefined,
  location: string,
  report: Report,
): Coded<T> | undefined {
  const original = codingBy(table, written, location, report);
  return original && { normalised: table.entries[original.code]?.normalised ?? table.otherwise, original: [original] };
}

/** The code as written, with the standard's words for it. An unfamiliar code is reported and kept. */
export function codingBy(
  table: CodeTable<string>,
  written: string | undefined,
  location: string,
  report: Report,
): (Coding & { code: string }) | undefined {
  const code = fitText(written, 120, location, report);
  if (code === undefined) return undefined;
  const entry = table.entries[code];
  if (entry === undefined) report(notice('code.unknown', location, 'Not a code of this list; kept as written'));
  return { system: table.system, code, ...(entry ? { display: entry.display } : {}) };
}
