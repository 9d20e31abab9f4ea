import type { Adapter, AdapterInput, Mapped, MapContext } from '@mash-gateway/adapters';
import { MAX_RECORD_BYTES, type Issue, type MappedRecord } from '@mash-gateway/contracts';
import type { FeedConfig } from '../config/gateway-config.js';
import type { SharingRules } from '../sharing/agreements.js';
import type { PositionOutcome } from './outcome.js';
import type { RecordValidator } from './record-validator.js';

/** What prepare needs beside the bytes. */
export interface Preparation {
  readonly adapter: Adapter;
  readonly feed: FeedConfig;
  readonly validator: RecordValidator;
  readonly rules: SharingRules;
  readonly context: MapContext;
}

/** A position that was understood and is rightly no child record, such as an adult-only resource. */
export interface Nothing {
  readonly kind: 'nothing';
  readonly position: number;
  readonly issues: readonly Issue[];
}

export type Prepared = PositionOutcome | Nothing;

/** Room for what the gateway adds to a mapped record: ids, lawful basis, delivery. */
const ADDED_BYTES = 8 * 1024;

/** Bytes to outcomes, position by position: map, size, validate, rule. Pure; call only for a body that the adapter has accepted. */
export async function* prepare(input: AdapterInput, preparation: Preparation): AsyncIterable<Prepared> {
  for await (const mapped of preparation.adapter.map(input, preparation.context)) yield outcomeOf(mapped, preparation);
}

function outcomeOf(mapped: Mapped, preparation: Preparation): Prepared {
  if (mapped.kind !== 'record') return mapped;
  const { position } = mapped;
  const record = attributed(mapped.record, preparation.feed);
  const faults = [...sizeFaults(record), ...preparation.validator.validate(record)];
  const stated = record.quality?.issues ?? [];
  if (faults.length > 0) return { kind: 'refused', position, issues: [...faults, ...stated] };
  const ruling = preparation.rules.rule(preparation.feed.id, record, preparation.context.now);
  return { kind: 'statement', position, record, ruling, issues: [...stated, ...heldIssues(ruling.kind)] };
}

/** The feed says whose messages come in by it: FHIR alone does not tell a hospital from a children's service. */
function attributed(record: MappedRecord, feed: FeedConfig): MappedRecord {
  return { ...record, source: { ...record.source, agency: feed.agency } };
}

function sizeFaults(record: MappedRecord): Issue[] {
  if (Buffer.byteLength(JSON.stringify(record)) <= MAX_RECORD_BYTES - ADDED_BYTES) return [];
  return [{ code: 'record.too-large', severity: 'error', location: '/', rule: `at most ${String(MAX_RECORD_BYTES)} bytes` }];
}

function heldIssues(ruling: 'publish' | 'held'): Issue[] {
  return ruling === 'held'
    ? [{ code: 'agreement.missing', severity: 'warning', location: '/', rule: 'kept until an agreement is in force' }]
    : [];
}
