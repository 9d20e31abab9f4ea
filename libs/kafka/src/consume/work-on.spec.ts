import { expect, test } from '@jest/globals';

import type { ConsumedMessage } from './consumed-message.js';
import { DEFAULT_RETRY_POLICY } from './retry-policy.js';
import { Slots } from './slots.js';
import { workOn } from './work-on.js';

const message: ConsumedMessage = { topic: 't', partition: 0, offset: 0, key: null, value: null, headers: [], timestamp: 1 };
const retry = { ...DEFAULT_RETRY_POLICY, attempts: 3, firstDelayMs: 1 };

/** Works on the message with a handler that fails as listed, and tells what happened. */
async function happened(failures: readonly unknown[], giveUp: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const log: string[] = [];
  await workOn(message, new AbortController().signal, {
    slots: new Slots(1),
    retry,
    handle: (_, attempt) => {
      log.push(`try ${attempt}`);

      // Not every handler throws an Error.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passed on as it was thrown, to be classified by its code
      return attempt <= failures.length ? Promise.reject(failures[attempt - 1]) : Promise.resolve();
    },
    giveUp: ({ error, attempts }) => {
      log.push(`give up after ${attempts}: ${String(error)}`);

      return giveUp();
    },
  });

  return log;
}

test('a handler that succeeds is called once', async () => {
  expect(await happened([])).toEqual(['try 1']);
});

test('a handler that throws undefined has failed all the same', async () => {
  expect(await happened([undefined])).toEqual(['try 1', 'try 2']);
});

test('after the last try the message is given up with the last error', async () => {
  expect(await happened(['a', 'b', 'c'])).toEqual(['try 1', 'try 2', 'try 3', 'give up after 3: c']);
});

test('a message that can neither be handled nor set aside is not passed over', async () => {
  await expect(happened(['a', 'b', 'c'], () => Promise.reject(new Error('no dead letters')))).rejects.toThrow('no dead letters');
});

test('a stop during the pause between two tries ends it without giving the message up', async () => {
  const stopping = new AbortController();
  const log: string[] = [];
  const working = workOn(message, stopping.signal, {
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
