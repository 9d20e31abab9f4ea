import type { Pool } from 'pg';
import type { KeyRing } from '../../security/keys/key-ring.js';

/** Which versions a poll has handed over of late, so that what its overlap finds once more is not handed over once more. */
export interface HandedOver {
  /** What a version is known by: the version itself may hold an NHS number. */
  hashOf(feedId: string, version: string): string;
  /** @param scope the search, by a name without anything personal in it */
  read(feedId: string, scope: string): Promise<ReadonlyMap<string, Date>>;
  /** Durable when it resolves. */
  add(feedId: string, scope: string, versions: ReadonlyMap<string, Date>): Promise<void>;
  forgetBefore(feedId: string, scope: string, moment: Date): Promise<void>;
}

export function postgresHandedOver(pool: Pool, ring: KeyRing): HandedOver {
  return {
    hashOf: (feedId, version) => ring.lookup(['handed over', feedId, version]).toString('hex'),
    async read(feedId, scope) {
      const { rows } = await pool.query<{ version_hash: Buffer; changed_at: Date }>(
        'SELECT version_hash, changed_at FROM feed_handed_over WHERE feed_id = $1 AND scope = $2 ORDER BY changed_at',
        [feedId, scope],
      );
      return new Map(rows.map(({ version_hash: hash, changed_at: changedAt }) => [hash.toString('hex'), changedAt]));
    },
    async add(feedId, scope, versions) {
      await pool.query(
        `INSERT INTO feed_handed_over (feed_id, scope, version_hash, changed_at)
         SELECT $1, $2, decode(v.hash, 'hex'), v.changed_at FROM unnest($3::text[], $4::timestamptz[]) AS v (hash, changed_at)
         ON CONFLICT DO NOTHING`,
        [feedId, scope, [...versions.keys()], [...versions.values()]],
      );
    },
    async forgetBefore(feedId, scope, moment) {
      await pool.query('DELETE FROM feed_handed_over WHERE feed_id = $1 AND scope = $2 AND changed_at < $3', [feedId, scope, moment]);
    },
  };
}
