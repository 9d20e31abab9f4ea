import { FACT_KINDS, type FactKind, type Tally } from './find-facts.js';

/** One line of TABLE.csv: names of files, counts and codes, and nothing that stands in a sample. */
export interface Row {
  /** Folder and file name. */
  readonly file: string;
  /** Adapter id; empty when no adapter claims the file. */
  readonly adapter: string;
  /** Why the file is unclaimed, or why a person in it gave no record; else empty. */
  readonly reason: string;
  readonly records: number;
  /** Distinct issue codes with how often each was raised, e.g. `value.ended x2`. */
  readonly issues: string;
  /** Only for claimed files. */
  readonly facts: Readonly<Record<FactKind, Tally>> | undefined;
}

/** What may only rise. */
export interface Totals {
  readonly records: number;
  readonly found: Readonly<Record<FactKind, number>>;
}

export const HEADER = ['file', 'adapter', 'reason', 'records', 'issues', ...FACT_KINDS];
const TOTAL = 'TOTAL';

/** The table as CSV (RFC 4180, `\n` line ends), the totals in its last line. */
export function toCsv(rows: readonly Row[]): string {
  const total: Row = {
    file: TOTAL,
    adapter: '',
    reason: '',
    records: sum(rows, (row) => row.records),
    issues: '',
    facts: sumOfFacts(rows),
  };
  return [HEADER, ...[...rows, total].map(cellsOf)].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/**
 * Reads TABLE.csv back, without its line of totals.
 * @throws Error naming the line that is not as {@link toCsv} writes it
 */
export function fromCsv(csv: string): readonly Row[] {
  const [header, ...lines] = csv.trimEnd().split('\n').map(cellsOfLine);
  if (header?.join() !== HEADER.join()) throw new Error('The header of the table is not the expected one.');
  if (lines.at(-1)?.[0] !== TOTAL) throw new Error('The table does not end with its totals.');
  return lines.slice(0, -1).map(rowOf);
}

export function totalsOf(rows: readonly Row[]): Totals {
  const facts = sumOfFacts(rows);
  const found = Object.fromEntries(FACT_KINDS.map((kind) => [kind, facts[kind].found])) as Record<FactKind, number>;
  return { records: sum(rows, (row) => row.records), found };
}

/** Says for each total that is lower than before what it fell from and to; empty when none fell. */
export function fallen(before: Totals, after: Totals): readonly string[] {
  const pairs = [
    ['records', before.records, after.records] as const,
    ...FACT_KINDS.map((kind) => [kind, before.found[kind], after.found[kind]] as const),
  ];
  return pairs.filter(([, was, is]) => is < was).map(([name, was, is]) => `${name} fell from ${was} to ${is}`);
}

function cellsOf(row: Row): readonly string[] {
  const { facts } = row;
  const counts = FACT_KINDS.map((kind) => (facts === undefined ? '' : `${facts[kind].found} of ${facts[kind].present}`));
  return [row.file, row.adapter, row.reason, String(row.records), row.issues, ...counts];
}

function rowOf(cells: readonly string[]): Row {
  const [file = '', adapter = '', reason = '', records = '', issues = '', ...counts] = cells;
  if (counts.length !== FACT_KINDS.length || !/^\d+$/.test(records)) throw new Error(`The line of ${file} is not as the table writes it.`);
  return { file, adapter, reason, records: Number(records), issues, facts: adapter === '' ? undefined : factsOf(file, counts) };
}

function factsOf(file: string, counts: readonly string[]): Record<FactKind, Tally> {
  const tallies = FACT_KINDS.map((kind, index) => {
    const match = /^(\d+) of (\d+)$/.exec(counts[index] ?? '');
    if (match === null) throw new Error(`The line of ${file} has no count of ${kind}.`);
    return [kind, { found: Number(match[1]), present: Number(match[2]) }] as const;
  });
  return Object.fromEntries(tallies) as Record<FactKind, Tally>;
}

function sumOfFacts(rows: readonly Row[]): Record<FactKind, Tally> {
  const sums = FACT_KINDS.map((kind) => {
    const found = sum(rows, (row) => row.facts?.[kind].found ?? 0);
    const present = sum(rows, (row) => row.facts?.[kind].present ?? 0);
    return [kind, { found, present }] as const;
  });
  return Object.fromEntries(sums) as Record<FactKind, Tally>;
}

function sum(rows: readonly Row[], count: (row: Row) => number): number {
  return rows.reduce((total, row) => total + count(row), 0);
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellsOfLine(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '',
  );
}
