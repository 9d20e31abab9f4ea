import { csvTable, csvText } from './csv-table.js';
import type { Planted } from './planted.js';

/** Like a field, like a value, and like what a spreadsheet or a program would act upon. */
const NAMES = ['qzxvcanary', 'Qzxv Canary 2015-03-04 9990001006', 'Date of Birth qzxv', '=qzxv()', '__proto__qzxv', '2026-09-03 qzxv AM'];

/** New columns in a CSV document, its headings changed one by one, the same heading twice, and titles above it. */
export function* plantedCsv(document: string): Generator<Planted> {
  const table = csvTable(document);
  const headings = table.rows[table.header] ?? [];
  const withHeader = (row: readonly string[]): string =>
    csvText(
      table,
      table.rows.map((cells, index) => (index === table.header ? row : cells)),
    );
  for (const name of NAMES) {
    const added = table.rows.map((cells, index) => (index < table.header ? cells : [...cells, index === table.header ? name : 'x']));
    yield { name: `${name}: a column added`, text: csvText(table, added) };
    yield { name: `${name}: a title above`, text: csvText(table, [[name], ...table.rows]) };
    for (const [column, heading] of headings.entries())
      yield { name: `${heading}: ${name} in its place`, text: withHeader(headings.map((own, at) => (at === column ? name : own))) };
  }
  yield {
    name: 'a heading twice',
    text: csvText(
      table,
      table.rows.map((cells, index) => (index < table.header ? cells : [...cells, ...pair(index === table.header)])),
    ),
  };
  yield {
    name: 'cells beyond the headings',
    text: csvText(
      table,
      table.rows.map((cells, index) => (index > table.header ? [...cells, 'qzxv'] : cells)),
    ),
  };
  yield { name: 'a quote that does not close', text: `${document}"qzxv` };
  yield { name: 'a quote inside a cell', text: `${document}qzxv"qzxv\n` };
}

function pair(isHeader: boolean): readonly string[] {
  return isHeader ? ['qzxv', 'qzxv'] : ['1', '2'];
}
