import type { Issue } from '@mash-gateway/contracts';
import { raggedIssue, type CsvRow } from '../kit/csv.js';
import { fault, notice } from '../kit/issues.js';
import type { Layout } from './layout.js';

/** One position of a register: the rows of one pupil that stand together, or a row that is nobody's. */
export type Part =
  | { readonly kind: 'pupil'; readonly rows: readonly [CsvRow, ...CsvRow[]] }
  | { readonly kind: 'refused' | 'nothing'; readonly issue: Issue };

/** Sessions after which the rows of one pupil go on in another position: a record has room for 500 entries. */
const MOST_SESSIONS = 400;
/** Rows of summary have few sessions of their own and an entry each. */
const LEAST_PER_ROW = 2;

/**
 * Puts rows together that stand together and agree in every column of the pupil. Rows of one pupil that stand apart, as in
 * a file ordered by date, stay apart: what would join them is a table of everybody, and its size would be the file's.
 */
export class PartReader {
  readonly #layout: Layout;
  readonly #marks: number | undefined;
  #rows: [CsvRow, ...CsvRow[]] | undefined;
  #sessions = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#marks = layout.header.columns.get('marks');
  }

  /** Takes the next row. @returns what is complete now, in the order of the file */
  next(row: CsvRow): readonly Part[] {
    const issue = this.#rowOfNobody(row);
    if (issue !== undefined) return [...this.rest(), { kind: issue.severity === 'error' ? 'refused' : 'nothing', issue }];
    const sessions = this.#sessionsOf(row);
    const isNext = this.#rows !== undefined && this.#samePupil(this.#rows[0], row) && this.#sessions + sessions <= MOST_SESSIONS;
    const complete = isNext ? NONE : this.rest();
    if (this.#rows === undefined) this.#rows = [row];
    else this.#rows.push(row);
    this.#sessions += sessions;
    return complete;
  }

  /** What is still open when the file ends. */
  rest(): readonly Part[] {
    if (this.#rows === undefined) return NONE;
    const part: Part = { kind: 'pupil', rows: this.#rows };
    this.#rows = undefined;
    this.#sessions = 0;
    return [part];
  }

  #samePupil(first: CsvRow, { cells }: CsvRow): boolean {
    for (const place of this.#layout.pupil) if (first.cells[place] !== cells[place]) return false;
    return true;
  }

  #sessionsOf({ cells }: CsvRow): number {
    const marks = this.#marks === undefined ? 0 : (cells[this.#marks]?.length ?? 0);
    return Math.max(LEAST_PER_ROW, marks, this.#layout.days.length * 2);
  }

  #rowOfNobody(row: CsvRow): Issue | undefined {
    const { header, who } = this.#layout;
    if (row.cells.length > header.headings.length) {
      const ragged = raggedIssue(header, row);
      if (ragged?.severity === 'error') return ragged;
    }
    let isNamed = false;
    for (const place of who) {
      const cell = row.cells[place];
      if (cell === undefined || cell === '' || cell.trim() === '') continue;
      if (cell !== header.headings[place] && !TOTALS.test(cell)) return undefined;
      isNamed = true;
    }
    if (!isNamed) return fault('format.missing', `row ${row.row}`, 'No cell says which pupil is meant');
    return notice('format.no-child', `row ${row.row}`, 'A row of totals, or the headings again');
  }
}

const NONE: readonly Part[] = [];

/** What reports write in the column of names before figures that are of no one pupil. */
const TOTALS = /^\s*(?:(?:grand|sub)?[ -]?totals?(?:\s+(?:for|of)\s.*|\s*\(.*\))?|averages?|mean|whole school)\s*:?\s*$/iu;
