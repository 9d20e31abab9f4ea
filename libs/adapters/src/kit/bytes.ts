import type { AdapterInput, Limits } from './adapter.js';
import { DETECTION_BYTES, detectEncoding } from './encoding.js';
import { refusal } from './issues.js';

type Decoder = InstanceType<typeof TextDecoder>;

/** Bytes decoded at a time, so that one huge chunk is never one huge string. */
const SLICE = 64 * 1024;

/** Half of what the engine can hold in one string: beyond it, joining throws. */
const LONGEST_WHOLE = 2 ** 28;

/**
 * Reads a body as text, piece by piece, in the encoding it has. Bytes that are not of that encoding are never replaced.
 * @throws Refusal `body.empty`, `body.too-large` or `body.encoding`
 */
export async function* decodedText(input: AdapterInput, limits: Limits): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let start = new Uint8Array(0);
  let read = 0;
  for await (const slice of slices(input, limits)) {
    if (decoder) yield decode(decoder, slice, read);
    else {
      start = joined(start, slice);
      if (start.length >= DETECTION_BYTES) {
        decoder = decoderFor(start, input.charset);
        yield decode(decoder, withoutMark(start, input.charset), 0);
      }
    }
    read += slice.length;
  }
  if (read === 0) throw refusal('body.empty', 'byte 0', 'The body has no bytes');
  if (!decoder) {
    decoder = decoderFor(start, input.charset);
    yield decode(decoder, withoutMark(start, input.charset), 0);
  }
  yield decode(decoder, undefined, read);
}

/** The whole body as one text; for formats that cannot be read in pieces. @throws Refusal as {@link decodedText} */
export async function wholeText(input: AdapterInput, limits: Limits): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of decodedText(input, limits)) {
    length += piece.length;
    if (length > LONGEST_WHOLE) throw refusal('body.too-large', '/', `More than ${LONGEST_WHOLE} characters cannot be read whole`);
    pieces.push(piece);
  }
  return pieces.join('');
}

/** An input over bytes in memory. */
export function inputOf(bytes: Uint8Array, mediaType: string, charset?: string): AdapterInput {
  return {
    mediaType,
    ...(charset === undefined ? {} : { charset }),
    size: bytes.length,
    async *open() {
      await Promise.resolve();
      yield bytes;
    },
  };
}

async function* slices(input: AdapterInput, limits: Limits): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of input.open()) {
    read += chunk.length;
    if (read > limits.bytes) throw refusal('body.too-large', `byte ${limits.bytes}`, `More than ${limits.bytes} bytes`);
    for (let offset = 0; offset < chunk.length; offset += SLICE) yield chunk.subarray(offset, offset + SLICE);
  }
}

function decoderFor(start: Uint8Array, charset: string | undefined): Decoder {
  // The mark is cut off by hand: in UTF-16 without a mark a decoder would swallow a legitimate first character.
  return new TextDecoder(detectEncoding(start, charset).encoding, { fatal: true, ignoreBOM: true });
}

function withoutMark(start: Uint8Array, charset: string | undefined): Uint8Array {
  return start.subarray(detectEncoding(start, charset).bomLength);
}

function decode(decoder: Decoder, bytes: Uint8Array | undefined, offset: number): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    // The decoder names no byte; the slice is as near as it can be told.
    throw refusal('body.encoding', `byte ${offset}`, `From here on the bytes are not ${decoder.encoding}`);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
