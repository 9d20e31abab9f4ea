/** Keys that reach an object's prototype when some later code copies properties carelessly. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Up to here looking through a list is faster than hashing. */
const FEW = 16;

/** The keys of one object that is still open: tells a key that comes twice. Used again for the next object of its depth. */
export class KeySet {
  readonly #few: string[] = [];
  #many: Set<string> | undefined;

  /** Forgets the keys of the object before. */
  clear(): void {
    this.#few.length = 0;
    this.#many = undefined;
  }

  /** @returns false for a key that is there already */
  add(key: string): boolean {
    if (this.#many) {
      const before = this.#many.size;
      return this.#many.add(key).size > before;
    }
    if (this.#few.includes(key)) return false;
    this.#few.push(key);
    if (this.#few.length > FEW) this.#many = new Set(this.#few);
    return true;
  }
}
