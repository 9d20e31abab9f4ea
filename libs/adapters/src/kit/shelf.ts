/** Room for joining the parts of one body, in bytes; the same for a body of any size. */
export const SHELF_BYTES = 16 * 1024 * 1024;

const END = -1;
/** Before each entry: the next of its chain, and the lengths of key and value. */
const ENTRY_HEAD = 12;

/**
 * Values by key in one block of memory that never grows: what does not fit is refused, and the caller reads the body again
 * for the rest. So a join costs the same memory for ten children and for a million. Several values may stand under one key.
 */
export class Shelf {
  readonly #bytes: Buffer;
  readonly #heads: Int32Array;
  #used = 0;

  /** @param bytes room for entries; a twentieth more holds the index */
  constructor(bytes = SHELF_BYTES) {
    this.#bytes = Buffer.alloc(bytes);
    this.#heads = new Int32Array(Math.max(16, Math.floor(bytes / 80))).fill(END);
  }

  /** Bytes not yet taken. */
  get free(): number {
    return this.#bytes.length - this.#used;
  }

  clear(): void {
    this.#heads.fill(END);
    this.#used = 0;
  }

  /** Keeps a value. @returns false, and nothing changed, when there is no room for it */
  put(key: string, value: string): boolean {
    const keyLength = Buffer.byteLength(key);
    const valueLength = Buffer.byteLength(value);
    if (this.free < ENTRY_HEAD + keyLength + valueLength) return false;
    const slot = this.#slotOf(key);
    const entry = this.#used;
    this.#bytes.writeInt32LE(this.#heads[slot] ?? END, entry);
    this.#bytes.writeUInt32LE(keyLength, entry + 4);
    this.#bytes.writeUInt32LE(valueLength, entry + 8);
    this.#bytes.write(key, entry + ENTRY_HEAD);
    this.#bytes.write(value, entry + ENTRY_HEAD + keyLength);
    this.#heads[slot] = entry;
    this.#used += ENTRY_HEAD + keyLength + valueLength;
    return true;
  }

  has(key: string): boolean {
    return !this.#entries(key).next().done;
  }

  /** The values under a key, in the order they were put. */
  get(key: string): readonly string[] {
    return [...this.#entries(key)].reverse().map(({ from, to }) => this.#bytes.toString('utf8', from, to));
  }

  /** Places of the values of a key, the last first. */
  *#entries(key: string): Generator<{ readonly from: number; readonly to: number }> {
    for (let entry = this.#heads[this.#slotOf(key)] ?? END; entry !== END; entry = this.#bytes.readInt32LE(entry)) {
      const start = entry + ENTRY_HEAD;
      const from = start + this.#bytes.readUInt32LE(entry + 4);
      if (this.#bytes.toString('utf8', start, from) === key) yield { from, to: from + this.#bytes.readUInt32LE(entry + 8) };
    }
  }

  #slotOf(key: string): number {
    let hash = 0x811c9dc5;
    for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    return (hash >>> 0) % this.#heads.length;
  }
}
