import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyMaterial, KeyProvider } from './key-provider.js';

interface KeyFile {
  readonly format: 1;
  readonly currentKeyId: string;
  readonly keyEncryptionKeys: Readonly<Record<string, string>>;
  readonly identityKey: string;
  readonly registryKey: string;
  readonly auditKey: string;
}

/**
 * Keys in one local file, mode 0600, made at first start. It must be backed up apart from the database: without it nothing there can be read.
 * @throws Error when others than the owner may read it, or it cannot be read as a key file
 */
export function localKeys(file: string): KeyProvider {
  return {
    async keys() {
      return material((await read(file)) ?? (await create(file)), file);
    },
  };
}

async function read(file: string): Promise<KeyFile | undefined> {
  try {
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
      throw new Error(`The key file ${file} may be read by others than its owner: chmod 600 it.`);
    }
    const stored = parse(await readFile(file, 'utf8'));
    if (stored === undefined) throw new Error(`The key file ${file} is not a key file.`);
    return stored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): KeyFile | undefined {
  try {
    return JSON.parse(text) as KeyFile;
  } catch {
    // A parse error quotes the text, which here is key material: it must not travel on.
    return undefined;
  }
}

async function create(file: string): Promise<KeyFile> {
  const currentKeyId = `local-${randomBytes(4).toString('hex')}`;
  const made: KeyFile = {
    format: 1,
    currentKeyId,
    keyEncryptionKeys: { [currentKeyId]: newKey() },
    identityKey: newKey(),
    registryKey: newKey(),
    auditKey: newKey(),
  };
  await mkdir(dirname(file), { recursive: true });
  // Whole and on disk before anything is encrypted with it.
  const partial = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(partial, 'wx', 0o600);
  await handle.writeFile(JSON.stringify(made, null, 2));
  await handle.sync();
  await handle.close();
  await rename(partial, file);
  await syncDirectory(dirname(file));
  return made;
}

async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  await handle.sync();
  await handle.close();
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

function material(stored: KeyFile, file: string): KeyMaterial {
  const key = (text: unknown): Buffer => {
    const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
    if (bytes.length !== 32) throw new Error(`The key file ${file} holds a key that is not 32 bytes.`);
    return bytes;
  };
  const keyEncryptionKeys = new Map(Object.entries(stored.keyEncryptionKeys).map(([id, text]) => [id, key(text)]));
  if (!keyEncryptionKeys.has(stored.currentKeyId)) throw new Error(`The key file ${file} names a current key that it does not hold.`);
  return {
    keyEncryptionKeys,
    currentKeyId: stored.currentKeyId,
    identityKey: key(stored.identityKey),
    registryKey: key(stored.registryKey),
    auditKey: key(stored.auditKey),
  };
}
