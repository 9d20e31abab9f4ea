import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { seal, SealBroken, unseal } from './envelope.js';
import { keyRing } from './key-ring.js';
import { localKeys } from './local-keys.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mash-keys-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('the local key file', () => {
  test('is made at first start, for its owner only, and gives the same keys ever after', async () => {
    const file = join(directory, 'new', 'keys.json');

    const first = await localKeys(file).keys();
    const second = await localKeys(file).keys();

    expect(second).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is refused when others may read it', async () => {
    const file = join(directory, 'keys.json');
    await localKeys(file).keys();
    await chmod(file, 0o644);

    await expect(localKeys(file).keys()).rejects.toThrow('chmod 600');
  });

  test('is refused in one sentence without its contents when it is damaged', async () => {
    const file = join(directory, 'keys.json');
    await localKeys(file).keys();
    const half = (await readFile(file, 'utf8')).slice(0, 150);
    await writeFile(file, half);

    await expect(localKeys(file).keys()).rejects.toThrow(/^The key file \S+ is not a key file\.$/);
  });
});

describe('sealing', () => {
  test('gives back exactly what was sealed, under the same key and context only', () => {
    const key = randomBytes(32);
    const sealed = seal(key, Buffer.from('Rowan Sample'), 'record 1');

    expect(unseal(key, sealed, 'record 1').toString()).toBe('Rowan Sample');
    expect(() => unseal(key, sealed, 'record 2')).toThrow(SealBroken);
    expect(() => unseal(randomBytes(32), sealed, 'record 1')).toThrow(SealBroken);
  });

  test('shows every changed byte', () => {
    const key = randomBytes(32);
    const sealed = seal(key, Buffer.from('x'), '');

    for (const index of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(key, changed, '')).toThrow(SealBroken);
    }
  });
});

describe('the key ring', () => {
  test('opens a data key only in the context it was made for, also after the key-encryption key has been rotated', async () => {
    const old = await localKeys(join(directory, 'keys.json')).keys();
    const { key, wrapped } = keyRing(old).newDataKey('child c-1');
    const rotated = { ...old, currentKeyId: 'k2', keyEncryptionKeys: new Map([...old.keyEncryptionKeys, ['k2', randomBytes(32)]]) };

    expect(keyRing(rotated).openDataKey(wrapped, 'child c-1')).toEqual(key);
    expect(() => keyRing(rotated).openDataKey(wrapped, 'child c-2')).toThrow(SealBroken);
  });

  test('hashes parts apart from one another, under its own keys', async () => {
    const ring = keyRing(await localKeys(join(directory, 'keys.json')).keys());
    const other = keyRing(await localKeys(join(directory, 'other.json')).keys());

    expect(ring.identity(['a', 'bc'])).toBe(ring.identity(['a', 'bc']));
    expect(ring.identity(['a', 'bc'])).not.toBe(ring.identity(['ab', 'c']));
    expect(ring.identity(['a', 'bc'])).not.toBe(other.identity(['a', 'bc']));
    expect(ring.lookup(['a'])).not.toEqual(other.lookup(['a']));
    expect(ring.fingerprint).not.toEqual(other.fingerprint);
  });
});
