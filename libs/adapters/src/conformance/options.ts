import type { AdapterInput } from '../kit/adapter.js';
import type { Mapped } from '../kit/adapter.js';

/** What the kit needs to know about an adapter beyond its code. */
export interface ConformanceOptions {
  /**
   * Folder of fixtures, one folder per case: `input.<ext>` as a sender would send it, `expected.json`
   * (see {@link ExpectedOutcome}), `note.md` saying what it shows, and where needed `case.json` with
   * `{"mediaType", "charset", "now"}` that came with the bytes, and `"foreign"`, the names of parts that belong to no
   * specification and are there to be noticed.
   */
  readonly fixturesDir: string;
  /** Media type by file extension, without the dot. */
  readonly mediaTypes: Readonly<Record<string, string>>;
  /** When fixtures are received, unless their `case.json` says otherwise. Default 2026-11-24T12:00:00Z. */
  readonly now?: Date;
  /**
   * Source fields that are deliberately not carried. A path matches where its segments stand together, in this order; one that
   * begins with `/` only at the root of the document.
   */
  readonly unmapped: readonly { readonly path: string; readonly reason: string }[];
  /** Code tables of the adapter, and how to see that a fixture reached one of their codes. */
  readonly codeTables: readonly CodeTableUse[];
  /** A valid body with that many records, for adapters that stream: memory must not grow with it. */
  readonly bodyOf?: (records: number) => AdapterInput;
  /** Checks this adapter cannot pass, each with the reason; everything else must pass. */
  readonly skip?: readonly { readonly check: CheckName; readonly reason: string }[];
}

/** One code table and the way to recognise its codes in what fixtures gave. */
export interface CodeTableUse {
  readonly name: string;
  readonly codes: readonly string[];
  /** The codes of this table that a fixture reached. See {@link codesOfSystem} for tables whose codes stay in the record. */
  readonly reached: (fixture: FixtureResult) => Iterable<string>;
}

/** A fixture with what the adapter made of it. */
export interface FixtureResult {
  readonly name: string;
  /** The input as text. */
  readonly text: string;
  readonly items: readonly Mapped[];
}

/** The checks, by what they prove. */
export const CHECKS = [
  'expected output',
  'contract',
  'same bytes, same result',
  'hostile input',
  'issues hold no value',
  'names stay out of locations',
  'every source field',
  'every code',
  'flat memory',
] as const;
/** One of {@link CHECKS}. */
export type CheckName = (typeof CHECKS)[number];

/** One named check. `run` rejects with an assertion error that says what is wrong. */
export interface ConformanceCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
  /** The reason when it is skipped; `run` then does nothing. */
  readonly skipped?: string;
}
