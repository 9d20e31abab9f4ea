import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MeshFault } from './mesh-fault.js';
import { faultOfError } from './policy.js';

/** A page of 5,000 ids is a tenth of this. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A small JSON answer, whole. @throws MeshFault when it is cut, too large, or not JSON */
export async function smallJson(answer: IncomingMessage): Promise<unknown> {
  const body = await bounded(answer);
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new MeshFault('mesh.answer');
  }
}

async function bounded(answer: IncomingMessage): Promise<string> {
  try {
    const bytes = Readable.from(upTo(answer));
    const gzip = answer.headers['content-encoding'] === 'gzip';
    return await text(gzip ? Readable.from(upTo(piped(bytes))) : bytes);
  } catch (error) {
    answer.destroy();
    throw faultOfError(error, true);
  }
}

function piped(bytes: Readable): Readable {
  const gunzip = createGunzip();
  bytes.once('error', (error) => gunzip.destroy(error));
  return bytes.pipe(gunzip);
}

async function* upTo(source: Readable): AsyncGenerator<Buffer> {
  let left = MAX_BYTES;
  for await (const piece of source as AsyncIterable<Buffer>) {
    left -= piece.length;
    if (left < 0) throw new MeshFault('mesh.answer');
    yield piece;
  }
}
