import type { Issue, MappedRecord } from '@mash-gateway/contracts';

/** Bytes that an adapter can read more than once: the first pass proves the whole before the second maps any of it. */
export interface AdapterInput {
  /** Media type without parameters, lower case, e.g. `application/fhir+json`. */
  readonly mediaType: string;
  /** The `charset` parameter of the Content-Type, when the sender gave one. */
  readonly charset?: string;
  /** Size in bytes, when known before reading. */
  readonly size?: number;
  /** Opens the bytes from the start. May be called again after an earlier reading ended. */
  open(): AsyncIterable<Uint8Array>;
}

/** What an adapter may not exceed. All counts are per submission unless said otherwise. */
export interface Limits {
  /** Bytes of the whole body. */
  readonly bytes: number;
  /** Levels of nesting of elements, objects or arrays. */
  readonly depth: number;
  /** Attributes of one XML element. */
  readonly attributes: number;
  /** Code points in one text or string. */
  readonly text: number;
  /** Bytes of one record in its source form, such as one pupil. */
  readonly recordBytes: number;
  /** Records in one submission. */
  readonly records: number;
}

/** What surrounds a mapping. Adapters are pure: time, ids and limits come from here and nowhere else. */
export interface MapContext {
  /** The moment of receipt: decides who is a child (under 18) and which dates are in the future. */
  readonly now: Date;
  readonly limits: Limits;
}

/** What the first pass found: the whole body is well-formed, or it is refused whole with these issues. */
export type Inspection =
  | {
      readonly accepted: true;
      /** Positions that `map` will yield at least one item for. */
      readonly positions: number;
      /** `whole`: one bad position refuses all (transaction Bundle); `each`: positions stand alone (batch, CTF pupils). */
      readonly taken: 'whole' | 'each';
      readonly issues: readonly Issue[];
    }
  | { readonly accepted: false; readonly issues: readonly Issue[] };

/**
 * One result of mapping. Every position of the source yields at least one item, so nothing disappears unseen:
 * `record` (one child named), `refused` (the position cannot become a record; at least one issue is an error),
 * `nothing` (understood, and rightly no child record, such as an adult-only resource or a stillbirth; issues say why).
 */
export type Mapped =
  | { readonly kind: 'record'; readonly position: number; readonly record: MappedRecord }
  | { readonly kind: 'refused'; readonly position: number; readonly issues: readonly Issue[] }
  | { readonly kind: 'nothing'; readonly position: number; readonly issues: readonly Issue[] };

/** Parses and maps one standard. A plain object without state: the same bytes and context give the same result. */
export interface Adapter {
  /** Public adapter id, e.g. `fhir-r4`. */
  readonly id: string;
  /** Version of the mapping; changes whenever the same bytes would give another record. */
  readonly version: string;
  /** The standard and its version, for people. */
  readonly standard: string;
  readonly mediaTypes: readonly string[];
  readonly capabilities: {
    /** Memory stays flat whatever the size of the body. */
    readonly streaming: boolean;
    /** What it takes: `zip` is an archive of files of the standard. */
    readonly syntaxes: readonly ('json' | 'ndjson' | 'xml' | 'csv' | 'zip')[];
    /** May yield several records for one submission. */
    readonly manyRecords: boolean;
  };
  /** First pass: well-formedness, encoding, limits and counts. Never throws for what a sender can send. */
  inspect(input: AdapterInput, context: MapContext): Promise<Inspection>;
  /** Second pass: records and issues in source order. Call only after `inspect` accepted. Never throws for what a sender can send. */
  map(input: AdapterInput, context: MapContext): AsyncIterable<Mapped>;
}

/** Declares an adapter; the one way to make one, so that every adapter has the same outline. */
export function defineAdapter(adapter: Adapter): Adapter {
  return Object.freeze(adapter);
}

/** Limits that suit any feed of one local authority; a feed may set its own. */
export const DEFAULT_LIMITS: Limits = {
  bytes: 512 * 1024 * 1024,
  depth: 100,
  attributes: 100,
  text: 1_000_000,
  recordBytes: 4 * 1024 * 1024,
  records: 1_000_000,
};
