/**
 * A part of a message, in XML or JSON, that remembers which of its own parts were asked for, so that whatever nobody
 * asked for is reported instead of lost.
 */
export interface Part {
  /** Names from the root; holds no value and no name that is not of the standard. */
  readonly path: string;
  /** Where a part of that name stands. */
  place(name: string): string;
  /** The text of a part, trimmed; undefined when it is not there, blank or null. */
  text(name: string): string | undefined;
  /** The only part of that name, or the first. */
  one(name: string): Part | undefined;
  /** All parts of that name in source order. */
  many(name: string): readonly Part[];
  /** What a part says that has text of its own, with the note beside it (the attribute `Literal` of BR7). */
  noted(name: string): { readonly text: string; readonly note: string | undefined } | undefined;
}
