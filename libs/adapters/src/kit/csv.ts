import { parse, type CsvError } from 'csv-parse';
import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import { columnLocation, type CsvHeader } from './csv-columns.js';
import { fault, refusal, warning, type Refusal } from './issues.js';

/** One row of a table, below its header and not blank. */
export interface CsvRow {
  /** From 1, as a spreadsheet counts: the header and blank rows have numbers too, and a line end inside a cell counts for nothing. */
  readonly row: number;
  /** As written, blanks included; fewer or more than there are headings where the row is ragged. */
  readonly cells: readonly string[];
}

/** Cells of one row, whatever its bytes: an array of more is no register of anything. */
const MOST_CELLS = 5_000;
/** A row of delimiters alone costs a parser more than any text; this many are no text either. */
const MOST_DELIMITERS = 50_000;

/**
 * The rows below the header, one at a time, whatever the size of the file. A cell is text and nothing else: a formula is
 * kept as it stands, a number loses no digit. Rows of blanks alone are passed over.
 * @throws Refusal `body.*`, `body.truncated` for a cut last row, `format.value` for quotes that do not close or that end
 *   inside a cell, `limit.items`, `limit.text` or `limit.record-size`, each with its row
 */
export async function* csvRows(input: AdapterInput, header: CsvHeader<string>, limits: Limits): AsyncGenerator<CsvRow> {
  for await (const batch of csvBatches(input, header, limits)) for (const row of batch) yield row;
}

/** As {@link csvRows}, as many rows at a time as one piece of the bytes holds: a file of millions of short rows reads faster so. */
export async function* csvBatches(input: AdapterInput, header: CsvHeader<string>, limits: Limits): AsyncGenerator<readonly CsvRow[]> {
  const reader = new RowReader(header, limits);
  const named = header.charset === undefined ? input : { ...input, charset: header.charset };
  for await (const text of decodedText(named, limits)) if (text !== '') yield await reader.read(text);
  yield await reader.end();
}

/** The cell of a known column as written; undefined when the file has no such column or the row ends before it. */
export function rawCell<C extends string>(header: CsvHeader<C>, { cells }: CsvRow, column: C): string | undefined {
  const index = header.columns.get(column);
  return index === undefined ? undefined : cells[index];
}

/** The cell of a known column, trimmed; undefined when there is none or it is blank. */
export function cellOf<C extends string>(header: CsvHeader<C>, row: CsvRow, column: C): string | undefined {
  const text = rawCell(header, row, column)?.trim();
  return text === '' ? undefined : text;
}

/** Where a cell stands: the row, and the column by the name its declaration has. */
export function cellLocation({ row }: CsvRow, column: string): string {
  return `row ${row}, ${column}`;
}

/**
 * What is wrong with the number of cells of a row. Too few: what is missing is read as blank. Too many, and not blank: a
 * delimiter in an unquoted cell has moved every later value into a column it does not belong to, so the row is no evidence
 * of anything and an error says so.
 */
export function raggedIssue<C extends string>(header: CsvHeader<C>, { row, cells }: CsvRow): Issue | undefined {
  if (cells.length < header.width) return warning('format.count-mismatch', columnLocation(row, cells.length), 'Fewer cells than headings');
  const beyond = cells.findIndex((cell, index) => index >= header.headings.length && cell.trim() !== '');
  return beyond < 0 ? undefined : fault('format.count-mismatch', columnLocation(row, beyond), 'More cells than headings');
}

class RowReader {
  readonly #header: Pick<CsvHeader<string>, 'width' | 'row' | 'delimiter'>;
  readonly #limits: Limits;
  readonly #parser: ReturnType<typeof parse>;
  #row = 0;
  /** Characters read since the last row was complete. */
  #pending = 0;
  #endsWithLine = false;
  #shortRows = 0;
  /** Delimiters in pieces of the bytes in which no row ended: in cells or, between quotes, in texts. */
  #delimiters = 0;
  /** Characters of one cell in such pieces. */
  #inCell = 0;

  constructor(header: CsvHeader<string>, limits: Limits) {
    this.#header = header;
    this.#limits = limits;
    this.#parser = parse({
      delimiter: header.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
    // Every fault also comes to the callback of the write that met it.
    this.#parser.on('error', () => undefined);
  }

  async read(text: string): Promise<readonly CsvRow[]> {
    this.#pending += text.length;
    this.#endsWithLine = text.endsWith('\n') || text.endsWith('\r');
    const rows: CsvRow[] = [];
    // Rows are complete when `write` returns; taking them at once is a third faster than asking for each by callback.
    const written = this.#handled((done) => this.#parser.write(text, done));
    for (let cells = this.#next(); cells !== null; cells = this.#next()) this.#complete(cells, rows);
    await written;
    if (this.#pending > text.length) this.#guardInside(text);
    // A row that is not complete yet: of delimiters alone, or after a quote that never closes, it would grow without end.
    if (this.#pending > this.#limits.recordBytes) throw this.#tooLong(this.#row + 1);
    return rows;
  }

  async end(): Promise<readonly CsvRow[]> {
    const cells: string[][] = [];
    this.#parser.on('data', (row: string[]) => cells.push(row));
    await this.#handled((done) => {
      this.#parser.once('error', done).once('end', done).end();
    });
    const rows: CsvRow[] = [];
    for (const row of cells) this.#complete(row, rows);
    const last = rows.at(-1);
    // Where other rows are short too, the writer leaves out blank cells at the end; where only the last is, it was cut.
    if (last !== undefined && !this.#endsWithLine && this.#shortRows === 1 && last.cells.length < this.#header.width)
      throw refusal('body.truncated', columnLocation(last.row, last.cells.length), 'The last row ends before its last cell');
    return rows;
  }

  /** A piece in which no row ended is of one row: refused as soon as it is certain that this row is too much. */
  #guardInside(text: string): void {
    const delimiters = text.split(this.#header.delimiter).length - 1;
    this.#delimiters += delimiters;
    if (this.#delimiters > MOST_DELIMITERS) throw this.#tooMany(this.#row + 1);
    // Between quotes alone can a line end not end a row; and without quotes or delimiters a cell goes on.
    const isOneCell = !text.includes('"') && (delimiters === 0 || /[\r\n]/u.test(text));
    this.#inCell = isOneCell ? this.#inCell + text.length : 0;
    if (this.#inCell > this.#limits.text) throw this.#cellTooLong(this.#row + 1);
  }

  #next(): string[] | null {
    return this.#parser.read() as string[] | null;
  }

  #complete(cells: readonly string[], rows: CsvRow[]): void {
    this.#row += 1;
    this.#pending = 0;
    this.#delimiters = 0;
    this.#inCell = 0;
    if (cells.length > MOST_CELLS) throw this.#tooMany(this.#row);
    let length = cells.length;
    for (const cell of cells) {
      length += cell.length;
      if (cell.length > this.#limits.text) throw this.#cellTooLong(this.#row);
    }
    if (length > this.#limits.recordBytes) throw this.#tooLong(this.#row);
    if (this.#row <= this.#header.row || cells.every(isBlank)) return;
    if (cells.length < this.#header.width) this.#shortRows += 1;
    rows.push({ row: this.#row, cells });
  }

  #handled(act: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      act((error) => {
        if (error) reject(this.#refusalOf(error));
        else resolve();
      });
    });
  }

  /** The messages of csv-parse repeat what was sent; its codes do not. */
  #refusalOf(error: Error): Error {
    const location = `row ${this.#row + 1}`;
    switch ((error as CsvError).code) {
      case 'CSV_QUOTE_NOT_CLOSED':
        return refusal('body.truncated', location, 'A quoted cell does not end');
      case 'CSV_INVALID_CLOSING_QUOTE':
        return refusal('format.value', location, 'Something stands between a closing quote and the delimiter');
      case 'INVALID_OPENING_QUOTE':
        return refusal('format.value', location, 'A quote stands inside a cell without quotes around it');
      default:
        return error;
    }
  }

  #cellTooLong(row: number): Refusal {
    return refusal('limit.text', `row ${row}`, `One cell is longer than ${this.#limits.text} characters`);
  }

  #tooMany(row: number): Refusal {
    return refusal('limit.items', `row ${row}`, `More than ${MOST_CELLS} cells`);
  }

  #tooLong(row: number): Refusal {
    return refusal('limit.record-size', `row ${row}`, `One row is longer than ${this.#limits.recordBytes} characters`);
  }
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === '';
}
