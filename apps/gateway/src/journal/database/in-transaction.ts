import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Transaction } from './transaction.js';

/** rehearse: everything is taken back, to learn whether it would work. */
export type Ending = 'commit' | 'rehearse';

/**
 * Runs work in one transaction and resolves only after the server has confirmed the commit.
 * On any error nothing of it remains.
 */
export async function inTransaction<T>(pool: Pool, ending: Ending, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Each statement must see what was committed before it entered the turnstile: not repeatable read.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await work(client);
    const { command } = await client.query(ending === 'commit' ? 'COMMIT' : 'ROLLBACK');
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, when an earlier statement failed.
    if (ending === 'commit' && command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
    client.release();
    return result;
  } catch (error) {
    client.release(!(await takenBack(client, error)));
    throw error;
  }
}

/** Only a server that has itself reported the fault, and then confirms the rollback, leaves a session that can be used again. */
async function takenBack(client: PoolClient, error: unknown): Promise<boolean> {
  if (!(error instanceof DatabaseError) || error.severity !== 'ERROR') return false;
  try {
    return (await client.query('ROLLBACK')).command === 'ROLLBACK';
  } catch {
    // The connection is broken too: it is thrown away, and its transaction with it.
    return false;
  }
}
