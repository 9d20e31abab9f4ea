/** More names than the largest standard here has; a hostile document with more gains nothing and costs nothing. */
const MOST_NAMES = 1024;

/**
 * Gives one and the same string for a name every time it stands in a document. A parser cuts each name out of the text anew, and
 * comparing or looking up such strings costs several times what it costs for the ones the engine already knows.
 */
export class NameTable {
  readonly #names = new Map<string, string>();

  sameFor(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#names.size >= MOST_NAMES) return name;
    // The key of an object is the engine's own copy of a string, the one that names in source code are.
    const [own = name] = Object.keys({ [name]: true });
    this.#names.set(own, own);
    return own;
  }
}
