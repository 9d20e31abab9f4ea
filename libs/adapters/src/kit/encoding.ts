import { refusal } from './issues.js';

/** The encodings a body may have. ISO-8859-1 is read as windows-1252, of which it is a part (WHATWG Encoding §4.2). */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The encoding of a body and the length of its byte order mark. */
export interface DetectedEncoding {
  readonly encoding: Encoding;
  readonly bomLength: number;
}

/** As many bytes as a declaration may take; enough to find the encoding it names. */
export const DETECTION_BYTES = 1024;

/**
 * Finds the encoding from the byte order mark, the `charset` parameter and the XML declaration (RFC 7303 §3, XML 1.0 appendix F).
 * Where two of them disagree the body is refused: a name decoded wrongly would go unnoticed.
 * @param start the first {@link DETECTION_BYTES} bytes, or all of a shorter body
 * @throws Refusal `body.encoding`
 */
export function detectEncoding(start: Uint8Array, charset?: string): DetectedEncoding {
  const mark = byteOrderMark(start);
  const layout = mark ?? zeroLayout(start);
  const stated = charset === undefined ? undefined : known(charset, 'Content-Type charset', layout?.encoding);
  const declared = declaredEncoding(start, layout?.encoding);
  const found = [layout?.encoding, stated, declared].filter((encoding) => encoding !== undefined);
  if (new Set(found).size > 1)
    throw refusal('body.encoding', 'byte 0', 'Byte order mark, Content-Type charset and XML declaration name different encodings');
  return { encoding: found[0] ?? 'utf-8', bomLength: mark?.bomLength ?? 0 };
}

function byteOrderMark(bytes: Uint8Array): DetectedEncoding | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw refusal('body.encoding', 'byte 0', 'UTF-32 is not supported');
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  return undefined;
}

/** XML and JSON begin with an ASCII character, so the place of a zero byte tells UTF-16 without a mark. */
function zeroLayout(bytes: Uint8Array): DetectedEncoding | undefined {
  const [a, b] = bytes;
  if (a === 0 && b !== 0 && b !== undefined) return { encoding: 'utf-16be', bomLength: 0 };
  if (a !== undefined && a !== 0 && b === 0) return { encoding: 'utf-16le', bomLength: 0 };
  return undefined;
}

function declaredEncoding(bytes: Uint8Array, layout: Encoding | undefined): Encoding | undefined {
  const start = new TextDecoder(layout ?? 'windows-1252').decode(bytes.subarray(0, DETECTION_BYTES));
  const label = /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u.exec(start)?.[1];
  return label === undefined ? undefined : known(label, 'XML declaration', layout);
}

function known(label: string, where: string, layout: Encoding | undefined): Encoding {
  switch (label.trim().toLowerCase()) {
    case 'utf-8':
    case 'utf8':
    case 'us-ascii': // the part of UTF-8 below 128
    case 'ascii':
      return 'utf-8';
    case 'utf-16':
      // Without a mark or a zero byte to tell, big endian (RFC 2781 §4.3).
      return layout === 'utf-16le' ? 'utf-16le' : 'utf-16be';
    case 'utf-16le':
      return 'utf-16le';
    case 'utf-16be':
      return 'utf-16be';
    case 'iso-8859-1':
    case 'latin1':
    case 'windows-1252':
    case 'cp1252':
      return 'windows-1252';
    default:
      throw refusal('body.encoding', where, 'Only UTF-8, UTF-16, ISO-8859-1 and windows-1252 are supported');
  }
}
