import { expect, test } from '@jest/globals';
import { afterFailure, KAFKA_RETRIES } from './retry-policy.js';

test('a passing cause is waited out, longer each time, up to half a minute, however often it fails', () => {
  const pauses = [0, 1, 2, 6, 7, 50, 1_000_000].map((failures) => afterFailure('passing', failures, 1));

  expect(pauses).toEqual([250, 500, 1_000, 16_000, 30_000, 30_000, 30_000].map((afterMs) => ({ then: 'retry', afterMs })));
});

test('chance spreads the instances over the second half of the pause', () => {
  expect([0, 0.5, 1].map((chance) => afterFailure('passing', 1, chance))).toEqual(
    [250, 375, 500].map((afterMs) => ({ then: 'retry', afterMs })),
  );
});

test('a message that can never be taken is a dead letter at the first failure as at any other', () => {
  expect([0, 7].map((failures) => afterFailure('message', failures, 0.5))).toEqual([{ then: 'dead-letter' }, { then: 'dead-letter' }]);
});

test('a client that has failed for good stops', () => {
  expect(afterFailure('fatal', 0, 0.5)).toEqual({ then: 'stop' });
});

test('a destination may be tried in its own rhythm', () => {
  expect(afterFailure('passing', 3, 1, { firstMs: 1_000, longestMs: 5_000 })).toEqual({ then: 'retry', afterMs: 5_000 });
  expect(KAFKA_RETRIES).toEqual({ firstMs: 250, longestMs: 30_000 });
});
