import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS, type AdapterInput, type Limits } from './adapter.js';
import { inputOf } from './bytes.js';
import { Refusal } from './issues.js';
import { jsonOf } from './json.js';
import { jsonItems, jsonLines } from './json-stream.js';

/** The same bytes in pieces of one size. */
function pieces(text: string, size = text.length + 1): AdapterInput {
  const bytes = new TextEncoder().encode(text);
  return {
    mediaType: 'application/json',
    async *open() {
      await Promise.resolve();
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
    },
  };
}

async function read(input: AdapterInput, path: readonly string[], limits: Partial<Limits> = {}) {
  const items: unknown[] = [];
  let rest: unknown;
  for await (const part of jsonItems(input, { limits: { ...DEFAULT_LIMITS, ...limits }, path })) {
    if (part.kind === 'item') items.push(part.value);
    else rest = part.value;
  }
  return { items, rest };
}

async function linesOf(text: string, size?: number, limits: Partial<Limits> = {}) {
  const items: unknown[] = [];
  for await (const { value, index, line } of jsonLines(pieces(text, size), { ...DEFAULT_LIMITS, ...limits }))
    items.push({ value, index, line });
  return items;
}

async function refusalOf(run: Promise<unknown>) {
  try {
    await run;
    return { code: 'not refused' };
  } catch (error) {
    if (error instanceof Refusal) return error.issue;
    throw error;
  }
}

describe('items', () => {
  test('the items of an array come one by one, and then what stands around them', async () => {
    const text = '{ "meta" : { "more" : false } , "data" : [ {"id":"A1"} , 7, [ ], "x" ] , "after": null }';

    expect(await read(pieces(text), ['data'])).toEqual({
      items: [{ id: 'A1' }, 7, [], 'x'],
      rest: { meta: { more: false }, data: [], after: null },
    });
  });

  test('the body itself may be the array', async () => {
    expect(await read(pieces('[1,[2],{"a":[3]}]'), [])).toEqual({ items: [1, [2], { a: [3] }], rest: [] });
  });

  test('the path leads through objects to an array, and nowhere else', async () => {
    const text = '{"x":{"data":[1]},"data":{"data":[2],"x":[3]},"list":[{"data":[4]}]}';

    expect((await read(pieces(text), ['data', 'data'])).items).toEqual([2]);
    expect(await read(pieces('{"data":{"0":1}}'), ['data'])).toEqual({ items: [], rest: { data: { '0': 1 } } });
    expect(await read(pieces('{"data":null}'), ['data'])).toEqual({ items: [], rest: { data: null } });
    expect(await read(pieces('"text"'), [])).toEqual({ items: [], rest: 'text' });
  });

  test('numbers that a double would change come as their digits, in the items and around them', async () => {
    expect(await read(pieces('{"n":1.50,"data":[{"v":3.50,"w":[1e2,2.5]},12345678901234567890],"m":2.0}'), ['data'])).toEqual({
      items: [{ v: '3.50', w: ['1e2', 2.5] }, '12345678901234567890'],
      rest: { n: '1.50', data: [], m: '2.0' },
    });
  });

  test('an item tells where it stands in the text', async () => {
    const text = '[\n {"ä":1},\n "😀"]';
    const places: string[] = [];
    for await (const part of jsonItems(pieces(text, 3), { limits: DEFAULT_LIMITS, path: [] }))
      if (part.kind === 'item') places.push(`${part.line} ${text.slice(part.from, part.from + part.length)}`);

    expect(places).toEqual(['2 {"ä":1}', '3 "😀"']);
  });

  test('any body in any pieces gives what reading it whole gives', async () => {
    const body = fc.oneof(
      fc.record({ id: fc.string(), data: fc.array(fc.jsonValue({ maxDepth: 3 })), tail: fc.jsonValue({ maxDepth: 2 }) }),
      fc.jsonValue({ maxDepth: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 30 }), fc.constantFrom(0, 2), async (value, size, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const whole = await refusalOf(Promise.resolve().then(() => jsonOf(text, DEFAULT_LIMITS)));
        const streamed = await refusalOf(read(pieces(text, size), ['data']));

        expect(streamed).toEqual(whole);
        if (whole.code !== 'not refused') return;
        const { items, rest } = await read(pieces(text, size), ['data']);
        const again = typeof rest === 'object' && rest !== null && items.length > 0 ? { ...rest, data: items } : rest;
        expect(again).toEqual(jsonOf(text, DEFAULT_LIMITS));
      }),
      { numRuns: 300 },
    );
  });

  test('any text in any pieces is refused for the same reason at the same place as when read whole', async () => {
    const words = ['"a"', '"b"', '"\\u0061"', '"\\x"', '1', '-0.5e+3', '1.', '01', 'true', 'nul', '"', '\u0007', '\\'];
    const pieceOf = fc.constantFrom('{', '}', '[', ']', ',', ':', ' ', '\n', '{"data":[', ...words);
    await fc.assert(
      fc.asyncProperty(fc.array(pieceOf, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 4 }), async (parts, size) => {
        const text = parts.join('');

        expect(await refusalOf(read(pieces(text, size), ['data']))).toEqual(
          await refusalOf(Promise.resolve().then(() => jsonOf(text, DEFAULT_LIMITS))),
        );
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('lines', () => {
  test('each line is one value; blank lines and either line end are passed over', async () => {
    const text = '{"a":1}\n\n[2]\r\n  "c"\t\n4';
    const expected = [
      { value: { a: 1 }, index: 0, line: 1 },
      { value: [2], index: 1, line: 3 },
      { value: 'c', index: 2, line: 4 },
      { value: 4, index: 3, line: 5 },
    ];

    for (const size of [1, 2, 3, 100]) expect(await linesOf(text, size)).toEqual(expected);
    expect(await linesOf(`${text}\n`)).toEqual(expected);
    expect(await linesOf('\n \n')).toEqual([]);
  });

  test.each([
    ['{"a":1} {"a":2}', 'line 1, column 9'],
    ['{"a":1}{"a":2}', 'line 1, column 8'],
    ['{"a":1},\n{"a":2}', 'line 1, column 8'],
    ['{"a":\n1}', 'line 2, column 3'],
    ['{"a":1}\n{"a":1', 'line 2, column 7'],
    ['{"a":1}\n{"a":01}', 'line 2, column 7'],
    ['[1\n', 'line 2, column 1'],
  ])('%j is malformed', async (text, location) => {
    for (const size of [1, 4, 100]) expect(await refusalOf(linesOf(text, size))).toMatchObject({ code: 'json.malformed', location });
  });

  test('a key may come again on another line and not on the same', async () => {
    expect(await refusalOf(linesOf('{"a":1}\n{"a":1,"a":2}'))).toMatchObject({ code: 'json.duplicate-key', location: 'line 2, column 8' });
  });
});

describe('what is hostile', () => {
  test('nesting of a hundred thousand levels', async () => {
    for (const text of ['['.repeat(100_000), '{"data":'.repeat(100_000), `{"data":[${'[{"a":'.repeat(50_000)}`])
      expect(await refusalOf(read(pieces(text, 64_000), ['data']))).toMatchObject({ code: 'limit.depth' });
  });

  test('one huge string, number or item', async () => {
    const huge = `{"data":["${'x'.repeat(3_000_000)}"]}`;

    expect(await refusalOf(read(pieces(huge, 64_000), ['data']))).toMatchObject({ code: 'limit.text', location: 'line 1, column 11' });
    expect(await refusalOf(read(pieces(`[${'9'.repeat(3_000_000)}]`, 64_000), []))).toMatchObject({ code: 'limit.text' });
    const items = `[[${'"abc",'.repeat(20_000)}1]]`;
    expect(await refusalOf(read(pieces(items, 64_000), [], { recordBytes: 50_000 }))).toMatchObject({ code: 'limit.record-size' });
    const around = `{"data":[],"x":[${'"abc",'.repeat(20_000)}1]}`;
    expect(await refusalOf(read(pieces(around, 64_000), ['data'], { recordBytes: 50_000 }))).toMatchObject({ code: 'limit.record-size' });
  });

  test('millions of tiny items take no memory and little time', async () => {
    const bytes = new TextEncoder().encode('{},'.repeat(20_000));
    const input: AdapterInput = {
      mediaType: 'application/json',
      async *open() {
        await Promise.resolve();
        yield new TextEncoder().encode('[');
        for (let index = 0; index < 100; index += 1) yield bytes;
        yield new TextEncoder().encode('{}]');
      },
    };
    let items = 0;
    for await (const part of jsonItems(input, { limits: DEFAULT_LIMITS, path: [] })) if (part.kind === 'item') items += 1;

    expect(items).toBe(2_000_001);
  }, 30_000);

  test('a cut, wherever it is', async () => {
    const whole = '{"data":[{"a":1.5,"b":"b\\u00eb"},{"c":null}],"d":true}';
    for (let length = 1; length < whole.length; length += 1)
      expect(await refusalOf(read(pieces(whole.slice(0, length), 5), ['data']))).toMatchObject({ code: 'json.malformed' });
  });

  test('UTF-16 and a byte order mark are read as what they are', async () => {
    const utf16 = Buffer.from('\uFEFF{"data":["ë"]}', 'utf16le');

    expect(await read(inputOf(utf16, 'application/json'), ['data'])).toEqual({ items: ['ë'], rest: { data: [] } });
  });
});
