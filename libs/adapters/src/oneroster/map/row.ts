import type { Coded, Coding, Identifier, Information, Unmapped } from '@mash-gateway/contracts';
import { codedBy, codingBy, type CodeTable } from '../../kit/code-table.js';
import { momentOf } from '../../kit/dates.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import type { Report } from '../../kit/issues.js';
import { fitText } from '../../kit/texts.js';
import type { Cells } from '../read/join.js';
import type { RosterRow } from '../read/table.js';
import { reasonFor } from '../unmapped.js';

/** An information entry before it has its number in the record. */
export type Entry = Omit<Information, 'entryId'>;

/** A row as mapping functions see it: cells by column, each with its place. */
export class Row {
  constructor(
    readonly cells: Cells,
    /** e.g. `users.csv, row 12`. */
    readonly location: string,
    readonly report: Report,
    readonly now: Date,
  ) {}

  at(column: string): string {
    return `${this.location}, ${column}`;
  }

  text(column: string, max: number): string | undefined {
    return fitText(this.cells[column], max, this.at(column), this.report);
  }

  moment(column: string): string | undefined {
    return momentOf(this.cells[column], { location: this.at(column), report: this.report, now: this.now });
  }

  coded<T extends string>(column: string, table: CodeTable<T>): Coded<T> | undefined {
    return codedBy(table, this.cells[column], this.at(column), this.report);
  }

  coding(column: string, table: CodeTable<string>): (Coding & { code: string }) | undefined {
    return codingBy(table, this.cells[column], this.at(column), this.report);
  }

  /** A number of this system only. */
  local(column: string, system: string): Identifier | undefined {
    return plainIdentifier('local', this.cells[column], { location: this.at(column), report: this.report }, { system });
  }

  /** The same place with the cells of a row of another file that belongs to it. */
  joined(file: string, cells: Cells): Row {
    return new Row(cells, `${this.location}, joined ${file}.csv`, this.report, this.now);
  }
}

/** Columns that are decided not to be carried, and extensions of the sender, which are told by their place. */
export function unreadCells({ row, cells, extensions }: RosterRow, file: string): Unmapped[] {
  const columns = Object.keys(cells).flatMap((column) => {
    const reason = reasonFor(column);
    return reason === undefined ? [] : [{ location: `${file}.csv, row ${row}, ${column}`, reason }];
  });
  return [
    ...columns,
    ...extensions.map((column) => ({ location: `${file}.csv, row ${row}, column ${column}`, reason: 'An extension of the sender' })),
  ];
}
