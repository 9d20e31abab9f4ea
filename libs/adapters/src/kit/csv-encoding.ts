import type { AdapterInput, Limits } from './adapter.js';
import { DETECTION_BYTES, detectEncoding } from './encoding.js';
import { refusal } from './issues.js';

/**
 * The charset of a file that names none. CSV has no declaration of its own (RFC 4180 §3 leaves it to the Content-Type), and
 * spreadsheets of England save in windows-1252: bytes that are UTF-8 to the end are UTF-8, others are windows-1252.
 * @returns nothing where a byte order mark, the Content-Type or the layout of UTF-16 settles it
 * @throws Refusal `body.too-large` or `body.encoding`
 */
export async function csvCharset(input: AdapterInput, limits: Limits): Promise<{ readonly charset?: string }> {
  if (input.charset !== undefined) return {};
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let start = new Uint8Array(0);
  let read = 0;
  for await (const chunk of input.open()) {
    if (start.length < DETECTION_BYTES) {
      start = joined(start, chunk.subarray(0, DETECTION_BYTES - start.length));
      if (start.length >= 2 && isSettled(start)) return {};
    }
    read += chunk.length;
    if (read > limits.bytes) throw refusal('body.too-large', `byte ${limits.bytes}`, `More than ${limits.bytes} bytes`);
    if (!fits(decoder, chunk)) return { charset: 'windows-1252' };
  }
  return fits(decoder) ? {} : { charset: 'windows-1252' };
}

/** Bytes decoded at a time, so that one huge chunk is never one huge string. */
const SLICE = 64 * 1024;

/** Whether the next bytes, or with none the end, go on in the encoding of the decoder. */
function fits(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    if (chunk === undefined) decoder.decode();
    else
      for (let offset = 0; offset < chunk.length; offset += SLICE) decoder.decode(chunk.subarray(offset, offset + SLICE), { stream: true });
    return true;
  } catch {
    // The one thing that a fatal decoder throws for.
    return false;
  }
}

function isSettled(start: Uint8Array): boolean {
  const { encoding, bomLength } = detectEncoding(start);
  return bomLength > 0 || encoding !== 'utf-8';
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
