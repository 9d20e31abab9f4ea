import { isPassing, type FhirFault } from './fhir-fault.js';

/** Asked this often before the poll is given up until its next time. */
const ATTEMPTS = 4;
const FIRST_WAIT_MS = 500;
/** A server that asks for more than this is left alone until the next poll. */
const LONGEST_WAIT_MS = 60_000;
const LONGEST_INTERVAL_MS = 15 * 60_000;

/**
 * How long to wait before asking again; undefined: not now. Pure.
 * @param attempt the attempt that failed, from 1
 * @param chance from 0 to 1: full jitter, so that feeds do not come back all at once
 */
export function waitBefore(fault: FhirFault, attempt: number, chance: number): number | undefined {
  if (!isPassing(fault) || attempt >= ATTEMPTS) return undefined;
  const asked = fault.retryAfterMs;
  if (asked !== undefined) return asked > LONGEST_WAIT_MS ? undefined : asked + chance * FIRST_WAIT_MS;
  return chance * FIRST_WAIT_MS * 2 ** attempt;
}

/** How long until the next poll after this many failed in a row: twice as long each time, a quarter of an hour at most. */
export function nextPollAfter(everyMs: number, failures: number, fault?: FhirFault): number {
  const backedOff = Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(everyMs, LONGEST_INTERVAL_MS));
  return Math.max(backedOff, Math.min(fault?.retryAfterMs ?? 0, LONGEST_INTERVAL_MS));
}
