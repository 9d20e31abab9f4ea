import { randomFillSync } from 'node:crypto';

/** Bytes asked of the operating system at a time: a call for every 12 bytes costs more than the encryption it is for. */
const POOL_BYTES = 12_288;

const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Fresh random bytes, each given out once and overwritten in the pool; at most {@link POOL_BYTES}. */
export function freshRandom(bytes: number): Buffer {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const fresh = Buffer.from(pool.subarray(used, used + bytes));
  pool.fill(0, used, used + bytes);
  used += bytes;
  return fresh;
}
