import type { Pool } from 'pg';
import { arrayOf } from '../journal/database/array-literal.js';
import type { Delivered, Lease } from './outbox.js';

interface Waiting {
  readonly lease: Lease;
  readonly deliveries: readonly Delivered[];
  readonly resolve: (marked: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Marks delivered rows. Lanes end together, with the delivery reports of one poll; what has gathered while one statement ran goes into the
 * next, so that a batch of sixteen lanes costs two transactions, and two flushes of the log, instead of sixteen. Each lane keeps its own answer.
 */
export class SentMarks {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly pool: Pool) {}

  /** @returns false when the lease has passed to another instance: nothing of this lane was marked */
  mark(lease: Lease, deliveries: readonly Delivered[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ lease, deliveries, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.pass(this.waiting.splice(0));
    this.running = false;
  }

  /** Never rejects: every caller hears its own answer. */
  private async pass(lanes: readonly Waiting[]): Promise<void> {
    try {
      const marked = await markSent(this.pool, lanes);
      for (const { lease, deliveries, resolve } of lanes) resolve(marked.get(placeOf(lease)) === deliveries.length);
    } catch (error) {
      for (const { reject } of lanes) reject(error);
    }
  }
}

/** How many rows of each lane were marked; a lane whose epoch has passed is not in it. */
async function markSent(pool: Pool, lanes: readonly Pick<Waiting, 'lease' | 'deliveries'>[]): Promise<ReadonlyMap<string, number>> {
  const sent = lanes.flatMap(({ lease, deliveries }) => deliveries.map((delivered) => ({ lease, delivered })));
  const { rows } = await pool.query<{ recipient: string; lane: number; marked: number }>({
    name: 'mark-sent',
    text: `WITH sent AS (
             UPDATE outbox o SET sent_at = now(), sent_partition = q.partition, sent_offset = q.sent_offset
             FROM unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[], $5::smallint[], $6::bigint[])
                    AS q (id, partition, sent_offset, recipient, lane, epoch)
             JOIN lanes l ON l.recipient = q.recipient AND l.lane = q.lane AND l.epoch = q.epoch
             WHERE o.id = q.id RETURNING o.id, q.recipient, q.lane),
           announced AS (
             UPDATE dead_letters d SET announced = true FROM sent JOIN outbox o USING (id)
             WHERE o.id = ANY ($7::bigint[]) AND d.recipient = o.recipient AND d.child_id = o.child_id AND d.sequence < o.sequence AND NOT d.announced)
           SELECT recipient, lane, count(*)::int AS marked FROM sent GROUP BY recipient, lane`,
    values: [
      arrayOf(sent.map(({ delivered }) => delivered.row.id)),
      arrayOf(sent.map(({ delivered }) => delivered.partition)),
      arrayOf(sent.map(({ delivered }) => delivered.offset)),
      arrayOf(sent.map(({ lease }) => lease.recipient)),
      arrayOf(sent.map(({ lease }) => lease.lane)),
      arrayOf(sent.map(({ lease }) => lease.epoch)),
      arrayOf(sent.filter(({ delivered }) => delivered.row.precededByDeadLetter).map(({ delivered }) => delivered.row.id)),
    ],
  });
  return new Map(rows.map(({ recipient, lane, marked }) => [placeOf({ recipient, lane }), marked]));
}

function placeOf({ recipient, lane }: Pick<Lease, 'recipient' | 'lane'>): string {
  return `${recipient} ${String(lane)}`;
}
