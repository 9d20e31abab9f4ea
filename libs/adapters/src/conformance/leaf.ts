/** One value in a document, and the way to make the same document with another value there. */
export interface Leaf {
  /** Names from the root, joined by `/`; attributes begin with `@`. No list positions. */
  readonly path: string;
  readonly value: string;
  /** The document with this value replaced; undefined leaves it out. */
  with(value: string | undefined): string;
}
