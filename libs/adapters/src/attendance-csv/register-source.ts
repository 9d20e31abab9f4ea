import { cellLocation, cellOf, type CsvRow } from '../kit/csv.js';
import type { Report } from '../kit/issues.js';
import type { Column } from './columns.js';
import type { Layout } from './layout.js';
import type { DayBook } from './register-days.js';
import type { SharedNumbers } from './shared-numbers.js';

/** What is the same for every pupil of a file. */
export interface FileSource {
  readonly layout: Layout;
  readonly shared: SharedNumbers;
  readonly days: DayBook;
  /** The last day that is not yet to come anywhere: a day's grace, because today in England may be tomorrow in UTC. */
  readonly lastDay: string;
  /** The moment of receipt. */
  readonly now: Date;
}

/** The rows of one pupil as every mapping function of this adapter sees them. */
export interface PupilSource extends FileSource {
  readonly rows: readonly [CsvRow, ...CsvRow[]];
  /** The first of them, which stands for all in what is of the pupil. */
  readonly first: CsvRow;
  /** From 1, in file order. */
  readonly position: number;
  readonly report: Report;
}

/** The cell of the pupil in a column, trimmed; undefined when it is blank. */
export function ofPupil({ layout, first }: PupilSource, column: Column): string | undefined {
  return cellOf(layout.header, first, column);
}

/** Where a cell of the pupil stands. */
export function locate({ first }: PupilSource, column: Column): string {
  return cellLocation(first, column);
}
