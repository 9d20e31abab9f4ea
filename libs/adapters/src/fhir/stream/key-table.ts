import { refusal } from '../../kit/issues.js';

/** A text as 64 bits. Two texts that come out alike are mistaken for one another, which only ever joins what could be told apart. */
export interface Hashed {
  readonly high: number;
  readonly low: number;
}

/** Mixes a text into 64 bits (after cyrb53). */
export function hashOf(text: string): Hashed {
  let high = 0xdeadbeef | 0;
  let low = 0x41c6ce57 | 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return { high, low };
}

/** So many keys in one place are no accident. */
const LONGEST_PROBE = 4096;

/** Hashed keys, each with a whole number from 0: twelve bytes a slot, at most three slots in four taken. */
export class KeyTable {
  #high = new Int32Array(1024);
  #low = new Int32Array(1024);
  /** One more than the number kept; 0 for a slot that is free. */
  #value = new Int32Array(1024);
  #size = 0;

  /** Distinct keys. */
  get size(): number {
    return this.#size;
  }

  /** The number of a key, which is the one given here if the key is new. @throws Refusal `limit.items` for keys made to collide */
  first(key: Hashed, value: number): number {
    if (this.#size * 4 >= this.#value.length * 3) this.#grow();
    const slot = this.#slotOf(key);
    const found = this.#value[slot] ?? 0;
    if (found > 0) return found - 1;
    this.#take(slot, key, value + 1);
    this.#size += 1;
    return value;
  }

  /** The number of a key; undefined when it is not there. */
  get(key: Hashed): number | undefined {
    const found = this.#value[this.#slotOf(key)] ?? 0;
    return found > 0 ? found - 1 : undefined;
  }

  #slotOf({ high, low }: Hashed): number {
    const mask = this.#value.length - 1;
    let slot = low & mask;
    for (let probe = 0; probe < LONGEST_PROBE; probe += 1) {
      if (this.#value[slot] === 0 || (this.#high[slot] === high && this.#low[slot] === low)) return slot;
      slot = (slot + 1) & mask;
    }
    throw refusal('limit.items', 'Bundle.entry', 'Ids and references that all fall into one place');
  }

  #take(slot: number, { high, low }: Hashed, value: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#value[slot] = value;
  }

  #grow(): void {
    const [high, low, value] = [this.#high, this.#low, this.#value];
    this.#high = new Int32Array(value.length * 2);
    this.#low = new Int32Array(value.length * 2);
    this.#value = new Int32Array(value.length * 2);
    for (let slot = 0; slot < value.length; slot += 1) {
      const kept = value[slot] ?? 0;
      if (kept === 0) continue;
      const key = { high: high[slot] ?? 0, low: low[slot] ?? 0 };
      this.#take(this.#slotOf(key), key, kept);
    }
  }
}
