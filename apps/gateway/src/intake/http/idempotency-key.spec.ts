import { expect, test } from '@jest/globals';
import { KeysInFlight, readIdempotencyKey } from './idempotency-key.js';

test.each([
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  ['8e03978e-40d5', '8e03978e-40d5'],
  [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
])('%s is a key', (header, key) => {
  expect(readIdempotencyKey(header)).toBe(key);
});

test.each(['', '""', '"two words"', 'two words', 'é', 'x'.repeat(129), '"a", "b"'])('%j is none', (header) => {
  expect(readIdempotencyKey(header)).toBeUndefined();
});

test('a key is in flight for one client and one feed until it is released', () => {
  const keys = new KeysInFlight();
  const release = keys.take('a', 'feed', 'k');

  expect(keys.take('a', 'feed', 'k')).toBeUndefined();
  expect(keys.take('b', 'feed', 'k')).toBeDefined();
  release?.();
  expect(keys.take('a', 'feed', 'k')).toBeDefined();
});
