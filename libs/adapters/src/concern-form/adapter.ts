import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { notice, Refusal, refusal } from '../kit/issues.js';
import { Repeats } from '../kit/repeats.js';
import type { Found } from './found.js';
import { mapForm } from './map-form.js';
import { ADAPTER } from './map-source.js';
import { csvForms, formHeader } from './read-csv.js';
import { jsonForm } from './read-json.js';

const CSV_TYPES = ['text/csv', 'application/csv', 'text/plain', 'application/vnd.ms-excel'];

/** Concerns about a child from people who have no system to send from: the CSV template, one row for each child, or the web form's JSON. */
export const concernForm = defineAdapter({
  ...ADAPTER,
  standard: 'MASH Gateway concern form 1, as CSV template or web form',
  mediaTypes: ['application/json', ...CSV_TYPES],
  capabilities: { streaming: true, syntaxes: ['csv', 'json'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits }: MapContext): Promise<Inspection> {
  try {
    let positions = 0;
    let forms = 0;
    for await (const { kind } of found(input, limits)) {
      positions += 1;
      if (kind !== 'nothing') forms += 1;
      if (positions > limits.records) throw refusal('limit.items', `position ${positions}`, `More than ${limits.records} positions`);
    }
    if (forms === 0) throw refusal('format.no-child', 'row 1', 'No row below the headings, or only the example');
    return { accepted: true, positions, taken: 'each', issues: await aboutFile(input, limits) };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const references = await referencesIn(input, limits);
    for await (const one of found(input, limits)) {
      yield one.kind === 'form'
        ? withIssues(mapForm({ ...one, position, now, sharesReference: (reference) => references.has(reference) }), one.issues)
        : { kind: one.kind, position, issues: [one.issue] };
      position += 1;
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

async function* found(input: AdapterInput, limits: MapContext['limits']): AsyncGenerator<Found> {
  if (isCsv(input)) yield* csvForms(input, await formHeader(input, limits), limits);
  else yield await jsonForm(input, limits);
}

/** References that stand on several forms of one body say of none of them that it is a later version. */
async function referencesIn(input: AdapterInput, limits: MapContext['limits']): Promise<Repeats> {
  const references = new Repeats();
  for await (const one of found(input, limits)) if (one.kind === 'form') references.add(one.raw('formReference'));
  return references;
}

async function aboutFile(input: AdapterInput, limits: MapContext['limits']): Promise<readonly Issue[]> {
  if (!isCsv(input)) return [];
  const { charset, issues } = await formHeader(input, limits);
  const guessed = charset === undefined ? [] : [notice('body.encoding', 'byte 0', `Nothing says the encoding; read as ${charset}`)];
  return [...guessed, ...issues];
}

/** What was found while reading comes first. */
function withIssues(mapped: Mapped, issues: readonly Issue[]): Mapped {
  if (issues.length === 0) return mapped;
  if (mapped.kind !== 'record') return { ...mapped, issues: [...issues, ...mapped.issues] };
  const all = [...issues, ...(mapped.record.quality?.issues ?? [])].slice(0, 500);
  return { ...mapped, record: { ...mapped.record, quality: { ...mapped.record.quality, issues: all } } };
}

function isCsv({ mediaType }: AdapterInput): boolean {
  return CSV_TYPES.includes(mediaType);
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
