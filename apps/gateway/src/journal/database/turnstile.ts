import type { Transaction } from './transaction.js';

/**
 * The one order of all writes of a database. Whoever has entered holds it until its transaction ends, on any instance:
 * commits have one total order, outbox ids are commit order, and two first sightings of a child cannot race.
 */
export interface Turnstile {
  enter(transaction: Transaction): Promise<void>;
}

/** "mash" and 1: the advisory lock of the turnstile; migrations use 2. */
const LOCK = '1835103080, 1';
/** Longer than a paused holder lives (idle_in_transaction_session_timeout, 5 s), so that one stall does not refuse everybody behind it. */
const ENTER = `SET LOCAL statement_timeout = '20s'; SELECT pg_advisory_xact_lock(${LOCK}); SET LOCAL statement_timeout = '5s'`;

export const advisoryTurnstile: Turnstile = {
  async enter(transaction) {
    await transaction.query(ENTER);
  },
};
