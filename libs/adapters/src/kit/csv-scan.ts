import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import type { CsvHeader } from './csv-columns.js';

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Visits a few cells of every row of a file that was proved before (csv.ts), several times faster than reading it: for what
 * has to be known of the whole file before its first row can be mapped. In a proved file a quote opens a cell, closes it or
 * is doubled, and stands nowhere else, so cells can be cut out between quotes, delimiters and line ends alone. In any other
 * file what is visited may be wrong, and reading the file will say so.
 * @param places of the wanted columns; a cell that a row does not have is ''
 * @param visit gets the cells in the order of `places`; the array is used again for the next row
 * @throws Refusal `body.*`
 */
export async function scanCsvColumns(
  input: AdapterInput,
  header: CsvHeader<string>,
  limits: Limits,
  places: readonly number[],
  visit: (cells: readonly string[]) => void,
): Promise<void> {
  const named = header.charset === undefined ? input : { ...input, charset: header.charset };
  const scanner = new Scanner(header, places, visit);
  for await (const text of decodedText(named, limits)) scanner.read(text);
  scanner.end();
}

class Scanner {
  readonly #delimiter: number;
  readonly #slots: readonly number[];
  readonly #visit: (cells: readonly string[]) => void;
  readonly #cells: string[];
  /** Rows still to pass over before the first below the header. */
  #before: number;
  #column = 0;
  #quoted = false;
  /** The beginning of a cell that goes on in the next piece. */
  #held = '';
  #wasReturn = false;

  constructor(header: CsvHeader<string>, places: readonly number[], visit: (cells: readonly string[]) => void) {
    this.#delimiter = header.delimiter.charCodeAt(0);
    this.#before = header.row;
    this.#visit = visit;
    this.#cells = places.map(() => '');
    const slots = new Array<number>(Math.max(...places) + 1).fill(-1);
    for (const [slot, place] of places.entries()) slots[place] = slot;
    this.#slots = slots;
  }

  read(text: string): void {
    let start = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === QUOTE) this.#quoted = !this.#quoted;
      else if (!this.#quoted && (code === this.#delimiter || code === LINE_FEED || code === CARRIAGE_RETURN)) {
        if (code === LINE_FEED && this.#wasReturn && index === start) this.#wasReturn = false;
        else this.#cell(text, start, index);
        if (code !== this.#delimiter) this.#line(code);
        start = index + 1;
      }
    }
    if (start < text.length) {
      this.#held += text.slice(start);
      this.#wasReturn = false;
    }
  }

  end(): void {
    if (this.#column === 0 && this.#held === '') return;
    this.#cell('', 0, 0);
    this.#line(LINE_FEED);
  }

  #cell(text: string, start: number, end: number): void {
    const slot = this.#slots[this.#column] ?? -1;
    this.#column += 1;
    if (slot >= 0) this.#cells[slot] = plain(this.#held + text.slice(start, end));
    this.#held = '';
    this.#wasReturn = false;
  }

  #line(code: number): void {
    if (this.#column === 0) return;
    if (this.#before > 0) this.#before -= 1;
    else this.#visit(this.#cells);
    this.#cells.fill('');
    this.#column = 0;
    this.#wasReturn = code === CARRIAGE_RETURN;
  }
}

function plain(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
