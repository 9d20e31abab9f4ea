import { expect, test } from '@jest/globals';
import { preferredWait } from './prefer.js';

test.each([
  [undefined, undefined],
  ['respond-async', undefined],
  ['wait=0', undefined],
  ['wait=soon', undefined],
  ['wait=-1', undefined],
  ['await=5', undefined],
  ['return=minimal; wait=5', undefined],
  ['wait=5', 5],
  ['Wait = "7"', 7],
  ['respond-async, wait=10', 10],
  ['wait=3, wait=20', 3],
  ['wait=4; reason=x', 4],
  ['wait=86400', 30],
])('Prefer: %s', (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds);
});
