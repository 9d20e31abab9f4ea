import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type Limits, type MapContext, type Mapped } from '../kit/adapter.js';
import { csvBatches } from '../kit/csv.js';
import { notice, Refusal, refusal } from '../kit/issues.js';
import { readLayout, type Layout } from './layout.js';
import { mapPupil } from './map-pupil.js';
import { ADAPTER } from './map-source.js';
import { DayBook, daysAfter } from './register-days.js';
import { PartReader, type Part } from './read-register.js';
import type { FileSource } from './register-source.js';
import { sharedNumbers } from './shared-numbers.js';

/** Attendance registers as English school systems export them; one record for the rows of a pupil that stand together. */
export const attendanceCsv = defineAdapter({
  ...ADAPTER,
  standard: 'Attendance register (SI 2024/208 regulation 10) as CSV with headings',
  mediaTypes: ['text/csv', 'text/tab-separated-values', 'application/csv', 'text/plain', 'application/vnd.ms-excel'],
  capabilities: { streaming: true, syntaxes: ['csv'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits }: MapContext): Promise<Inspection> {
  try {
    const layout = await readLayout(input, limits);
    let positions = 0;
    for await (const parts of partsOf(input, layout, limits)) {
      positions += parts.length;
      if (positions > limits.records) throw refusal('limit.items', `position ${positions}`, `More than ${limits.records} positions`);
    }
    if (positions === 0) throw refusal('format.no-child', `row ${layout.header.row}`, 'No row below the headings');
    return { accepted: true, positions, taken: 'each', issues: aboutFile(layout) };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const layout = await readLayout(input, limits);
    const file: FileSource = {
      layout,
      shared: await sharedNumbers(input, layout, limits),
      days: new DayBook(),
      lastDay: dayAfter(now),
      now,
    };
    for await (const parts of partsOf(input, layout, limits))
      for (const part of parts) {
        yield mapPart(part, position, file);
        position += 1;
      }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

/** Parts as pieces of the bytes complete them. */
async function* partsOf(input: AdapterInput, layout: Layout, limits: Limits): AsyncGenerator<readonly Part[]> {
  const reader = new PartReader(layout);
  for await (const rows of csvBatches(input, layout.header, limits)) yield rows.flatMap((row) => reader.next(row));
  yield reader.rest();
}

function dayAfter(now: Date): string {
  return daysAfter(now.toISOString().slice(0, 10), 1);
}

function mapPart(part: Part, position: number, file: FileSource): Mapped {
  if (part.kind !== 'pupil') return { kind: part.kind, position, issues: [part.issue] };
  return mapPupil(part.rows, position, file);
}

function aboutFile({ header }: Layout): readonly Issue[] {
  const titles = header.row > 1 ? [notice('format.unknown-field', 'row 1', 'Titles above the headings are left out')] : [];
  const encoding =
    header.charset === undefined ? [] : [notice('body.encoding', 'byte 0', `Nothing says the encoding; read as ${header.charset}`)];
  return [...titles, ...encoding, ...header.issues];
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
