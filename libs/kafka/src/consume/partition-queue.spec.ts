import { expect, test } from '@jest/globals';

import type { ConsumedMessage } from './consumed-message.js';
import { PartitionQueue } from './partition-queue.js';

const message = (offset: number, bytes = 0): ConsumedMessage => ({
  topic: 't',
  partition: 0,
  offset,
  key: null,
  value: Buffer.alloc(bytes),
  headers: [],
  timestamp: 1,
});

/** A queue whose messages end when the test says so. */
function scripted(batchSize = 1): {
  readonly queue: PartitionQueue;
  readonly log: string[];
  readonly end: () => Promise<void>;
  readonly fail: (error: unknown) => Promise<void>;
} {
  const log: string[] = [];
  let current: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  const queue = new PartitionQueue(
    { high: 3, low: 1, highBytes: 1_000 },
    {
      batchSize,
      process: (batch) => {
        log.push(`work ${batch.map(({ offset }) => offset).join('+')}`);

        return new Promise((resolve, reject) => {
          current = { resolve, reject };
        });
      },
      pause: () => log.push('pause'),
      resume: () => log.push('resume'),
      failed: (error) => log.push(`failed ${String(error)}`),
    },
  );
  const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

  return {
    queue,
    log,
    end: () => {
      current?.resolve();

      return settled();
    },
    fail: (error) => {
      current?.reject(error);

      return settled();
    },
  };
}

test('messages are worked on one at a time, in order', async () => {
  const { queue, log, end } = scripted();
  queue.push(message(0));
  queue.push(message(1));
  expect(log).toEqual(['work 0']);

  await end();

  expect(log).toEqual(['work 0', 'work 1']);
});

test('a full queue pauses its partition once and resumes it once it is nearly empty', async () => {
  const { queue, log, end } = scripted();
  for (const offset of [0, 1, 2, 3, 4]) queue.push(message(offset));
  expect(log).toEqual(['work 0', 'pause']);

  for (let ended = 0; ended < 4; ended += 1) await end();

  expect(log).toEqual(['work 0', 'pause', 'work 1', 'work 2', 'resume', 'work 3', 'work 4']);
});

test('stopping forgets what waits and ends when the message in hand has ended', async () => {
  const { queue, log, end } = scripted();
  for (const offset of [0, 1]) queue.push(message(offset));
  const stopped = queue.stop().then(() => log.push('stopped'));
  queue.push(message(2));
  await end();
  await stopped;

  expect(log).toEqual(['work 0', 'stopped']);
});

test('a message that cannot be brought to its end stops the queue: nothing behind it is worked on', async () => {
  const { queue, log, fail } = scripted();
  for (const offset of [0, 1]) queue.push(message(offset));
  await fail('no way');
  queue.push(message(2));

  expect(log).toEqual(['work 0', 'failed no way']);
});

test('a message interrupted by the stop is no failure', async () => {
  const { queue, log, fail } = scripted();
  queue.push(message(0));
  const stopped = queue.stop();
  await fail('aborted');
  await stopped;

  expect(log).toEqual(['work 0']);
});

test('few large messages pause the partition too, and the queue says so', async () => {
  const { queue, log, end } = scripted();
  queue.push(message(0, 900));
  queue.push(message(1, 1_000));
  expect([log, queue.load]).toEqual([['work 0', 'pause'], { waiting: 1, paused: true }]);

  await end();

  expect([log, queue.load]).toEqual([['work 0', 'pause', 'resume', 'work 1'], { waiting: 0, paused: false }]);
});

test('a batch is what waits, in order, and never more than its size', async () => {
  const { queue, log, end } = scripted(2);
  for (const offset of [0, 1, 2, 3]) queue.push(message(offset));
  await end();
  await end();

  expect(log.filter((line) => line.startsWith('work'))).toEqual(['work 0', 'work 1+2', 'work 3']);
});
