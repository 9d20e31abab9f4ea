import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, Limits } from '../kit/adapter.js';
import { cellLocation, cellOf, csvRows, raggedIssue, type CsvRow } from '../kit/csv.js';
import type { CsvColumns, CsvHeader } from '../kit/csv-columns.js';
import { csvHeader } from '../kit/csv-header.js';
import { notice } from '../kit/issues.js';
import { fieldOf, FIELD_NAMES, type FieldName } from './fields.js';
import type { Found } from './found.js';
import { EXAMPLE_REFERENCE } from './template.js';

/** Known by the template's headings and by the names of the fields. */
const COLUMNS = Object.fromEntries(FIELD_NAMES.map((name) => [name, [fieldOf(name).label]])) as unknown as CsvColumns<FieldName>;

/** @throws Refusal when the body is no template of the form */
export function formHeader(input: AdapterInput, limits: Limits): Promise<CsvHeader<FieldName>> {
  return csvHeader(input, { limits, columns: COLUMNS, preamble: 3 });
}

/** The rows of a template, each one form. */
export async function* csvForms(input: AdapterInput, header: CsvHeader<FieldName>, limits: Limits): AsyncGenerator<Found> {
  for await (const row of csvRows(input, header, limits)) yield foundIn(header, row);
}

function foundIn(header: CsvHeader<FieldName>, row: CsvRow): Found {
  const where = `row ${row.row}`;
  const ragged = raggedIssue(header, row);
  if (ragged?.severity === 'error') return { kind: 'refused', issue: ragged };
  const raw = (name: FieldName): string | undefined => cellOf(header, row, name);
  if (raw('formReference') === EXAMPLE_REFERENCE) return { kind: 'nothing', issue: exampleRow(where) };
  const form = { raw, at: (name: FieldName) => cellLocation(row, name), where };
  return { kind: 'form', ...form, issues: ragged === undefined ? [] : [ragged] };
}

function exampleRow(where: string): Issue {
  return notice('format.no-child', where, 'The invented example of the template');
}
