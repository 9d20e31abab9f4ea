/** Most bytes a join may hold, whatever the size of the body. */
export const SHELF_BYTES = 4 * 1024 * 1024;

const PAGE = 64 * 1024;
const END = -1;
/** Before each entry: the next of its chain, and the lengths of key and value. */
const ENTRY_HEAD = 12;

/**
 * Values by key, up to a fixed number of bytes outside the heap: what does not fit is refused, and the caller reads the body
 * again for the rest. So a join costs no more memory for a million children than for twenty thousand. Several values may stand under one key.
 */
export class Shelf {
  readonly #most: number;
  readonly #heads: Int32Array;
  /** Blocks of 64 KiB, made when the last is full; an entry longer than that has one of its own. */
  #pages: Buffer[] = [];
  /** Bytes taken of the last page. */
  #used = PAGE;
  #total = 0;

  /** @param bytes room for all entries, whole pages counted */
  constructor(bytes = SHELF_BYTES) {
    this.#most = bytes;
    this.#heads = new Int32Array(Math.max(64, Math.floor(bytes / 256))).fill(END);
  }

  /** Bytes not yet taken. */
  get free(): number {
    return this.#most - this.#total;
  }

  clear(): void {
    this.#heads.fill(END);
    this.#pages = [];
    this.#used = PAGE;
    this.#total = 0;
  }

  /** Keeps a value. @returns false, and nothing changed, when there is no room for it */
  put(key: string, value: string): boolean {
    const keyLength = Buffer.byteLength(key);
    const valueLength = Buffer.byteLength(value);
    const length = ENTRY_HEAD + keyLength + valueLength;
    if (length > this.free) return false;
    const slot = this.#slotOf(key);
    const { page, at, address } = this.#place(length);
    page.writeInt32LE(this.#heads[slot] ?? END, at);
    page.writeUInt32LE(keyLength, at + 4);
    page.writeUInt32LE(valueLength, at + 8);
    page.write(key, at + ENTRY_HEAD);
    page.write(value, at + ENTRY_HEAD + keyLength);
    this.#heads[slot] = address;
    this.#total += length;
    return true;
  }

  has(key: string): boolean {
    return !this.#entries(key).next().done;
  }

  /** The values under a key, in the order they were put. */
  get(key: string): readonly string[] {
    return [...this.#entries(key)].reverse().map(({ page, from, to }) => page.toString('utf8', from, to));
  }

  #place(length: number): { readonly page: Buffer; readonly at: number; readonly address: number } {
    if (this.#used + length > PAGE) {
      this.#pages.push(Buffer.allocUnsafeSlow(Math.max(PAGE, length)));
      this.#used = 0;
    }
    const index = this.#pages.length - 1;
    const at = this.#used;
    this.#used += length;
    return { page: this.#page(index), at, address: index * PAGE + at };
  }

  /** Places of the values of a key, the last first. */
  *#entries(key: string): Generator<{ readonly page: Buffer; readonly from: number; readonly to: number }> {
    let address = this.#heads[this.#slotOf(key)] ?? END;
    while (address !== END) {
      const page = this.#page(Math.floor(address / PAGE));
      const at = address % PAGE;
      const from = at + ENTRY_HEAD + page.readUInt32LE(at + 4);
      if (page.toString('utf8', at + ENTRY_HEAD, from) === key) yield { page, from, to: from + page.readUInt32LE(at + 8) };
      address = page.readInt32LE(at);
    }
  }

  #page(index: number): Buffer {
    const page = this.#pages[index];
    if (page === undefined) throw new RangeError('No such page');
    return page;
  }

  #slotOf(key: string): number {
    let hash = 0x811c9dc5;
    for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    return (hash >>> 0) % this.#heads.length;
  }
}
