import type { Pool } from 'pg';
import { LANES } from '../journal/commit/write-outbox.js';
import type { Lease } from './outbox.js';

/** How long a lease lasts without renewal, by the database's clock. */
const LEASE = '10 seconds';

/** Holds the lanes of the recipients for one instance. */
export interface Lanes {
  /**
   * Takes every lane that is free or expired, and renews our own. A lane that was ours but has expired gets a new epoch: what was begun
   * under the old one can no longer be marked, and is sent again.
   * @param takeOver also lanes whose holder still has time: only for an instance that knows it is alone on its database
   */
  claim(recipients: readonly string[], takeOver: 'take-over' | 'if-free'): Promise<readonly Lease[]>;
  /** Gives ours back, so that another instance need not wait. */
  release(): Promise<void>;
}

/** @param holder different for every start of an instance */
export function postgresLanes(pool: Pool, holder: string): Lanes {
  return {
    async claim(recipients, takeOver) {
      const { rows } = await pool.query<{ recipient: string; lane: number; epoch: string }>({
        name: 'claim-lanes',
        text: `INSERT INTO lanes AS l (recipient, lane, holder, epoch, expires_at)
               SELECT r.recipient, n.lane, $2, 1, now() + interval '${LEASE}'
               FROM unnest($1::text[]) AS r (recipient) CROSS JOIN generate_series(0, ${String(LANES - 1)}) AS n (lane)
               ORDER BY 1, 2
               ON CONFLICT (recipient, lane) DO UPDATE
               SET holder = excluded.holder, expires_at = excluded.expires_at,
                   epoch = CASE WHEN l.holder = excluded.holder AND l.expires_at > now() THEN l.epoch ELSE l.epoch + 1 END
               WHERE l.holder = excluded.holder OR l.expires_at <= now() OR $3
               RETURNING l.recipient, l.lane, l.epoch`,
        values: [recipients, holder, takeOver === 'take-over'],
      });
      return rows.map(({ recipient, lane, epoch }) => ({ recipient, lane, epoch: Number(epoch) }));
    },
    async release() {
      // Locked in the order in which claim locks them, so that the two cannot wait for one another.
      await pool.query(
        `WITH ours AS (SELECT recipient, lane FROM lanes WHERE holder = $1 ORDER BY recipient, lane FOR UPDATE)
         UPDATE lanes l SET expires_at = now() FROM ours WHERE l.recipient = ours.recipient AND l.lane = ours.lane`,
        [holder],
      );
    },
  };
}
