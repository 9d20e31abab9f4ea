import type { AdapterInput, Limits } from '../kit/adapter.js';
import { readChildIds } from './parse.js';

/** Ids that several children of one file have: whose they are, nobody can tell from this file. */
export interface RepeatedIds {
  has(id: string): boolean;
}

/**
 * Reads a file for LAchildIDs that stand at more than one child. Eight bytes are kept of each id, so that a file of a million children
 * costs eight megabytes; two different ids may by a rare chance count as one, which costs them their source record id and joins nobody.
 * @throws Refusal
 */
export async function repeatedIds(input: AdapterInput, limits: Limits): Promise<RepeatedIds> {
  let hashes = new Float64Array(1024);
  let count = 0;
  for await (const id of readChildIds(input, limits)) {
    if (count === hashes.length) {
      const longer = new Float64Array(count * 2);
      longer.set(hashes);
      hashes = longer;
    }
    hashes[count] = hashOf(id);
    count += 1;
  }
  const sorted = hashes.subarray(0, count).sort();
  const repeated = new Set(sorted.filter((hash, index) => index > 0 && hash === sorted[index - 1]));
  return { has: (id) => repeated.size > 0 && repeated.has(hashOf(id)) };
}

/** 52 bits from two FNV-1a runs with different beginnings; the blanks around an id and its case say nothing. */
function hashOf(id: string): number {
  const text = id.trim().toUpperCase();
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193) >>> 0;
    second = Math.imul(second ^ (unit + index), 0x01000193) >>> 0;
  }
  return first * 2 ** 20 + (second >>> 12);
}
