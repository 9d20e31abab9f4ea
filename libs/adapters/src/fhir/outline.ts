import type { AdapterInput, MapContext } from '../kit/adapter.js';
import type { DocumentType, Submitted } from './choose/entries.js';
import { foundIn, workOf } from './serve.js';
import { headerOf } from './map/map-source.js';
import { entriesOf } from './choose/touched.js';
import { NO_RULES, type Rules } from './map/rules.js';
import type { Release } from './release.js';

/** What a FHIR endpoint must know of a Bundle to answer it in FHIR. Elements are named as in R4; STU3 has `event` and `Bundle.id` where R4 has others. */
export interface BundleOutline {
  readonly type: DocumentType;
  readonly id?: string;
  /** `Bundle.identifier`: reliable messaging answers a repeat by it (FHIR R4 §3.4, reliable messaging). */
  readonly identifier?: { readonly system?: string; readonly value: string };
  /** Entries of the Bundle; 1 for a single resource. */
  readonly entries: number;
  readonly messageHeader?: {
    /** What `MessageHeader.response.identifier` of an answer repeats. */
    readonly id?: string;
    /** eventUri, or `system|code` of eventCoding. */
    readonly event?: string;
    /** MessageHeader.source.endpoint: where an answer would go. */
    readonly source?: string;
  };
  /** The position of every item that `map` yields, in its order; in a batch the index of the entry plus 1, once for each child of it. */
  readonly items: readonly number[];
  /** For every position that `map` yields, the indexes in `Bundle.entry` it is made from, ascending. */
  readonly positionToEntries: ReadonlyMap<number, readonly number[]>;
}

/**
 * The outline of a submission, from the same reading and plan as `inspect` and `map`.
 * @throws Refusal as `inspect` would report it; call after `inspect` accepted
 */
export async function outlineOf(
  input: AdapterInput,
  context: MapContext,
  release: Release,
  rules: Rules = NO_RULES,
): Promise<BundleOutline> {
  const work = await workOf(input, context, release, rules);
  const items: number[] = [];
  const entriesByPosition = new Map<number, Set<number>>();
  for await (const { ordered, references } of foundIn(work, context.now)) {
    const { number, position, submitted } = ordered;
    items.push(number);
    const all = entriesByPosition.get(number) ?? new Set();
    entriesByPosition.set(number, all);
    for (const { index } of quietly(submitted, () => entriesOf(position, submitted, references))) all.add(index);
  }
  const positionToEntries = new Map([...entriesByPosition].map(([number, all]) => [number, [...all].sort((one, other) => one - other)]));
  const submitted = work.kind === 'streamed' ? { ...work.prospect.survey.submitted, entries: [] } : work.document;
  const entries = work.kind === 'streamed' ? work.prospect.survey.count : work.document.entries.length;
  return { ...quietly(submitted, () => frameOutline(submitted)), entries, items, positionToEntries };
}

/** What is read for an outline is not read for a record. */
function quietly<T>({ readings }: Submitted, read: () => T): T {
  return readings.forRecord(read);
}

function frameOutline(submitted: Submitted): Pick<BundleOutline, 'type' | 'id' | 'identifier' | 'messageHeader'> {
  const { bundle, entries, type } = submitted;
  const identifier = bundle?.one('identifier');
  const value = identifier?.text('value');
  const system = identifier?.text('system');
  const id = bundle ? bundle.text('id') : entries[0]?.resource?.text('id');
  const header = headerOf(submitted);
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(value === undefined ? {} : { identifier: { value, ...(system === undefined ? {} : { system }) } }),
    ...(header ? { messageHeader: headerOutline(header) } : {}),
  };
}

function headerOutline(header: NonNullable<ReturnType<typeof headerOf>>): NonNullable<BundleOutline['messageHeader']> {
  const id = header.text('id');
  const coding = header.one('eventCoding');
  const event = header.text('eventUri') ?? (coding ? `${coding.text('system') ?? ''}|${coding.text('code') ?? ''}` : undefined);
  const source = header.one('source')?.text('endpoint');
  return { ...(id === undefined ? {} : { id }), ...(event === undefined ? {} : { event }), ...(source === undefined ? {} : { source }) };
}
