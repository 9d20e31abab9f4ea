/** What the catalogue says about one code. Fixed words: nothing of a message ever enters them. */
export interface CatalogueEntry {
  /** Short name of the problem, the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string;
  /** HTTP status when the whole request is refused for it (RFC 9110 §15). */
  readonly status: number;
  /** What the sender should do next. */
  readonly advice: string;
}

/** Makes a catalogue entry. */
export function entry(status: number, title: string, advice: string): CatalogueEntry {
  return { title, status, advice };
}
