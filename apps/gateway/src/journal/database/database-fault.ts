import { DatabaseError } from 'pg';
import { JournalUnavailable } from '../faults.js';

/**
 * data: the rows themselves are at fault, and would be again. transient: the database cannot take them now.
 * A unique key that is violated is not a data fault: in the turnstile it cannot happen, so it is never worked around.
 */
export type FaultKind = 'data' | 'transient';

/** SQLSTATE classes 22 (data exception), 54 (program limit exceeded), and the checks of class 23 other than uniqueness. */
const DATA_CODES = /^(22...|54...|23502|23514)$/;

export function faultKind(error: unknown): FaultKind {
  if (error instanceof DatabaseError) return DATA_CODES.test(error.code ?? '') ? 'data' : 'transient';
  // JavaScript's own errors while rows are made: a length or a type that cannot be stored.
  return error instanceof RangeError || error instanceof TypeError ? 'data' : 'transient';
}

/** What may be said of a fault: its SQLSTATE or system code. Messages and details of the database may quote row contents. */
export function faultCode(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}

/**
 * For a query that stands alone and carries nothing a sender wrote: whatever keeps it from running may pass.
 * @throws JournalUnavailable always
 */
export function unavailable(error: unknown): never {
  throw new JournalUnavailable(`the database does not answer now: ${faultCode(error)}`, { cause: error });
}
