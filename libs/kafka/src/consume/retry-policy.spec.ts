import { expect, test } from '@jest/globals';

import { DEFAULT_RETRY_POLICY, decide } from './retry-policy.js';
import type { FailedTry } from './retry-policy.js';

const policy = { ...DEFAULT_RETRY_POLICY, attempts: 4, firstDelayMs: 100, maxDelayMs: 350 };
const after = (error: unknown, attempt: number, chance = 0): FailedTry => ({ error, attempt, chance });

test('the pause doubles up to its limit, and the last try is the last', () => {
  expect([1, 2, 3, 4, 5].map((attempt) => decide(after(new Error(), attempt), policy))).toEqual([
    { then: 'retry', afterMs: 100 },
    { then: 'retry', afterMs: 200 },
    { then: 'retry', afterMs: 350 },
    { then: 'dead-letter' },
    { then: 'dead-letter' },
  ]);
});

test('with one attempt nothing is tried again', () => {
  expect(decide(after(new Error(), 1), { ...policy, attempts: 1 })).toEqual({ then: 'dead-letter' });
});

test.each([[{ retriable: true }], [{ retriable: 'false' }], [{}], [null], [undefined], ['text'], [new Error()]])(
  '%p is worth another try',
  (error) => {
    expect(decide(after(error, 1), policy)).toMatchObject({ then: 'retry' });
  },
);

test('an error that says retriable: false is given up at once', () => {
  expect(decide(after({ retriable: false }, 1), policy)).toEqual({ then: 'dead-letter' });
});

test('chance shortens a pause by its share at most, and never makes it longer', () => {
  expect([0, 0.5, 1].map((chance) => decide(after(new Error(), 1, chance), { ...policy, jitter: 0.4 }))).toEqual([
    { then: 'retry', afterMs: 100 },
    { then: 'retry', afterMs: 80 },
    { then: 'retry', afterMs: 60 },
  ]);
});

test('without a last try a message is tried for ever, at the longest pause', () => {
  expect(decide(after(new Error(), 100_000), { ...policy, attempts: Infinity })).toEqual({ then: 'retry', afterMs: 350 });
});

test('an error that stops the partition is neither tried again nor set aside, whatever else it says', () => {
  const stopsAt = (error: unknown): boolean => error instanceof RangeError;

  expect(decide(after(Object.assign(new RangeError(), { retriable: false }), 9), { ...policy, stopsAt })).toEqual({ then: 'stop' });
});
