import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DEFAULT_LIMITS, type Adapter, type AdapterInput, type MapContext } from '@mash-gateway/adapters';
import { jsonSchemaOf, MappedRecord, validateContract, type Issue } from '@mash-gateway/contracts';

/** What one adapter made of one file. */
export interface SampleRun {
  readonly records: readonly MappedRecord[];
  /** Every issue: of the file, of refused positions and of records. */
  readonly issues: readonly Issue[];
  /** `class-validator /child/names: rule`, or `ajv …`: location and rule only. Empty when all records meet the contract. */
  readonly violations: readonly string[];
  /** Message of what the adapter threw: it must never throw. */
  readonly thrown?: string;
}

/** The day every run pretends it is: ages, and so the table, must not change overnight. */
const NOW = new Date('2026-11-24T12:00:00Z');
const ajv = new Ajv2020({ strictTypes: true, allErrors: true, keywords: ['x-locates', 'x-free-text'] });
const meetsSchema = ajv.compile(jsonSchemaOf(MappedRecord, 'urn:mash-gateway:samples:mapped-record'));

/** Runs both passes of an adapter over a file and validates every record with both validators. */
export async function runSample(adapter: Adapter, mediaType: string, path: string): Promise<SampleRun> {
  const bytes = await readFile(path);
  const input: AdapterInput = { mediaType, size: bytes.length, open: () => once(bytes) };
  const records: MappedRecord[] = [];
  const issues: Issue[] = [];
  try {
    await collect(adapter, input, records, issues);
  } catch (error) {
    return { records, issues, violations: [], thrown: error instanceof Error ? error.message : 'not an Error' };
  }
  return { records, issues, violations: records.flatMap(violationsOf) };
}

async function collect(adapter: Adapter, input: AdapterInput, records: MappedRecord[], issues: Issue[]): Promise<void> {
  const context: MapContext = { now: NOW, limits: DEFAULT_LIMITS };
  const inspection = await adapter.inspect(input, context);
  issues.push(...inspection.issues);
  if (!inspection.accepted) return;
  for await (const item of adapter.map(input, context)) {
    if (item.kind === 'record') {
      records.push(item.record);
      issues.push(...(item.record.quality?.issues ?? []));
    } else issues.push(...item.issues);
  }
}

function violationsOf(record: MappedRecord): readonly string[] {
  const bySource = validateContract(MappedRecord, record).map((issue) => `class-validator ${issue.location}: ${issue.rule ?? ''}`);
  const bySchema = meetsSchema(record) ? [] : (meetsSchema.errors ?? []).map((error) => `ajv ${error.instancePath}: ${error.keyword}`);
  return [...bySource, ...bySchema];
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
