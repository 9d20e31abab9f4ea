/**
 * Finds texts that stand more than once, such as the numbers of the pupils of a file, for eight bytes each: a million cost
 * eight megabytes and no more. Texts are compared by 52 bits of a hash; that two differing ones agree happens less than once
 * in a thousand files of a million, and then a number is only trusted less than it could be.
 */
export class Repeats {
  #hashes = new Float64Array(1024);
  #count = 0;
  /** What is there, in order; made anew after something was added. */
  #sorted: Float64Array | undefined;
  #repeated: ReadonlySet<number> = new Set();

  add(text: string | undefined): void {
    if (text === undefined) return;
    if (this.#count === this.#hashes.length) {
      const longer = new Float64Array(this.#count * 2);
      longer.set(this.#hashes);
      this.#hashes = longer;
    }
    this.#hashes[this.#count] = hashOf(text);
    this.#count += 1;
    this.#sorted = undefined;
  }

  /** Whether a text was added more than once. */
  has(text: string): boolean {
    this.#sort();
    return this.#repeated.has(hashOf(text));
  }

  /** Whether a text was added at all. */
  includes(text: string): boolean {
    const sorted = this.#sort();
    const hash = hashOf(text);
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return sorted[low] === hash;
  }

  #sort(): Float64Array {
    if (this.#sorted) return this.#sorted;
    const sorted = this.#hashes.subarray(0, this.#count).sort();
    this.#repeated = new Set(sorted.filter((hash, index) => index > 0 && hash === sorted[index - 1]));
    this.#sorted = sorted;
    return sorted;
  }
}

/** Two 26-bit halves of FNV-1a over different starts. */
function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (index << 5), 0x85ebca6b);
  }
  return (high >>> 6) * 0x4000000 + ((low ^ (low >>> 15)) >>> 6);
}
