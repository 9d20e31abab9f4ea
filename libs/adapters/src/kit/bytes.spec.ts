import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type AdapterInput } from './adapter.js';
import { decodedText, inputOf, wholeText } from './bytes.js';
import { Refusal } from './issues.js';

const limits = { ...DEFAULT_LIMITS, bytes: 300_000 };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

async function refused(input: AdapterInput): Promise<string> {
  const outcome: unknown = await wholeText(input, limits).catch((error: unknown) => error);
  return outcome instanceof Refusal ? outcome.issue.code : 'not refused';
}

describe('the encoding of a body is found and obeyed', () => {
  const text = '<a>Zoë, Łukasz, 🦊</a>';
  test.each([
    ['UTF-8', utf8(text), undefined],
    ['UTF-8 with a mark', joined(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(text)), undefined],
    ['UTF-16LE with a mark', joined(Uint8Array.of(0xff, 0xfe), utf16(text, 'le')), undefined],
    ['UTF-16BE with a mark', joined(Uint8Array.of(0xfe, 0xff), utf16(text, 'be')), undefined],
    ['UTF-16LE without a mark', utf16(text, 'le'), undefined],
    ['UTF-16BE by parameter', utf16(text, 'be'), 'UTF-16'],
  ])('%s', async (_, bytes, charset) => {
    expect(await wholeText(inputOf(bytes, 'application/xml', charset), limits)).toBe(text);
  });

  test('ISO-8859-1 by declaration, and the letters of windows-1252 with it', async () => {
    const declared = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zo\u00eb \u0096</a>';

    expect(await wholeText(inputOf(Buffer.from(declared, 'latin1'), 'application/xml'), limits)).toContain('<a>Zoë –</a>');
  });

  test('a character cut in two between chunks is whole again', async () => {
    const bytes = utf8(`${'x'.repeat(65_535)}ë`);
    const input: AdapterInput = {
      mediaType: 'text/plain',
      async *open() {
        await Promise.resolve();
        for (const byte of [bytes.subarray(0, 3), bytes.subarray(3, 65_536), bytes.subarray(65_536)]) yield byte;
      },
    };

    expect((await wholeText(input, limits)).endsWith('xë')).toBe(true);
  });
});

describe('bytes that are not what they claim are refused, never replaced', () => {
  test.each([
    ['latin-1 bytes without a declaration', Buffer.from('<a>Zo\u00eb</a>', 'latin1'), undefined],
    ['a declaration against the parameter', utf8('<?xml version="1.0" encoding="UTF-8"?><a/>'), 'iso-8859-1'],
    [
      'a mark against the declaration',
      joined(Uint8Array.of(0xff, 0xfe), utf16('<?xml version="1.0" encoding="UTF-8"?><a/>', 'le')),
      undefined,
    ],
    ['UTF-8 bytes under a UTF-16 parameter', utf8('<?xml version="1.0" encoding="UTF-8"?><a/>'), 'utf-16'],
    ['an encoding nobody supports', utf8('<?xml version="1.0" encoding="UTF-7"?><a/>'), undefined],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0), undefined],
    ['half a character at the end', utf8('<a>ë').subarray(0, 4), undefined],
    ['half a surrogate pair', utf16('<a>\ud83e</a>', 'le'), undefined],
  ])('%s', async (_, bytes, charset) => {
    expect(await refused(inputOf(bytes, 'application/xml', charset))).toBe('body.encoding');
  });
});

test('an empty body and one beyond the limit are refused', async () => {
  expect(await refused(inputOf(new Uint8Array(0), 'application/xml'))).toBe('body.empty');
  expect(await refused(inputOf(new Uint8Array(300_001).fill(32), 'application/xml'))).toBe('body.too-large');
  expect(await refused(inputOf(new Uint8Array(300_000).fill(32), 'application/xml'))).toBe('not refused');
});

test('one huge chunk is decoded in slices', async () => {
  const pieces: number[] = [];

  for await (const piece of decodedText(inputOf(new Uint8Array(300_000).fill(65), 'text/plain'), limits)) pieces.push(piece.length);

  expect(Math.max(...pieces)).toBeLessThanOrEqual(65_536);
  expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(300_000);
});
