import { arrayOf } from '../database/array-literal.js';
import { createHash } from 'node:crypto';
import type { Share } from './decide.js';
import { pack } from '../database/packed.js';
import type { Transaction } from '../database/transaction.js';

/** Lanes per recipient: the rows of a child are always in one lane. */
export const LANES = 16;
/** Wakes the relays of all instances at commit. */
export const WAKE_CHANNEL = 'mash_outbox';

/** Gives the shares their ids and sequences, in this order, and writes them. Must be in the turnstile: the order is the order of delivery. */
export async function writeOutbox(transaction: Transaction, shares: readonly Share[], at: Date): Promise<void> {
  if (shares.length === 0) return;
  const first = await allocate(transaction, shares.length);
  const sequences = await nextSequences(transaction, shares);
  const payloads = pack(shares.map(({ payload }) => payload));
  await transaction.query({
    name: 'insert-outbox',
    text: `INSERT INTO outbox (id, recipient, lane, child_id, sequence, record_id, submission_id, feed_id, event_id, superseded_by, event, event_time, payload, replaces)
           SELECT q.id, q.recipient, q.lane, q.child_id, q.sequence, q.record_id, q.submission_id, q.feed_id, q.event_id, q.superseded_by, q.event, $11,
                  substring($12::bytea FROM q.start FOR q.length), q.replaces
           FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::text[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[],
                       $13::int[], $14::int[], $15::text[], $16::text[])
             AS q (id, recipient, lane, child_id, sequence, record_id, submission_id, feed_id, event_id, superseded_by, start, length, event, replaces)`,
    values: [
      arrayOf(shares.map((_, index) => first + index)),
      arrayOf(shares.map(({ recipient }) => recipient)),
      arrayOf(shares.map(({ childId }) => laneOf(childId))),
      arrayOf(shares.map(({ childId }) => childId)),
      arrayOf(sequences),
      arrayOf(shares.map(({ recordId }) => recordId)),
      arrayOf(shares.map(({ submissionId }) => submissionId)),
      arrayOf(shares.map(({ feedId }) => feedId)),
      arrayOf(shares.map(({ eventId }) => eventId)),
      arrayOf(shares.map(({ supersededBy }) => supersededBy ?? null)),
      at,
      payloads.bytes,
      arrayOf(payloads.starts),
      arrayOf(payloads.lengths),
      arrayOf(shares.map(({ event }) => event)),
      arrayOf(shares.map(({ replaces }) => replaces ?? null)),
    ],
  });
}

function laneOf(childId: string): number {
  return (createHash('sha256').update(childId).digest()[0] ?? 0) % LANES;
}

async function allocate(transaction: Transaction, count: number): Promise<number> {
  const { rows } = await transaction.query<{ last: string }>({
    name: 'allocate-outbox',
    text: `UPDATE ledger SET last_outbox = last_outbox + $1 RETURNING last_outbox AS last, pg_notify('${WAKE_CHANNEL}', '')`,
    values: [count],
  });
  return Number(rows[0]?.last) - count + 1;
}

/** The sequence of a (recipient, child) has no gaps: it moves with the rows, in one transaction, and a rollback takes it back. */
async function nextSequences(transaction: Transaction, shares: readonly Share[]): Promise<readonly number[]> {
  const counts = new Map<string, { recipient: string; childId: string; count: number }>();
  for (const { recipient, childId } of shares) {
    const key = `${recipient} ${childId}`;
    const present = counts.get(key) ?? { recipient, childId, count: 0 };
    counts.set(key, { ...present, count: present.count + 1 });
  }
  const groups = [...counts.values()];
  const { rows } = await transaction.query<{ recipient: string; child_id: string; last: string }>({
    name: 'next-sequences',
    text: `INSERT INTO delivery_sequences AS s (recipient, child_id, last)
           SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
           ON CONFLICT (recipient, child_id) DO UPDATE SET last = s.last + excluded.last
           RETURNING recipient, child_id, last`,
    values: [
      arrayOf(groups.map(({ recipient }) => recipient)),
      arrayOf(groups.map(({ childId }) => childId)),
      arrayOf(groups.map(({ count }) => count)),
    ],
  });
  const next = new Map(
    rows.map(({ recipient, child_id, last }) => {
      const key = `${recipient} ${child_id}`;
      return [key, Number(last) - (counts.get(key)?.count ?? 0) + 1];
    }),
  );
  return shares.map(({ recipient, childId }) => {
    const key = `${recipient} ${childId}`;
    const own = next.get(key) ?? 1;
    next.set(key, own + 1);
    return own;
  });
}
