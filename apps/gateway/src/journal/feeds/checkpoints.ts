import type { Pool } from 'pg';

/**
 * How far a way in has come, by feed and by a name of its own choosing: where to go on after a restart, on whichever instance.
 * Names and values are stored in clear: cursors, times and hashes only, never anything of a message.
 */
export interface Checkpoints {
  read(feedId: string, name: string): Promise<string | undefined>;
  /** Durable when it resolves. */
  write(feedId: string, name: string, value: string): Promise<void>;
  forget(feedId: string, name: string): Promise<void>;
}

export function postgresCheckpoints(pool: Pool): Checkpoints {
  return {
    async read(feedId, name) {
      const { rows } = await pool.query<{ value: string }>('SELECT value FROM feed_checkpoints WHERE feed_id = $1 AND name = $2', [
        feedId,
        name,
      ]);
      return rows[0]?.value;
    },
    async write(feedId, name, value) {
      await pool.query(
        `INSERT INTO feed_checkpoints (feed_id, name, value, written_at) VALUES ($1, $2, $3, now())
         ON CONFLICT (feed_id, name) DO UPDATE SET value = excluded.value, written_at = excluded.written_at`,
        [feedId, name, value],
      );
    },
    async forget(feedId, name) {
      await pool.query('DELETE FROM feed_checkpoints WHERE feed_id = $1 AND name = $2', [feedId, name]);
    },
  };
}
