import type { AdapterInput, MapContext } from '../kit/adapter.js';
import { planned } from '../fhir/serve.js';
import type { DocumentType } from '../fhir/choose/entries.js';
import { headerOf } from '../fhir/map/map-source.js';
import { entriesOf } from '../fhir/choose/touched.js';
import { R4 } from './release.js';

/** What a FHIR endpoint must know of a Bundle to answer it in FHIR. */
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
export async function bundleOutline(input: AdapterInput, context: MapContext): Promise<BundleOutline> {
  const { document, references, positions } = await planned(input, context, R4);
  const { bundle, entries, type } = document;
  const identifier = bundle?.one('identifier');
  const value = identifier?.text('value');
  const system = identifier?.text('system');
  const id = bundle ? bundle.text('id') : entries[0]?.resource?.text('id');
  const header = headerOf(document);
  const positionToEntries = new Map<number, readonly number[]>();
  for (const { number, position } of positions) {
    const indexes = entriesOf(position, document, references).map((entry) => entry.index);
    const all = new Set([...(positionToEntries.get(number) ?? []), ...indexes]);
    positionToEntries.set(
      number,
      [...all].sort((one, other) => one - other),
    );
  }
  return {
    type,
    entries: entries.length,
    items: positions.map(({ number }) => number),
    positionToEntries,
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
