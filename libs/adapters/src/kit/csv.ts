import { parse, type CsvError } from 'csv-parse';
import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import { columnLocation, type CsvHeader } from './csv-columns.js';
import { fault, refusal, warning, Refusal } from './issues.js';

/** One row of a table, below its header and not blank. */
export interface CsvRow {
  /** From 1, as a spreadsheet counts: the header and blank rows have numbers too, and a line end inside a cell counts for nothing. */
  readonly row: number;
  /** As written, blanks included; fewer or more than there are headings where the row is ragged. */
  readonly cells: readonly string[];
}

/** Cells of one row, whatever its bytes: an array of more is no register of anything. */
const MOST_CELLS = 5_000;

/**
 * The rows below the header, one at a time, whatever the size of the file. A cell is text and nothing else: a formula is
 * kept as it stands, a number loses no digit. Rows of blanks alone are passed over.
 * @throws Refusal `body.*`, `body.truncated` for a cut last row, `format.value` for quotes that do not close or that end
 *   inside a cell, `limit.items`, `limit.text` or `limit.record-size`, each with its row
 */
export async function* csvRows<C extends string>(input: AdapterInput, header: CsvHeader<C>, limits: Limits): AsyncGenerator<CsvRow> {
  const reader = new RowReader(header, limits);
  const named = header.charset === undefined ? input : { ...input, charset: header.charset };
  for await (const text of decodedText(named, limits)) {
    if (text === '') continue;
    for (const row of await reader.read(text)) yield row;
  }
  for (const row of await reader.end()) yield row;
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
  readonly #header: Pick<CsvHeader<string>, 'width' | 'row'>;
  readonly #limits: Limits;
  readonly #parser: ReturnType<typeof parse>;
  #rows: CsvRow[] = [];
  #row = 0;
  /** Characters read since the last row was complete. */
  #pending = 0;
  #endsWithLine = false;
  #shortRows = 0;

  constructor(header: CsvHeader<string>, limits: Limits) {
    this.#header = header;
    this.#limits = limits;
    this.#parser = parse({
      delimiter: header.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: limits.recordBytes,
      // Called with each row as it completes; giving nothing back keeps it out of the stream's own queue.
      on_record: (cells: string[]) => {
        this.#complete(cells);
        return null;
      },
    });
    // Every fault also comes to the callback of the write that met it.
    this.#parser.on('error', () => undefined);
    this.#parser.resume();
  }

  async read(text: string): Promise<readonly CsvRow[]> {
    this.#rows = [];
    this.#pending += text.length;
    this.#endsWithLine = text.endsWith('\n') || text.endsWith('\r');
    await this.#handled((done) => this.#parser.write(text, done));
    // csv-parse counts characters and not delimiters: a row of those alone would grow without end.
    if (this.#pending > this.#limits.recordBytes) throw this.#tooLong();
    return this.#rows;
  }

  async end(): Promise<readonly CsvRow[]> {
    this.#rows = [];
    await this.#handled((done) => {
      this.#parser.once('error', done).once('end', done).end();
    });
    const last = this.#rows.at(-1);
    // Where other rows are short too, the writer leaves out blank cells at the end; where only the last is, it was cut.
    if (last !== undefined && !this.#endsWithLine && this.#shortRows === 1 && last.cells.length < this.#header.width)
      throw refusal('body.truncated', columnLocation(last.row, last.cells.length), 'The last row ends before its last cell');
    return this.#rows;
  }

  #complete(cells: readonly string[]): void {
    this.#row += 1;
    this.#pending = 0;
    if (cells.length > MOST_CELLS) throw refusal('limit.items', `row ${this.#row}`, `More than ${MOST_CELLS} cells`);
    if (this.#row <= this.#header.row || cells.every(isBlank)) return;
    const long = cells.findIndex((cell) => cell.length > this.#limits.text);
    if (long >= 0) throw refusal('limit.text', columnLocation(this.#row, long), `One text is longer than ${this.#limits.text} characters`);
    if (cells.length < this.#header.width) this.#shortRows += 1;
    this.#rows.push({ row: this.#row, cells });
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
    if (error instanceof Refusal) return error;
    const location = `row ${this.#row + 1}`;
    switch ((error as CsvError).code) {
      case 'CSV_MAX_RECORD_SIZE':
        return this.#tooLong();
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

  #tooLong(): Refusal {
    return refusal('limit.record-size', `row ${this.#row + 1}`, `One row is longer than ${this.#limits.recordBytes} characters`);
  }
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === '';
}
