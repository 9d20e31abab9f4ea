import { expect, test } from '@jest/globals';
import { freshRandom } from './nonces.js';

test('random bytes are of the asked length and never given out twice, across refills of the pool', () => {
  const drawn = Array.from({ length: 5_000 }, () => freshRandom(12));

  expect(drawn.every(({ length }) => length === 12)).toBe(true);
  expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(5_000);
});
