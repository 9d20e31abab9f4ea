import { parse } from 'csv-parse/sync';

/** A CSV document as rows of cells, and where its header stands. */
export interface CsvTable {
  readonly rows: readonly (readonly string[])[];
  /** Place of the row of headings, from 0; what stands before it is title. */
  readonly header: number;
  readonly delimiter: string;
}

/** Takes a document apart as any reader of RFC 4180 would. */
export function csvTable(document: string): CsvTable {
  const delimiter = mostFrequent(document.replace(/"[^"]*"/gu, '').slice(0, 4096));
  const rows = parse(document.replace('\uFEFF', ''), { delimiter, relax_column_count: true, skip_empty_lines: true });
  const widths = rows.slice(0, TITLES).map((row) => row.filter((cell) => cell.trim() !== '').length);
  return { rows, header: widths.indexOf(Math.max(...widths)), delimiter };
}

/** The document with other rows. */
export function csvText({ delimiter }: CsvTable, rows: CsvTable['rows']): string {
  const quoted = (cell: string): string => (/[",;|\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(delimiter)}\n`).join('');
}

/** Rows among which the header is looked for. */
const TITLES = 10;

function mostFrequent(text: string): string {
  const times = (delimiter: string): number => text.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((most, delimiter) => (times(delimiter) > times(most) ? delimiter : most));
}
