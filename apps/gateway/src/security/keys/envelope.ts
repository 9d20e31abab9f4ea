import { createCipheriv, createDecipheriv } from 'node:crypto';
import { freshRandom } from './nonces.js';

/** Sealed bytes or their context were changed, or the key is another one. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** First byte of everything sealed, so that the format can change one day. */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM (NIST SP 800-38D): format byte, 96-bit random nonce, ciphertext, 128-bit tag.
 * @param context what the bytes are and whose; bound as additional data, so that sealed bytes cannot be moved to another row
 */
export function seal(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = freshRandom(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws SealBroken when bytes, context or key are not those of {@link seal} */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE + TAG) throw new SealBroken('not a sealed value of a known format');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken('does not open with this key and context', { cause });
  }
}
