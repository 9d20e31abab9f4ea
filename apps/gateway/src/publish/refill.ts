import type { Pool } from 'pg';
import type { KeyRing } from '../security/keys/key-ring.js';
import { compose } from './compose.js';
import { opened, OUTBOX_COLUMNS, type StoredRow } from './postgres-outbox.js';
import type { OutboundMessage, PublishPort } from './publish-port.js';

/** Rows in memory at once. */
const PAGE = 32;

/**
 * Sends the latest rows that were sent before once more, in their order: for the embedded demo broker, which is empty at each start.
 * Must end before the relay starts, so that new rows come after old ones.
 * @returns how many were sent
 */
export async function refill(pool: Pool, ring: KeyRing, port: PublishPort, limit = 1_000): Promise<number> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM outbox WHERE sent_at IS NOT NULL ORDER BY id DESC LIMIT $1', [limit]);
  const ids = rows.map(({ id }) => id).reverse();
  let sent = 0;
  for (let from = 0; from < ids.length; from += PAGE) {
    const messages = await readMessages(pool, ring, ids.slice(from, from + PAGE));
    await Promise.all(messages.map((message) => port.publish(message)));
    sent += messages.length;
  }
  return sent;
}

async function readMessages(pool: Pool, ring: KeyRing, ids: readonly string[]): Promise<readonly OutboundMessage[]> {
  const { rows } = await pool.query<StoredRow>(
    `SELECT ${OUTBOX_COLUMNS}, c.data_key, false AS preceded_by_dead_letter
     FROM outbox o JOIN children c USING (child_id) WHERE o.id = ANY ($1::bigint[]) ORDER BY o.id`,
    [ids],
  );
  return rows.flatMap((row) => {
    const composed = compose(opened(row, ring), Number.POSITIVE_INFINITY);
    return composed.kind === 'message' ? [composed.message] : [];
  });
}
