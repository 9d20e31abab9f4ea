import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

import { AdaptivePoll } from './adaptive-poll.js';

let polls = 0;
let busy = false;
let poll: AdaptivePoll;

beforeEach(() => {
  jest.useFakeTimers();
  polls = 0;
  busy = false;
  poll = new AdaptivePoll(
    () => {
      polls += 1;
    },
    () => busy,
  );
});

afterEach(() => {
  poll.stop();
  jest.useRealTimers();
});

test('with nothing in flight it polls ten times a second', () => {
  poll.start();
  jest.advanceTimersByTime(1_000);

  expect(polls).toBe(10);
});

test('with something in flight it polls every few milliseconds, from the moment of sending', () => {
  poll.start();
  busy = true;
  poll.wake();
  jest.advanceTimersByTime(10);

  expect(polls).toBe(5);
});

test('it falls back to idle when everything is confirmed', () => {
  busy = true;
  poll.start();
  jest.advanceTimersByTime(10);
  busy = false;
  jest.advanceTimersByTime(302);

  expect(polls).toBe(5 + 1 + 3);
});

test('a stopped poll stays stopped, even when woken', () => {
  poll.start();
  poll.stop();
  poll.wake();
  jest.advanceTimersByTime(1_000);

  expect(polls).toBe(0);
});

test('its timers keep no process alive', () => {
  jest.useRealTimers();
  // Lists only what would keep the process running.
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  poll.start();

  expect(timers()).toBe(before);
});
