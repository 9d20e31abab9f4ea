import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type Limits } from './adapter.js';
import { Refusal } from './issues.js';
import { jsonOf } from './json.js';

function refused(text: string, limits: Partial<Limits> = {}) {
  try {
    jsonOf(text, { ...DEFAULT_LIMITS, ...limits });
    return { code: 'not refused' };
  } catch (error) {
    if (error instanceof Refusal) return error.issue;
    throw error;
  }
}

test.each([
  '{}',
  '[]',
  ' { "a" : [ 1 , -2.5 , true , false , null , "b\\u00eb\\n\\"" ] , "c" : { } } ',
  '"text"',
  '0',
  '[[],[[]],{"a":[]}]',
  '"\u007f\u2028🦊"',
])('%s is read as JSON.parse reads it', (text) => {
  expect(jsonOf(text, DEFAULT_LIMITS)).toEqual(JSON.parse(text));
});

test('numbers that a double would change come as their digits', () => {
  expect(jsonOf('[3.50, 1e2, 12345678901234567890, 7, 2.5, -0]', DEFAULT_LIMITS)).toEqual([
    '3.50',
    '1e2',
    '12345678901234567890',
    7,
    2.5,
    '-0',
  ]);
});

describe('malformed JSON is refused with line and column', () => {
  test.each([
    ['', 'line 1, column 1'],
    ['{', 'line 1, column 2'],
    ['{"a":1,}', 'line 1, column 8'],
    ['{\n"a" 1}', 'line 2, column 5'],
    ['[1 2]', 'line 1, column 4'],
    ['[1,]', 'line 1, column 4'],
    ['{} {}', 'line 1, column 4'],
    ['{a:1}', 'line 1, column 2'],
    ["{'a':1}", 'line 1, column 2'],
    ['[01]', 'line 1, column 3'],
    ['[+1]', 'line 1, column 2'],
    ['[.5]', 'line 1, column 2'],
    ['[-]', 'line 1, column 2'],
    ['[nul]', 'line 1, column 2'],
    ['["a', 'line 1, column 4'],
    ['["\\x"]', 'line 1, column 3'],
    ['["\\u00g0"]', 'line 1, column 3'],
    ['["a\nb"]', 'line 1, column 4'],
    ['[1}', 'line 1, column 3'],
    ['{"a":1]', 'line 1, column 7'],
    ['NaN', 'line 1, column 1'],
    ['// c', 'line 1, column 1'],
  ])('%j', (text, location) => {
    expect(refused(text)).toMatchObject({ code: 'json.malformed', location });
  });

  test('every cut of a document is refused', () => {
    const whole = '{"a":[1.5,"b\\u00eb",{"c":null}],"d":true}';
    for (let length = 0; length < whole.length; length += 1)
      expect(refused(whole.slice(0, length))).toMatchObject({ code: 'json.malformed' });
  });
});

test('the same key twice in one object is refused, however it is written', () => {
  expect(refused('{"a":1,\n "a":2}')).toMatchObject({ code: 'json.duplicate-key', location: 'line 2, column 2' });
  expect(refused('{"a":1,"\\u0061":2}')).toMatchObject({ code: 'json.duplicate-key' });
  expect(refused('{"a":{"a":1},"b":[{"a":1},{"a":2}]}')).toMatchObject({ code: 'not refused' });
});

test('keys that could reach a prototype are refused', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])
    expect(refused(`{"a":{"${key}":{"isAdmin":true}}}`)).toMatchObject({ code: 'json.forbidden-key' });
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
});

test('nesting is limited without recursion', () => {
  expect(refused('['.repeat(10_000) + ']'.repeat(10_000))).toMatchObject({ code: 'limit.depth', location: 'line 1, column 101' });
  expect(refused('{"a":'.repeat(1_000_000))).toMatchObject({ code: 'limit.depth' });
});

test('a text beyond the limit is refused, and a very long one is no trouble', () => {
  expect(refused(`["${'x'.repeat(101)}"]`, { text: 100 })).toMatchObject({ code: 'limit.text' });
  expect(refused(`["${'x'.repeat(9_000_000)}"]`, { text: 10_000_000 })).toMatchObject({ code: 'not refused' });
});

test('no issue repeats what was sent', () => {
  for (const text of ['{"Rowan":1,"Rowan":2}', '[Rowan]', '{"a" Rowan}']) expect(JSON.stringify(refused(text))).not.toContain('Rowan');
});
