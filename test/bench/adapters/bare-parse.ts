import { parse } from 'csv-parse';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import type { BenchBodies, Body } from './bodies.js';

/** Reads the bytes with a parser alone, and does nothing with what it finds. @returns how many elements, values or rows it saw */
export async function bareParse(bare: BenchBodies['bare'], body: Body): Promise<number> {
  switch (bare) {
    case 'saxes':
      return saxes(body);
    case 'JSON.parse':
      return Object.keys(JSON.parse(Buffer.concat(body.chunks).toString('utf8')) as object).length;
    case 'JSON.parse by line':
      return Buffer.concat(body.chunks)
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as object).length;
    case 'csv-parse':
      return rows(body.chunks);
    case 'inflate and csv-parse':
      return archive(Buffer.concat(body.chunks));
  }
}

function saxes({ chunks }: Body): number {
  let elements = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', () => {
    elements += 1;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return elements;
}

async function rows(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> {
  const parser = parse({ relax_column_count: true });
  let count = 0;
  parser.on('readable', () => {
    while (parser.read() !== null) count += 1;
  });
  const ended = new Promise<void>((resolve, reject) => parser.once('end', resolve).once('error', reject));
  for await (const chunk of chunks) parser.write(chunk);
  parser.end();
  await ended;
  return count;
}

async function archive(bytes: Buffer): Promise<number> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  let count = 0;
  for await (const entry of zip.eachEntry()) count += await rows(await zip.openReadStreamPromise(entry));
  return count;
}
