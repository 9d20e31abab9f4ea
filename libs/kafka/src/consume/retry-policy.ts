/** How a message is tried again when its handler fails. A message waits in its partition, and those behind it wait too. */
export interface RetryPolicy {
  /** Tries in all, the first included. Default 5; `Infinity` never gives a message up. */
  readonly attempts: number;
  /** Pause before the second try; doubled each time. Default 200 ms. */
  readonly firstDelayMs: number;
  /** Longest pause. Default 30,000 ms. */
  readonly maxDelayMs: number;
  /** Part of each pause that is left to chance, 0 to 1, so that many do not knock at one moment. Default 0.2. */
  readonly jitter: number;
  /** False when trying again cannot help. Default: true, unless the error says `retriable: false`. */
  readonly isRetriable: (error: unknown) => boolean;
  /** True when no message may be passed over now: the partition stops, its state is `failed`. Default: never. */
  readonly stopsAt: (error: unknown) => boolean;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 5,
  firstDelayMs: 200,
  maxDelayMs: 30_000,
  jitter: 0.2,
  isRetriable: (error) => !(typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === false),
  stopsAt: () => false,
};

export type Decision =
  | { readonly then: 'retry'; readonly afterMs: number }
  | { readonly then: 'dead-letter' }
  /** Neither: the partition stops where it is. */
  | { readonly then: 'stop' };

/** A failed try: what was thrown, which try it was, counted from 1, and a random number from 0 to 1. */
export interface FailedTry {
  readonly error: unknown;
  readonly attempt: number;
  readonly chance: number;
}

/** What follows a failed try. Pure: chance comes from outside. */
export function decide({ error, attempt, chance }: FailedTry, policy: RetryPolicy): Decision {
  if (policy.stopsAt(error)) return { then: 'stop' };
  if (attempt >= policy.attempts || !policy.isRetriable(error)) return { then: 'dead-letter' };
  const pause = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);

  return { then: 'retry', afterMs: pause * (1 - policy.jitter * chance) };
}
