import { setImmediate as turn } from 'node:timers/promises';
import type { Adapter, AdapterInput, Mapped, MapContext } from '@mash-gateway/adapters';
import { MAX_RECORD_BYTES, type Issue, type MappedRecord } from '@mash-gateway/contracts';
import type { Clock } from '../clock.js';
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
  /** The moment of ruling. The context's moment is that of receipt, which may be long ago when a restart maps the rest. */
  readonly clock: Clock;
  readonly context: MapContext;
}

/** A position that was understood and is rightly no child record, such as an adult-only resource. */
export interface Nothing {
  readonly kind: 'nothing';
  readonly position: number;
  readonly issues: readonly Issue[];
}

export interface Prepared {
  readonly outcome: PositionOutcome | Nothing;
  /** Bytes of the record as JSON; 0 where there is none. */
  readonly bytes: number;
}

/** Room for what the gateway adds to a mapped record: ids, lawful basis, delivery. */
const ADDED_BYTES = 8 * 1024;

/** Positions mapped at a stretch; then others are served, since an adapter that reads a body whole never waits for anything. */
const AT_A_STRETCH = 16;

/** Bytes to outcomes, position by position: map, size, validate, rule. Pure but for the clock; call only for a body that the adapter has accepted. */
export async function* prepare(input: AdapterInput, preparation: Preparation): AsyncIterable<Prepared> {
  let last = 0;
  for await (const mapped of preparation.adapter.map(input, preparation.context)) {
    last = positionAfter(last, mapped.position);
    if (last % AT_A_STRETCH === 0) await turn();
    yield preparedOf(mapped, last, preparation);
  }
}

/** Two items of one position: the second takes the next free number, the same on every reading. */
export function positionAfter(last: number, position: number): number {
  return Math.max(position, last + 1);
}

function preparedOf(mapped: Mapped, position: number, preparation: Preparation): Prepared {
  if (mapped.kind !== 'record') return { outcome: { ...mapped, position }, bytes: 0 };
  const record = attributed(mapped.record, position, preparation.feed);
  const bytes = Buffer.byteLength(JSON.stringify(record));
  const faults = bytes > MAX_RECORD_BYTES - ADDED_BYTES ? [TOO_LARGE] : preparation.validator.validate(record);
  const stated = record.quality?.issues ?? [];
  if (faults.length > 0) return { outcome: { kind: 'refused', position, issues: [...faults, ...stated] }, bytes: 0 };
  const ruling = preparation.rules.rule(preparation.feed.id, record, preparation.clock.now());
  const issues = ruling.kind === 'held' ? [...stated, HELD] : stated;
  return { outcome: { kind: 'statement', position, record, ruling, issues }, bytes };
}

/** The feed says whose messages come in by it: FHIR alone does not tell a hospital from a children's service. */
function attributed(record: MappedRecord, position: number, { agency }: FeedConfig): MappedRecord {
  return { ...record, source: { ...record.source, agency, position } };
}

const TOO_LARGE: Issue = { code: 'record.too-large', severity: 'error', location: '/', rule: `at most ${String(MAX_RECORD_BYTES)} bytes` };
const HELD: Issue = { code: 'agreement.missing', severity: 'warning', location: '/', rule: 'kept until an agreement is in force' };
