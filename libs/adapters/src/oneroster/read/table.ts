import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { csvHeader } from '../../kit/csv-header.js';
import type { CsvColumns, CsvHeader } from '../../kit/csv-columns.js';
import { csvRows, raggedIssue } from '../../kit/csv.js';
import { ROLE } from '../codes.js';
import { isExtension } from './columns.js';

/** One row, its cells by the names of their columns. Blank cells and those of unknown columns are left out. */
export interface RosterRow<C extends string = string> {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<C, string>>>;
  /** Places, from 1, of extension columns that hold something here. */
  readonly extensions: readonly number[];
  /** The number of cells is not that of the headings. */
  readonly ragged?: Issue;
}

/** One file whose header is known. */
export interface Table<C extends string = string> {
  /** Name of the file without `.csv`, as the standard has it. */
  readonly file: string;
  readonly header: CsvHeader<C>;
  rows(): AsyncIterable<RosterRow<C>>;
}

/** Reads the header of a file. @throws Refusal */
export async function openTable<C extends string>(
  file: string,
  input: AdapterInput,
  columns: CsvColumns<C>,
  limits: Limits,
): Promise<Table<C>> {
  const header = await csvHeader(input, { limits, columns, recognises: isExtension, enough: 1 });
  const extensions = header.headings.flatMap((heading, index) => (isExtension(heading) ? [index] : []));
  return { file, header, rows: () => rosterRows(input, header, extensions, limits) };
}

async function* rosterRows<C extends string>(
  input: AdapterInput,
  header: CsvHeader<C>,
  extensions: readonly number[],
  limits: Limits,
): AsyncGenerator<RosterRow<C>> {
  const columns = [...header.columns];
  for await (const found of csvRows(input, header, limits)) {
    const cells: Partial<Record<C, string>> = {};
    for (const [name, index] of columns) {
      const text = found.cells[index]?.trim();
      if (text !== undefined && text !== '') cells[name] = ENUMERATED.has(name) ? (SPELLINGS.get(text.toLowerCase()) ?? text) : text;
    }
    const ragged = raggedIssue(header, found);
    const filled = extensions.filter((index) => (found.cells[index] ?? '').trim() !== '').map((index) => index + 1);
    yield { row: found.row, cells, extensions: filled, ...(ragged ? { ragged } : {}) };
  }
}

/** Columns of words of the standard: systems differ in their capitals, and a deletion or a student in capitals is one all the same. */
const ENUMERATED: ReadonlySet<string> = new Set(['status', 'role', 'roleType']);
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [...Object.keys(ROLE.entries), 'active', 'inactive', 'tobedeleted', 'primary', 'secondary'].map((word) => [word.toLowerCase(), word]),
);
