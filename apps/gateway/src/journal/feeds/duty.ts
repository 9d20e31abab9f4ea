import type { Pool } from 'pg';

/** How long a duty lasts without renewal, by the database's clock. */
const LASTS = '15 seconds';
/** Ask at least this often to keep a duty. */
export const RENEW_DUTY_MS = 5_000;

/** Which instance fetches for a feed: one at a time, so that several instances do not all ask the same server for the same things. */
export interface Duty {
  /**
   * Takes or renews the duty for a feed. False while another instance has it. Two may believe to have it for a moment after a pause:
   * what both fetch is a duplicate, which intake knows.
   */
  claim(feedId: string): Promise<boolean>;
  /** Gives it back, so that another instance need not wait. */
  release(feedId: string): Promise<void>;
}

/** @param holder different for every start of an instance */
export function postgresDuty(pool: Pool, holder: string): Duty {
  return {
    async claim(feedId) {
      const { rowCount } = await pool.query(
        `INSERT INTO feed_duties AS d (feed_id, holder, expires_at) VALUES ($1, $2, now() + interval '${LASTS}')
         ON CONFLICT (feed_id) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE d.holder = excluded.holder OR d.expires_at <= now()`,
        [feedId, holder],
      );
      return rowCount === 1;
    },
    async release(feedId) {
      await pool.query('DELETE FROM feed_duties WHERE feed_id = $1 AND holder = $2', [feedId, holder]);
    },
  };
}
