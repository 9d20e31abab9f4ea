/** Longest that a request is kept open for Kafka. */
export const LONGEST_WAIT_SECONDS = 30;

/**
 * Reads `wait` of the Prefer header (RFC 7240 §4.3), e.g. `respond-async, wait=10`: how long the sender would rather wait for everything to be
 * done than be answered that it is durable. Of several the first counts (§2); what cannot be read is no preference.
 * @returns seconds, at most {@link LONGEST_WAIT_SECONDS}; undefined: not to wait
 */
export function preferredWait(header: string | undefined): number | undefined {
  const preferences = (header ?? '').slice(0, 1_000).split(',');
  const first = preferences.map((preference) => WAIT.exec(preference)?.[1]).find((value) => value !== undefined);
  const seconds = Math.min(Number(first ?? 0), LONGEST_WAIT_SECONDS);
  return seconds > 0 ? seconds : undefined;
}

const WAIT = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i;
