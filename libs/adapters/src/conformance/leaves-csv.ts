import { csvTable, csvText } from './csv-table.js';
import type { Leaf } from './leaf.js';

/** Cells of a CSV document. The path of each is the heading above it; cells before the header are `title`. */
export function csvLeaves(document: string): readonly Leaf[] {
  const table = csvTable(document);
  const headings = table.rows[table.header] ?? [];
  return table.rows.flatMap((cells, row) =>
    row === table.header
      ? []
      : cells.flatMap((value, column): Leaf[] => {
          if (value.trim() === '') return [];
          const path = row < table.header ? 'title' : (headings[column]?.trim() ?? '');
          return [{ path, value, with: (other) => csvText(table, withCell(table.rows, row, column, other ?? '')) }];
        }),
  );
}

function withCell(rows: readonly (readonly string[])[], row: number, column: number, value: string): (readonly string[])[] {
  return rows.map((cells, index) => (index === row ? cells.map((cell, at) => (at === column ? value : cell)) : cells));
}
