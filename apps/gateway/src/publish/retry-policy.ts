/** What an error says about trying again. */
export type ErrorClass =
  /** A cause that passes: a broker that is away, a full queue, a right or topic that a person is still to give. */
  | 'passing'
  /** This message will never be taken, whenever it is sent. */
  | 'message'
  /** The client can no longer keep its promises: only a new process can. */
  | 'fatal';

/** How one destination is tried again. */
export interface RetryPolicy {
  /** Pause after the first failure, in milliseconds; doubled for each further one. */
  readonly firstMs: number;
  /** Longest pause, in milliseconds. */
  readonly longestMs: number;
}

/** For Kafka: a recipient that comes back waits at most half a minute. There is no last attempt: what is accepted is never given up. */
export const KAFKA_RETRIES: RetryPolicy = { firstMs: 250, longestMs: 30_000 };

export type Next = { readonly then: 'retry'; readonly afterMs: number } | { readonly then: 'dead-letter' } | { readonly then: 'stop' };

/**
 * What follows a failure. A passing cause is waited out, with jitter so that instances do not come back together; a message that can never be
 * taken becomes a dead letter at once, so that it blocks nobody; a client that has failed for good stops.
 * @param failures failures of this destination in a row before this one
 * @param chance 0 to 1
 */
export function afterFailure(error: ErrorClass, failures: number, chance: number, policy: RetryPolicy = KAFKA_RETRIES): Next {
  switch (error) {
    case 'message':
      return { then: 'dead-letter' };
    case 'fatal':
      return { then: 'stop' };
    case 'passing':
      return { then: 'retry', afterMs: pauseAfter(failures, chance, policy) };
  }
}

/** Between half of the pause and all of it. */
function pauseAfter(failures: number, chance: number, { firstMs, longestMs }: RetryPolicy): number {
  // Doubling beyond any pause would only lose precision.
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures, 30)) * (0.5 + chance / 2);
}
