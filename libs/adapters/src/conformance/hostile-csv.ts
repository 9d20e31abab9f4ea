import { csvTable, csvText } from './csv-table.js';
import type { Hostile } from './hostile-document.js';

/** What CSV makes possible and this project never lets happen. */
export function hostileCsv(document: string): readonly Hostile[] {
  const table = csvTable(document);
  const rows = document.endsWith('\n') ? document : `${document}\n`;
  const withColumn = (heading: string, value: string): string =>
    csvText(
      table,
      table.rows.map((cells, index) => (index < table.header ? cells : [...cells, index === table.header ? heading : value])),
    );
  const cells = (value: string): string => csvText(table, [...table.rows, (table.rows[table.header] ?? []).map(() => value)]);
  return [
    { name: 'a column named __proto__', text: withColumn('__proto__', '{"polluted":"yes"}') },
    { name: 'a column named constructor', text: withColumn('constructor.prototype.polluted', 'yes') },
    { name: 'a column named toString', text: withColumn('toString', 'x') },
    { name: 'a quote that does not close', text: `${rows}"open`, refusedWith: 'body.truncated' },
    { name: 'text after a closing quote', text: `${rows}"closed"open\n`, refusedWith: 'format.value' },
    { name: 'a quote inside a cell', text: `${rows}in"side\n`, refusedWith: 'format.value' },
    { name: 'one text of two million characters', text: `${rows}${'x'.repeat(2_000_000)}\n`, refusedWith: 'limit.text' },
    { name: 'a row of delimiters without end', text: rows + table.delimiter.repeat(6_000_000), refusedWith: 'limit.items' },
    { name: 'a quoted cell without end', text: `${rows}"${'\n'.repeat(4_300_000)}`, refusedWith: 'limit.text' },
    { name: 'a hundred thousand cells', text: `${rows}${`x${table.delimiter}`.repeat(100_000)}\n`, refusedWith: 'limit.items' },
    { name: 'formulas', text: cells('=HYPERLINK("http://127.0.0.1:9/","x")') },
    { name: 'commands', text: cells("@SUM(1+1)*cmd|' /C calc'!A0") },
    { name: 'U+0000 in every cell', text: cells('\0') },
    { name: 'line ends of every kind', text: rows.replaceAll('\n', '\r') + rows.replaceAll('\n', '\r\n') + rows },
    { name: 'the header again between rows', text: rows + rows },
    { name: 'the header alone', text: csvText(table, table.rows.slice(0, table.header + 1)) },
    { name: 'a thousand blank lines', text: rows + '\n'.repeat(1000) },
  ];
}
