import { expect, test } from '@jest/globals';

import { DEFAULT_RETRY_POLICY, decide } from './retry-policy.js';

const policy = { ...DEFAULT_RETRY_POLICY, attempts: 4, firstDelayMs: 100, maxDelayMs: 350 };

test('the pause doubles up to its limit, and the last try is the last', () => {
  expect([1, 2, 3, 4, 5].map((attempt) => decide(new Error(), attempt, policy))).toEqual([
    { then: 'retry', afterMs: 100 },
    { then: 'retry', afterMs: 200 },
    { then: 'retry', afterMs: 350 },
    { then: 'dead-letter' },
    { then: 'dead-letter' },
  ]);
});

test('with one attempt nothing is tried again', () => {
  expect(decide(new Error(), 1, { ...policy, attempts: 1 })).toEqual({ then: 'dead-letter' });
});

test.each([[{ retriable: true }], [{ retriable: 'false' }], [{}], [null], [undefined], ['text'], [new Error()]])(
  '%p is worth another try',
  (error) => {
    expect(decide(error, 1, policy)).toMatchObject({ then: 'retry' });
  },
);

test('an error that says retriable: false is given up at once', () => {
  expect(decide({ retriable: false }, 1, policy)).toEqual({ then: 'dead-letter' });
});
