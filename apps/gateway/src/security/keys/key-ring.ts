import { createHmac } from 'node:crypto';
import { seal, SealBroken, unseal } from './envelope.js';
import type { KeyMaterial } from './key-provider.js';
import { freshRandom } from './nonces.js';

/** A data key, and the form in which it may be stored. */
export interface DataKey {
  readonly key: Buffer;
  readonly wrapped: Buffer;
}

/** Parts of a keyed hash: encoded as JSON, so that `['a', 'bc']` and `['ab', 'c']` differ. */
export type HashParts = readonly (string | number | null)[];

/** Uses the key material in memory: wraps data keys and makes the keyed hashes. */
export interface KeyRing {
  newDataKey(context: string): DataKey;
  /** @throws SealBroken when the wrapping key is unknown or the context differs */
  openDataKey(wrapped: Buffer, context: string): Buffer;
  /** For recordId and ce_id: 43 URL-safe characters. */
  identity(parts: HashParts): string;
  /** For block keys and look-ups: 32 bytes. */
  lookup(parts: HashParts): Buffer;
  /** For the audit chain: 32 bytes. */
  audit(bytes: string, previous: Buffer): Buffer;
  /** Tells whether a database was written under the same never-rotated keys, without telling the keys. */
  readonly fingerprint: Buffer;
}

export function keyRing(material: KeyMaterial): KeyRing {
  const current = material.keyEncryptionKeys.get(material.currentKeyId);
  if (current === undefined) throw new Error('the current key-encryption key is missing');
  const keyId = Buffer.from(material.currentKeyId, 'utf8');

  return {
    newDataKey(context) {
      const key = freshRandom(32);
      return { key, wrapped: Buffer.concat([Buffer.of(keyId.length), keyId, seal(current, key, context)]) };
    },
    openDataKey(wrapped, context) {
      const length = wrapped[0] ?? 0;
      const wrappedBy = material.keyEncryptionKeys.get(wrapped.subarray(1, 1 + length).toString('utf8'));
      if (wrappedBy === undefined) throw new SealBroken('wrapped by a key that the provider does not hold');
      return unseal(wrappedBy, wrapped.subarray(1 + length), context);
    },
    identity: (parts) => hmac(material.identityKey, JSON.stringify(parts)).toString('base64url'),
    lookup: (parts) => hmac(material.registryKey, JSON.stringify(parts)),
    audit: (bytes, previous) => createHmac('sha256', material.auditKey).update(previous).update(bytes).digest(),
    fingerprint: hmac(material.identityKey, hmac(material.registryKey, hmac(material.auditKey, 'mash-gateway keys 1'))),
  };
}

function hmac(key: Buffer, value: string | Buffer): Buffer {
  return createHmac('sha256', key).update(value).digest();
}
