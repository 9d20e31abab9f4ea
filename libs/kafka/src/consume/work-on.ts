import { setTimeout as pause } from 'node:timers/promises';

import type { ConsumedMessage } from './consumed-message.js';
import type { GivenUp } from './dead-letter.js';
import { decide } from './retry-policy.js';
import type { RetryPolicy } from './retry-policy.js';
import type { Slots } from './slots.js';

interface WorkOn {
  readonly slots: Slots;
  readonly retry: RetryPolicy;
  handle(message: ConsumedMessage, attempt: number): Promise<void>;
  /** Sets the message aside. Rejecting means that it could not be, so it must not be passed over. */
  giveUp(given: Omit<GivenUp, 'groupId'>): Promise<void>;
}

/**
 * Takes one message to its end: handled, or set aside after the last try. Rejects when `signal` stops it in between; the message
 * then stays where it is and comes again.
 */
export async function workOn(message: ConsumedMessage, signal: AbortSignal, work: WorkOn): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const failure = await tryOnce(message, signal, attempt, work);
    if (failure === undefined) return;

    const decision = decide(failure.error, attempt, work.retry);
    if (decision.then === 'dead-letter') {
      await work.giveUp({ message, error: failure.error, attempts: attempt });

      return;
    }
    await pause(decision.afterMs, undefined, { signal });
  }
}

/** The error is wrapped, because a handler may throw undefined. */
function tryOnce(
  message: ConsumedMessage,
  signal: AbortSignal,
  attempt: number,
  work: WorkOn,
): Promise<{ readonly error: unknown } | undefined> {
  return work.slots.run(async () => {
    signal.throwIfAborted();
    try {
      await work.handle(message, attempt);

      return undefined;
    } catch (error) {
      return { error };
    }
  });
}
