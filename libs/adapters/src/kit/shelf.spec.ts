import { expect, test } from '@jest/globals';
import { Repeats } from './repeats.js';
import { Shelf } from './shelf.js';

test('a shelf gives back what stands under a key, in the order it was put', () => {
  const shelf = new Shelf(4096);

  expect([shelf.put('a', 'one'), shelf.put('b', 'Zoë'), shelf.put('a', 'two'), shelf.put('a', '')]).toEqual([true, true, true, true]);
  expect(shelf.get('a')).toEqual(['one', 'two', '']);
  expect(shelf.get('b')).toEqual(['Zoë']);
  expect([shelf.has('b'), shelf.has('c'), shelf.get('c')]).toEqual([true, false, []]);
});

test('a shelf that is full takes nothing more and keeps what it has; cleared, it is empty', () => {
  const shelf = new Shelf(64);

  expect(shelf.put('key', 'x'.repeat(40))).toBe(true);
  expect(shelf.put('other', 'x'.repeat(40))).toBe(false);
  expect(shelf.has('other')).toBe(false);
  expect(shelf.get('key')).toEqual(['x'.repeat(40)]);
  shelf.clear();
  expect([shelf.has('key'), shelf.free]).toEqual([false, 64]);
});

test('a shelf keeps thousands of keys apart, also those that share a slot', () => {
  const shelf = new Shelf(300_000);
  const keys = Array.from({ length: 4000 }, (_, index) => `learner-${index}`);

  expect(shelf.put('long', 'z'.repeat(70_000))).toBe(true);

  for (const key of keys) expect(shelf.put(key, key.toUpperCase())).toBe(true);
  expect(keys.filter((key) => shelf.get(key)[0] !== key.toUpperCase())).toEqual([]);
  expect(shelf.get('long')).toEqual(['z'.repeat(70_000)]);
});

test('repeats are the texts that were added twice or more', () => {
  const repeats = new Repeats();
  for (let index = 0; index < 50_000; index += 1) repeats.add(`number-${index}`);
  for (const text of ['number-7', 'number-7', undefined, 'number-49999', 'new']) repeats.add(text);

  expect(['number-7', 'number-49999'].map((text) => repeats.has(text))).toEqual([true, true]);
  expect(Array.from({ length: 50_000 }, (_, index) => `number-${index}`).filter((text) => repeats.has(text))).toHaveLength(2);
  expect([repeats.has('new'), repeats.includes('new'), repeats.includes('number-3'), repeats.includes('number-x')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  repeats.add('number-x');
  expect(repeats.includes('number-x')).toBe(true);
});
