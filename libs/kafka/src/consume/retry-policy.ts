/** How a message is tried again when its handler fails. A message waits in its partition, and those behind it wait too. */
export interface RetryPolicy {
  /** Tries in all, the first included. Default 5. */
  readonly attempts: number;
  /** Pause before the second try; doubled each time. Default 200 ms. */
  readonly firstDelayMs: number;
  /** Longest pause. Default 30,000 ms. */
  readonly maxDelayMs: number;
  /** False when trying again cannot help. Default: true, unless the error says `retriable: false`. */
  readonly isRetriable: (error: unknown) => boolean;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  attempts: 5,
  firstDelayMs: 200,
  maxDelayMs: 30_000,
  isRetriable: (error) => !(typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === false),
};

export type Decision = { readonly then: 'retry'; readonly afterMs: number } | { readonly then: 'dead-letter' };

/** What follows the failure of try number `attempt`, counted from 1. */
export function decide(error: unknown, attempt: number, policy: RetryPolicy): Decision {
  if (attempt >= policy.attempts || !policy.isRetriable(error)) return { then: 'dead-letter' };

  return { then: 'retry', afterMs: Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.maxDelayMs) };
}
