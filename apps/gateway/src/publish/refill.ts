import type { Pool } from 'pg';
import type { KeyRing } from '../security/keys/key-ring.js';
import { compose } from './compose.js';
import { opened, OUTBOX_COLUMNS, type StoredRow } from './postgres-outbox.js';
import type { PublishPort } from './publish-port.js';

/**
 * Sends the latest rows that were sent before once more, in their order: for the embedded demo broker, which is empty at each start.
 * Must end before the relay starts, so that new rows come after old ones.
 * @returns how many were sent
 */
export async function refill(pool: Pool, ring: KeyRing, port: PublishPort, limit = 1_000): Promise<number> {
  const { rows } = await pool.query<StoredRow>(
    `SELECT ${OUTBOX_COLUMNS}, c.data_key, false AS preceded_by_dead_letter
     FROM (SELECT * FROM outbox WHERE sent_at IS NOT NULL ORDER BY id DESC LIMIT $1) AS o JOIN children c USING (child_id)
     ORDER BY o.id`,
    [limit],
  );
  const messages = rows.flatMap((row) => {
    const composed = compose(opened(row, ring), Number.POSITIVE_INFINITY);
    return composed.kind === 'message' ? [composed.message] : [];
  });
  await Promise.all(messages.map((message) => port.publish(message)));
  return messages.length;
}
