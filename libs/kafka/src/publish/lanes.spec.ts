import { expect, test } from '@jest/globals';

import { Lanes } from './lanes.js';
import type { Entry, InFlightLimits, Start } from './lanes.js';

const NO_LIMIT = { messages: 1_000, bytes: 1_000_000, laneMessages: 1_000, laneBytes: 1_000_000 };

/** Lanes whose started entries are listed by name. */
function lanesWith(limits: Partial<InFlightLimits>): {
  readonly lanes: Lanes<Entry>;
  readonly started: string[];
  readonly add: (lane: string, name: string, bytes?: number, answer?: () => Start) => Entry;
} {
  const lanes = new Lanes({ ...NO_LIMIT, ...limits });
  const started: string[] = [];
  const add = (lane: string, name: string, bytes = 1, answer: () => Start = () => 'started'): Entry => {
    const entry = {
      lane,
      bytes,
      start: () => {
        const start = answer();
        if (start !== 'full') started.push(name);

        return start;
      },
    };
    lanes.add(entry);

    return entry;
  };

  return { lanes, started, add };
}

test('nothing starts before the lanes are open', () => {
  const { lanes, started, add } = lanesWith({});
  add('a', 'a1');
  expect(started).toEqual([]);

  lanes.resume();

  expect(started).toEqual(['a1']);
});

test('no more messages are in flight than allowed; the rest starts as places become free', () => {
  const { lanes, started, add } = lanesWith({ messages: 2 });
  lanes.resume();
  const first = add('a', 'a1');
  add('a', 'a2');
  add('a', 'a3');
  expect([started.length, lanes.messages, lanes.waiting]).toEqual([2, 2, 1]);

  lanes.release(first);

  expect([started, lanes.messages, lanes.waiting]).toEqual([['a1', 'a2', 'a3'], 2, 0]);
});

test('no more bytes are in flight than allowed, but one message of any size passes alone', () => {
  const { lanes, started, add } = lanesWith({ bytes: 10 });
  lanes.resume();
  const huge = add('a', 'huge', 50);
  add('b', 'small', 4);
  expect([started, lanes.bytes]).toEqual([['huge'], 50]);

  lanes.release(huge);

  expect([started, lanes.bytes]).toEqual([['huge', 'small'], 4]);
});

test('waiting lanes take turns, so a long lane does not hold up a short one', () => {
  const { lanes, started, add } = lanesWith({ messages: 1 });
  const busy = ['b1', 'b2', 'b3', 'b4'].map((name) => add('busy', name));
  const rare = add('rare', 'r1');
  lanes.resume();

  for (const entry of [busy[0], rare, busy[1], busy[2]]) lanes.release(entry as Entry);

  expect(started).toEqual(['b1', 'r1', 'b2', 'b3', 'b4']);
});

test('a lane whose messages are never confirmed keeps to its own share', () => {
  const { lanes, started, add } = lanesWith({ laneMessages: 2 });
  lanes.resume();
  for (const name of ['s1', 's2', 's3', 's4']) add('sick', name);
  for (const name of ['w1', 'w2']) lanes.release(add('well', name));

  expect(started).toEqual(['s1', 's2', 'w1', 'w2']);
  expect(lanes.waiting).toBe(2);
});

test('a lane keeps to its share of bytes and goes on in order when one is released', () => {
  const { lanes, started, add } = lanesWith({ laneBytes: 10 });
  lanes.resume();
  const first = add('a', 'a1', 8);
  add('a', 'a2', 8);
  add('a', 'a3', 1);
  expect(started).toEqual(['a1']);

  lanes.release(first);

  expect(started).toEqual(['a1', 'a2', 'a3']);
});

test('a refused entry gives its place back at once', () => {
  const { lanes, started, add } = lanesWith({ messages: 1 });
  lanes.resume();
  add('a', 'refused', 1, () => 'refused');
  add('a', 'a2');

  expect([started, lanes.messages]).toEqual([['refused', 'a2'], 1]);
});

test('an entry that found no room keeps its turn and is asked again when something is released', () => {
  const answers: Start[] = ['full', 'started'];
  const { lanes, started, add } = lanesWith({});
  lanes.resume();
  const first = add('a', 'a1');
  add('a', 'a2', 1, () => answers.shift() ?? 'started');
  expect([started, lanes.messages, lanes.waiting]).toEqual([['a1'], 1, 1]);

  lanes.release(first);

  expect([started, lanes.messages, lanes.waiting]).toEqual([['a1', 'a2'], 1, 0]);
});

test('what waits can be taken out, and a lane can be used again afterwards', () => {
  const { lanes, started, add } = lanesWith({ messages: 1 });
  lanes.resume();
  const first = add('a', 'a1');
  add('a', 'a2');
  add('b', 'b1');

  expect(lanes.takeWaiting()).toHaveLength(2);
  lanes.release(first);
  add('a', 'a3');

  expect([started, lanes.waiting]).toEqual([['a1', 'a3'], 0]);
});

test('ten thousand waiting messages start in order', () => {
  const { lanes, started, add } = lanesWith({ messages: 1 });
  const entries = Array.from({ length: 10_000 }, (_, index) => add('a', String(index)));
  lanes.resume();
  for (const entry of entries) lanes.release(entry);

  expect(started).toEqual(entries.map((_, index) => String(index)));
  expect(lanes.messages).toBe(0);
});
