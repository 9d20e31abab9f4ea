import type { Pool, PoolClient } from 'pg';
import { WAKE_CHANNEL } from '../journal/commit/write-outbox.js';

/** Pause before a broken listening connection is opened again; meanwhile the relay's renewal finds the rows. */
const REOPEN_MS = 1_000;

export interface Listening {
  stop(): void;
}

/** Calls `onCommit` whenever any instance has committed rows to the outbox (PostgreSQL LISTEN): nothing polls. */
export function listenForCommits(pool: Pool, onCommit: () => void): Listening {
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const reopen = (): void => {
    client?.release(true);
    client = undefined;
    if (stopped) return;
    timer = setTimeout(() => void open(), REOPEN_MS);
    timer.unref();
  };
  const open = async (): Promise<void> => {
    try {
      client = await pool.connect();
      client.once('error', reopen);
      client.on('notification', onCommit);
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
      // What was committed while nobody listened.
      onCommit();
    } catch {
      // The database is away; readiness says so through its own query.
      reopen();
    }
  };
  void open();

  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      client?.removeAllListeners('notification');
      reopen();
    },
  };
}
