import { setTimeout as pause } from 'node:timers/promises';

import type { ConsumedMessage } from './consumed-message.js';
import type { GivenUp } from './dead-letter.js';
import { decide } from './retry-policy.js';
import type { RetryPolicy } from './retry-policy.js';
import type { Slots } from './slots.js';

/** Messages of one partition in order; never empty, and one alone where the handler takes no batches. */
export type Batch = readonly [ConsumedMessage, ...ConsumedMessage[]];

export interface WorkOn {
  readonly slots: Slots;
  readonly retry: RetryPolicy;
  handle(batch: Batch, attempt: number): Promise<void>;
  /** Sets one message aside. Rejecting means that it could not be, so it must not be passed over. */
  giveUp(given: Omit<GivenUp, 'groupId'>): Promise<void>;
  /** Everything up to this message has come to its end. */
  done(message: ConsumedMessage): void;
  /** A random number from 0 to 1. */
  chance(): number;
}

/**
 * Takes messages to their end: handled, or set aside after the last try. A batch that is given up is halved, and the halves worked on
 * in order, until single messages are left to set aside: one bad message costs no other. Rejects when `signal` stops it in between;
 * what is not done then stays where it is and comes again.
 */
export function workOn(batch: Batch, signal: AbortSignal, work: WorkOn): Promise<void> {
  return workFrom(batch, 1, signal, work);
}

async function workFrom(batch: Batch, first: number, signal: AbortSignal, work: WorkOn): Promise<void> {
  for (let attempt = first; ; attempt += 1) {
    const failure = await tryOnce(batch, signal, attempt, work);
    if (failure === undefined) {
      work.done(batch.at(-1) ?? batch[0]);

      return;
    }

    const decision = decide({ ...failure, attempt, chance: work.chance() }, work.retry);
    if (decision.then === 'stop') throw failure.error;
    if (decision.then === 'dead-letter') {
      await giveUp(batch, { ...failure, attempt }, signal, work);

      return;
    }
    await pause(decision.afterMs, undefined, { signal });
  }
}

/** The try that failed said nothing about each half, so it counts as the try before theirs did. */
async function giveUp(
  batch: Batch,
  { error, attempt }: { readonly error: unknown; readonly attempt: number },
  signal: AbortSignal,
  work: WorkOn,
): Promise<void> {
  const half = Math.ceil(batch.length / 2);
  const [first, second] = [batch.slice(0, half), batch.slice(half)];
  if (isBatch(first) && isBatch(second)) {
    for (const part of [first, second]) await workFrom(part, attempt, signal, work);

    return;
  }
  await work.giveUp({ message: batch[0], error, attempts: attempt });
  work.done(batch[0]);
}

export function isBatch(messages: readonly ConsumedMessage[]): messages is Batch {
  return messages.length > 0;
}

/** The error is wrapped, because a handler may throw undefined. */
function tryOnce(batch: Batch, signal: AbortSignal, attempt: number, work: WorkOn): Promise<{ readonly error: unknown } | undefined> {
  return work.slots.run(async () => {
    signal.throwIfAborted();
    try {
      await work.handle(batch, attempt);

      return undefined;
    } catch (error) {
      return { error };
    }
  });
}
