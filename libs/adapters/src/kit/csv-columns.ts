import type { Issue } from '@mash-gateway/contracts';
import { warning } from './issues.js';

/** A delimiter that a file may have. */
export type CsvDelimiter = ',' | ';' | '\t' | '|';

/**
 * The columns a reading knows: the name that issues call each by, with the headings it goes under. Headings are compared
 * by their letters and digits alone, without case, so `Date of Birth`, `date_of_birth` and `DateOfBirth` are one.
 */
export type CsvColumns<C extends string> = Readonly<Record<C, readonly string[]>>;

/** The header of one file. */
export interface CsvHeader<C extends string> {
  /** Place of each known column that the file has, from 0. */
  readonly columns: ReadonlyMap<C, number>;
  /** Every heading as written, trimmed: the sender's own words, never to be repeated in an issue. */
  readonly headings: readonly string[];
  /** Cells up to the last column that has a heading: fewer make a row short. */
  readonly width: number;
  /** Places of the columns that no declaration knows, from 0. */
  readonly strangers: readonly number[];
  /** The row the header stands in, from 1, as a spreadsheet counts. */
  readonly row: number;
  readonly delimiter: CsvDelimiter;
  /** The encoding found where neither a mark nor the Content-Type named one. */
  readonly charset?: string;
  /** Headings that are unknown or there twice. */
  readonly issues: readonly Issue[];
}

/** A heading as it is compared: letters and digits, in lower case; a per cent sign is a word of its own. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('%', 'percent')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns by the headings they go under. @throws TypeError when two columns claim one heading: a fault of the declaration */
export function columnsByHeading<C extends string>(columns: CsvColumns<C>): ReadonlyMap<string, C> {
  const names = new Map<string, C>();
  for (const name of Object.keys(columns) as C[])
    for (const heading of [name, ...columns[name]]) {
      const plain = plainHeading(heading);
      const taken = names.get(plain);
      if (taken !== undefined && taken !== name) throw new TypeError(`Two columns claim one heading: ${taken}, ${name}`);
      names.set(plain, name);
    }
  return names;
}

/** Places of known columns, with an issue for each heading that is unknown or there twice. */
export function placesOf<C extends string>(
  headings: readonly string[],
  row: number,
  known: ReadonlyMap<string, C>,
  recognises: (heading: string) => boolean,
): Pick<CsvHeader<C>, 'columns' | 'strangers' | 'issues'> {
  const columns = new Map<C, number>();
  const strangers: number[] = [];
  const issues: Issue[] = [];
  for (const [index, heading] of headings.entries()) {
    const name = known.get(plainHeading(heading));
    const location = columnLocation(row, index);
    if (name !== undefined && columns.has(name)) {
      strangers.push(index);
      issues.push(warning('limit.items', `row ${row}, ${name}`, 'More than one column of this meaning; the first is taken'));
    } else if (name !== undefined) columns.set(name, index);
    else if (!recognises(heading)) {
      strangers.push(index);
      // A column without a heading is told only where it holds something.
      if (heading !== '') issues.push(warning('format.unknown-field', location, 'No heading of this standard; the column is left out'));
    }
  }
  return { columns, strangers, issues: issues.slice(0, MOST_ISSUES) };
}

/** Where a cell stands whose heading is the sender's own word. */
export function columnLocation(row: number, index: number): string {
  return `row ${row}, column ${index + 1}`;
}

const MOST_ISSUES = 100;
