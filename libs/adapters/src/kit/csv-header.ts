import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import { columnsByHeading, placesOf, plainHeading, type CsvColumns, type CsvDelimiter, type CsvHeader } from './csv-columns.js';
import { csvCharset } from './csv-encoding.js';
import { refusal } from './issues.js';

/** How a table is found in a file. */
export interface CsvReading<C extends string> {
  readonly limits: Limits;
  readonly columns: CsvColumns<C>;
  /** Headings known by their shape, such as a date: they count towards finding the header and are no strangers. */
  readonly recognises?: (heading: string) => boolean;
  /** Rows of title that may stand before the header. Default 0. */
  readonly preamble?: number;
  /** Known columns a row must have to be the header. Default 2. */
  readonly enough?: number;
}

/** Characters within which the header must end. */
const HEAD = 64 * 1024;
const DELIMITERS: readonly CsvDelimiter[] = [',', ';', '\t', '|'];

/**
 * Finds encoding, delimiter and header of a file by what the reading knows: the row and delimiter under which most headings
 * are known, the first where several are equal. Whatever the order of columns, none is read by its place.
 * @throws Refusal `body.*`; `format.unexpected-root` when no row is a header of this kind
 */
export async function csvHeader<C extends string>(input: AdapterInput, reading: CsvReading<C>): Promise<CsvHeader<C>> {
  const charset = await csvCharset(input, reading.limits);
  const known = columnsByHeading(reading.columns);
  const recognises = reading.recognises ?? (() => false);
  const rows = headRows(await headText({ ...input, ...charset }, reading.limits), (reading.preamble ?? 0) + 1);
  const found = best(rows, (heading) => known.has(plainHeading(heading)) || recognises(heading));
  if (found === undefined || found.score < (reading.enough ?? 2))
    throw refusal('format.unexpected-root', 'row 1', 'No row with the headings of this standard');
  const { headings, row, delimiter } = found;
  const width = headings.findLastIndex((heading) => heading !== '') + 1;
  return { headings, width, row, delimiter, ...charset, ...placesOf(headings, row, known, recognises) };
}

interface HeadRow {
  /** From 1, as a spreadsheet counts. */
  readonly row: number;
  readonly text: string;
}

interface Candidate {
  readonly headings: readonly string[];
  readonly row: number;
  readonly delimiter: CsvDelimiter;
  readonly score: number;
}

async function headText(input: AdapterInput, limits: Limits): Promise<string> {
  let text = '';
  for await (const piece of decodedText(input, limits)) {
    text += piece;
    if (text.length >= HEAD) break;
  }
  return text.slice(0, HEAD);
}

/** The first rows that are not blank; a line end between quotes ends none. */
function headRows(text: string, most: number): HeadRow[] {
  const rows: HeadRow[] = [];
  let quoted = false;
  let start = 0;
  let row = 1;
  for (let index = 0; index <= text.length && rows.length < most; index += 1) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    if (index < text.length && (quoted || (character !== '\n' && character !== '\r'))) continue;
    const line = text.slice(start, index);
    if (character === '\r' && text[index + 1] === '\n') index += 1;
    start = index + 1;
    // Excel's own hint of the delimiter is no row of the table.
    if (line.trim() !== '' && !(row === 1 && /^sep=.$/iu.test(line.trim()))) rows.push({ row, text: line });
    row += 1;
  }
  return rows;
}

function best(rows: readonly HeadRow[], isKnown: (heading: string) => boolean): Candidate | undefined {
  let most: Candidate | undefined;
  for (const { row, text } of rows)
    for (const delimiter of DELIMITERS) {
      const headings = cellsOf(text, delimiter);
      const score = headings.filter((heading) => heading !== '' && isKnown(heading)).length;
      if (most === undefined || score > most.score) most = { headings, row, delimiter, score };
    }
  return most;
}

/** One row of the head apart; the rows of the table itself are read by csv-parse. */
function cellsOf(line: string, delimiter: CsvDelimiter): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  cells.push(cell.trim());
  return cells;
}
