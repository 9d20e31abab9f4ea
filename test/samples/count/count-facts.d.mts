/** Distinct facts of one file. Names are given and family in one string; identifiers and coded items are `system|value`. */
export interface Facts {
  /** Resources of people (FHIR), or names (other formats). */
  readonly people: number;
  readonly identifiers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly birthDates: ReadonlySet<string>;
  readonly eventDates: ReadonlySet<string>;
  readonly codedItems: ReadonlySet<string>;
}

export type FactFormat = 'fhir' | 'cjse' | 'niem' | 'sif';

/** @param format default `fhir` */
export function factsIn(text: string, format?: FactFormat): Facts;
