import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { ConsumedMessage } from './consumed-message.js';
import { DEFAULT_RETRY_POLICY } from './retry-policy.js';
import { Slots } from './slots.js';
import { workOn } from './work-on.js';
import type { Batch, WorkOn } from './work-on.js';

const message = (offset: number): ConsumedMessage => ({
  topic: 't',
  partition: 0,
  offset,
  key: null,
  value: null,
  headers: [],
  timestamp: 1,
});
const retry = { ...DEFAULT_RETRY_POLICY, attempts: 3, firstDelayMs: 1 };

type Handle = (offsets: string, attempt: number) => unknown;

/** Works on so many messages with a handler that may throw, and tells what happened. */
async function happened(size: number, handle: Handle, parts: Partial<WorkOn> = {}): Promise<string[]> {
  const log: string[] = [];
  const [first, ...others] = Array.from({ length: size - 1 }, (_, offset) => message(offset + 1));
  const batch: Batch = first === undefined ? [message(0)] : [message(0), first, ...others];
  await workOn(batch, new AbortController().signal, {
    slots: new Slots(1),
    retry,
    chance: () => 0,
    handle: async (messages, attempt) => {
      const offsets = messages.map(({ offset }) => offset).join('');
      log.push(`try ${offsets}#${attempt}`);
      await handle(offsets, attempt);
    },
    giveUp: ({ message: { offset }, error, attempts }) =>
      Promise.resolve(void log.push(`give up ${offset} after ${attempts}: ${String(error)}`)),
    done: ({ offset }) => void log.push(`done to ${offset}`),
    ...parts,
  });

  return log;
}

/** Fails as often as listed, with what is listed. */
const failing =
  (...errors: readonly unknown[]): Handle =>
  (_, attempt) => {
    if (attempt <= errors.length) throw errors[attempt - 1];
  };

test('a handler that succeeds is called once', async () => {
  expect(await happened(1, failing())).toEqual(['try 0#1', 'done to 0']);
});

test('a handler that throws undefined has failed all the same', async () => {
  expect(await happened(1, failing(undefined))).toEqual(['try 0#1', 'try 0#2', 'done to 0']);
});

test('after the last try the message is given up with the last error, and then it is done', async () => {
  expect(await happened(1, failing('a', 'b', 'c'))).toEqual(['try 0#1', 'try 0#2', 'try 0#3', 'give up 0 after 3: c', 'done to 0']);
});

test('a message that can neither be handled nor set aside is not passed over', async () => {
  const log: string[] = [];
  const parts = { giveUp: () => Promise.reject(new Error('no dead letters')), done: () => void log.push('done') };

  await expect(happened(1, failing('a', 'b', 'c'), parts)).rejects.toThrow('no dead letters');
  expect(log).toEqual([]);
});

test('an error that stops the partition is thrown on, and nothing is set aside', async () => {
  await expect(happened(1, failing(new RangeError('stop')), { retry: { ...retry, stopsAt: () => true } })).rejects.toThrow('stop');
});

test('a batch that succeeds is done to its last message at once', async () => {
  expect(await happened(4, failing())).toEqual(['try 0123#1', 'done to 3']);
});

test('a batch that fails is tried again whole, while another try may help', async () => {
  expect(await happened(4, failing('a', 'b'))).toEqual(['try 0123#1', 'try 0123#2', 'try 0123#3', 'done to 3']);
});

test('of a batch that is given up only the bad message is set aside, and everything is worked on in order', async () => {
  const handle: Handle = (offsets) => {
    if (offsets.includes('2')) throw Object.assign(new Error('bad'), { retriable: false });
  };

  expect(await happened(5, handle)).toEqual([
    'try 01234#1',
    'try 012#1',
    'try 01#1',
    'done to 1',
    'try 2#1',
    'give up 2 after 1: Error: bad',
    'done to 2',
    'try 34#1',
    'done to 4',
  ]);
});

test('a neighbour of the bad message has its own tries left', async () => {
  let failed = false;
  const handle: Handle = (offsets) => {
    if (offsets.includes('0')) throw Object.assign(new Error('bad'), { retriable: false });
    if (offsets === '1' && !failed) {
      failed = true;
      throw new Error('not yet');
    }
  };

  expect(await happened(2, handle)).toEqual([
    'try 01#1',
    'try 0#1',
    'give up 0 after 1: Error: bad',
    'done to 0',
    'try 1#1',
    'try 1#2',
    'done to 1',
  ]);
});

test('whatever fails in a batch, every message is handled or set aside exactly once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 8 })), fc.boolean(), async (bad, retriable) => {
      const handle: Handle = (offsets) => {
        if (bad.some((offset) => offsets.includes(String(offset)))) throw Object.assign(new Error('bad'), { retriable });
      };
      const log = await happened(9, handle);
      const done = log.flatMap((line) => (line.startsWith('done to') ? [Number(line.slice(8))] : []));

      expect(done).toEqual([...done].sort((a, b) => a - b));
      expect(done.at(-1)).toBe(8);
      expect(log.flatMap((line) => (line.startsWith('give up') ? [Number(line.slice(8, 9))] : []))).toEqual([...bad].sort((a, b) => a - b));
    }),
    { numRuns: 30 },
  );
});

test('a stop during the pause between two tries ends it without giving the message up', async () => {
  const stopping = new AbortController();
  const log: string[] = [];
  const working = workOn([message(0)], stopping.signal, {
    chance: () => 0,
    done: () => void log.push('done'),
    slots: new Slots(1),
    retry: { ...retry, firstDelayMs: 60_000 },
    handle: () => {
      setImmediate(() => {
        stopping.abort();
      });

      return Promise.reject(new Error('not yet'));
    },
    giveUp: () => Promise.resolve(void log.push('given up')),
  });

  await expect(working).rejects.toThrow(/abort/i);
  expect(log).toEqual([]);
});

test('no more run at once than there are slots, in the order they asked, and a failure gives its slot back', async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  let running = 0;
  const task = (name: string) => async (): Promise<void> => {
    running += 1;
    log.push(`${name} with ${running}`);
    await new Promise(setImmediate);
    running -= 1;
    if (name === 'b') throw new Error('failed');
  };

  await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((name) => slots.run(task(name))));

  expect(log).toEqual(['a with 1', 'b with 2', 'c with 2', 'd with 2', 'e with 2']);
});
