import { createHash } from 'node:crypto';

/** A UUID that is the same for the same name (RFC 9562 §5.8, version 8): answers that are repeated keep their ids. */
export function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest();
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
