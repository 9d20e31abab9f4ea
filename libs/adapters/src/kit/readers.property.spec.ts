import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from './adapter.js';
import { inputOf } from './bytes.js';
import { Refusal } from './issues.js';
import { jsonOf } from './json.js';
import type { XmlElement } from './xml-tree.js';
import { xmlDocument } from './xml.js';

const utf8 = (text: string) => inputOf(new TextEncoder().encode(text), 'application/xml');

test('any JSON value is read as JSON.parse reads it, inexact numbers aside', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      const read = outcome(() => jsonOf(text, DEFAULT_LIMITS));
      // A generated key may be one that is forbidden.
      fc.pre(!(read instanceof Refusal && read.issue.code === 'json.forbidden-key'));

      // A number such as 1e21 comes as its digits, so quotes are left out of the comparison.
      expect(JSON.stringify(read).replaceAll('"', '')).toBe(JSON.stringify(JSON.parse(text)).replaceAll('"', ''));
    }),
    { numRuns: 300 },
  );
});

test('what JSON.parse refuses is refused, and what it takes is taken or refused for a stated reason', () => {
  const words = ['"a"', '"b"', '"\\u0061"', '"\\x"', '1', '-0.5e+3', '01', 'true', 'nul', '"', '\u0007'];
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', ' ', '\n', ...words);
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
      const text = parts.join('');
      const native = outcome(() => JSON.parse(text) as unknown);
      const read = outcome(() => jsonOf(text, DEFAULT_LIMITS));

      expect(read instanceof Refusal ? read.issue.code : 'taken').toMatch(
        native instanceof SyntaxError ? /^json\.malformed$|^json\.duplicate-key$/u : /^taken$|^json\.duplicate-key$/u,
      );
    }),
    { numRuns: 10_000 },
  );
});

const name = fc.constantFrom('Pupil', 'a', 'Zoë', 'constructor', '__proto__', 'x-y.z', '_1');
const uri = fc.constantFrom('', 'urn:example:one', 'urn:example:two');
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((written) => written.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?'));
const { element } = fc.letrec<{ element: Sketch }>((tie) => ({
  element: fc.record(
    {
      name,
      uri,
      attributes: fc.uniqueArray(fc.record({ name, value: text }), { selector: (item) => item.name, maxLength: 3 }),
      text,
      children: fc.oneof({ maxDepth: 4, withCrossShrink: true }, fc.constant([]), fc.array(tie('element'), { maxLength: 3 })),
    },
    { noNullPrototype: true },
  ),
}));

interface Sketch {
  readonly name: string;
  readonly uri: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly children: readonly Sketch[];
}

test('any document is read as it was written, by both engines, however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(element, fc.integer({ min: 1, max: 40 }), async (sketch, size) => {
      const bytes = new TextEncoder().encode(written(sketch));
      const pieces = {
        mediaType: 'application/xml',
        async *open() {
          await Promise.resolve();
          for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
        },
      };
      const direct = await xmlDocument(utf8(written(sketch)), DEFAULT_LIMITS, 'direct');

      expect(shape(direct)).toEqual(expected(sketch));
      expect(await xmlDocument(pieces, DEFAULT_LIMITS, 'direct')).toEqual(direct);
      expect(await xmlDocument(pieces, DEFAULT_LIMITS, 'fast-xml-parser')).toEqual(direct);
    }),
    { numRuns: 200 },
  );
});

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

function written({ name: tag, uri: namespace, attributes, text: content, children }: Sketch): string {
  const listed = attributes.map((attribute) => ` ${attribute.name}="${escaped(attribute.value)}"`).join('');
  return `<${tag} xmlns="${namespace}"${listed}>${escaped(content)}${children.map(written).join('\n')}</${tag}>`;
}

/** Line ends as references, so that neither a parser's normalisation nor attribute rules change them. */
function escaped(value: string): string {
  return value.replace(/[&<>"\t\n\r]/gu, (character) => `&#${character.charCodeAt(0)};`);
}

function shape(read: XmlElement): unknown {
  const { name: tag, uri: namespace, attributes, text: content, children } = read;
  return {
    tag,
    namespace,
    attributes: attributes.map((item) => [item.name, item.value]),
    content: content.trim(),
    children: children.map(shape),
  };
}

function expected({ name: tag, uri: namespace, attributes, text: content, children }: Sketch): unknown {
  return {
    tag,
    namespace,
    attributes: attributes.map((item) => [item.name, item.value]),
    content: content.trim(),
    children: children.map(expected),
  };
}
