import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, validateFileName, type Entry, type ZipFile } from 'yauzl';
import type { AdapterInput, Limits } from './adapter.js';
import { refusal, Refusal } from './issues.js';

/** One file of an archive, which can be read any number of times and never needs to be held. */
export interface ZipMember {
  /** As stored, with its folders; checked to be a plain relative path. The sender's own word. */
  readonly path: string;
  /** Bytes when unpacked, as the archive states and as reading proves. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** The end of an archive that is kept, in which its list of files nearly always is. */
const TAIL = 256 * 1024;
/** Files in one archive. */
const MOST_MEMBERS = 1000;
/** No table of text packs better than this; deflate itself reaches a thousandfold only on nothing but repeats. */
const MOST_EXPANSION = 200;
/** Below this many unpacked bytes an expansion hurts nobody. */
const SMALL = 1024 * 1024;

/** Whether a body begins as an archive does (APPNOTE 4.3.7; an empty archive has only its end, 4.3.16). */
export async function isZip(input: AdapterInput): Promise<boolean> {
  const start: number[] = [];
  for await (const chunk of input.open()) {
    start.push(...chunk.subarray(0, 4 - start.length));
    if (start.length >= 4) break;
  }
  const [p, k, three, four] = start;
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/**
 * The files of an archive, by its central directory alone: what stands between its files counts for nothing. Reading one passes
 * over the rest of the archive, so memory stays flat.
 * @throws Refusal `body.too-large` for what would unpack to more than the limit or expands as no text does; `body.unreadable` for an archive
 *   that is cut, encrypted, packed in another way, or whose files overlap, leave their folder or share a name
 */
export async function zipMembers(input: AdapterInput, limits: Limits): Promise<readonly ZipMember[]> {
  const { size, tail } = await tailOf(input, limits);
  const reader = new StreamReader(input, size, tail);
  const archive = await handled(() =>
    fromRandomAccessReaderPromise(reader, size, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }),
  );
  const entries = await handled(() => entriesOf(archive));
  checkPlaces(entries, size);
  checkSizes(entries, limits);
  checkNames(entries);
  return entries
    .filter(({ fileName }) => !fileName.endsWith('/'))
    .map((entry) => ({ path: entry.fileName, size: entry.uncompressedSize, open: () => contentOf(archive, entry) }));
}

/** Serves ranges of a body that can only be read from its start; those near its end come from memory. */
class StreamReader extends RandomAccessReader {
  readonly #input: AdapterInput;
  readonly #size: number;
  readonly #tail: Buffer;

  constructor(input: AdapterInput, size: number, tail: Buffer) {
    super();
    this.#input = input;
    this.#size = size;
    this.#tail = tail;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const tailStart = this.#size - this.#tail.length;
    if (start >= tailStart) return Readable.from([this.#tail.subarray(start - tailStart, end - tailStart)]);
    return Readable.from(rangeOf(this.#input, start, end));
  }
}

async function* rangeOf(input: AdapterInput, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of input.open()) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += chunk.length;
    if (part.length > 0) yield part;
    if (at >= end) return;
  }
}

async function tailOf(input: AdapterInput, limits: Limits): Promise<{ readonly size: number; readonly tail: Buffer }> {
  let size = 0;
  let tail = Buffer.alloc(0);
  for await (const chunk of input.open()) {
    size += chunk.length;
    if (size > limits.bytes) throw refusal('body.too-large', `byte ${limits.bytes}`, `More than ${limits.bytes} bytes`);
    tail = Buffer.concat([tail, chunk]);
    // Cut seldom, so that a body in small pieces is not copied with each of them.
    if (tail.length > 2 * TAIL) tail = Buffer.from(tail.subarray(-TAIL));
  }
  if (size === 0) throw refusal('body.empty', 'byte 0', 'The body has no bytes');
  return { size, tail };
}

async function entriesOf(archive: ZipFile): Promise<readonly Entry[]> {
  if (archive.entryCount > MOST_MEMBERS) throw refusal('limit.items', 'archive', `More than ${MOST_MEMBERS} files in the archive`);
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    archive.on('entry', (entry: Entry) => {
      entries.push(entry);
      archive.readEntry();
    });
    archive.once('end', () => {
      resolve(entries);
    });
    archive.once('error', reject);
    archive.readEntry();
  });
}

/** Files that share bytes unpack to more than an archive of their size can hold (the "better zip bomb"). */
function checkPlaces(entries: readonly Entry[], size: number): void {
  const places = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [index, entry] of places.entries()) {
    const end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    if (end > (places[index + 1]?.relativeOffsetOfLocalHeader ?? size))
      throw refusal('body.unreadable', 'archive', 'Files of the archive overlap, or end beyond it');
  }
}

/** Bytes of a local file header before the name (APPNOTE 4.3.7). */
const LOCAL_HEADER = 30;

function checkSizes(entries: readonly Entry[], limits: Limits): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.uncompressedSize;
    if (total > limits.bytes) throw refusal('body.too-large', 'archive', `Unpacks to more than ${limits.bytes} bytes`);
    if (entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MOST_EXPANSION)
      throw refusal('body.too-large', 'archive', `A file expands more than ${MOST_EXPANSION} times`);
    if (entry.isEncrypted()) throw refusal('body.unreadable', 'archive', 'A file of the archive is encrypted');
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
      throw refusal('body.unreadable', 'archive', 'A file is packed in another way than deflate');
  }
}

function checkNames(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const { fileName } of entries) {
    const name = fileName.normalize('NFC').toLowerCase();
    if (validateFileName(fileName) !== null || /[\0\\]/u.test(fileName))
      throw refusal('body.unreadable', 'archive', 'A file name of the archive is no plain relative path');
    if (seen.has(name)) throw refusal('body.unreadable', 'archive', 'Two files of the archive have one name');
    seen.add(name);
  }
}

async function* contentOf(archive: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    const stream = await archive.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error);
  }
  if (sum !== entry.crc32) throw refusal('body.unreadable', 'archive', 'A file of the archive fails its checksum');
}

async function handled<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** What yauzl and zlib say repeats names of files; only that it cannot be read is told. */
function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : refusal('body.unreadable', 'archive', 'The archive is cut, damaged or no archive');
}
