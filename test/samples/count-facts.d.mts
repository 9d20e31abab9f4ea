/** Distinct facts of one file. Names are given and family in one string; identifiers and coded items are `system|value`. */
export interface Facts {
  /** Patient, RelatedPerson, Person and Practitioner resources. */
  readonly people: number;
  readonly identifiers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly birthDates: ReadonlySet<string>;
  readonly eventDates: ReadonlySet<string>;
  readonly codedItems: ReadonlySet<string>;
}

export function factsIn(text: string): Facts;
