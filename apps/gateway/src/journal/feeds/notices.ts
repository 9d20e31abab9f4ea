import type { Pool } from 'pg';
import { seal, unseal } from '../../security/keys/envelope.js';
import type { KeyRing } from '../../security/keys/key-ring.js';

/** What notifications asked to fetch and has not been fetched yet, durable. */
export interface Notices {
  /** Durable when it resolves. The same reference again asks once more, also while it is being fetched. */
  add(feedId: string, references: readonly string[]): Promise<void>;
  /** Oldest first. */
  waiting(feedId: string, limit: number): Promise<readonly Notice[]>;
  /** It has been fetched; unless it was asked for again meanwhile, it is forgotten. */
  done(feedId: string, notice: Notice): Promise<void>;
}

/** One thing to fetch. */
export interface Notice {
  /** Relative or absolute; empty: something changed, and the notification did not say what. Never logged: it may hold an NHS number. */
  readonly reference: string;
  readonly hash: Buffer;
  /** How often it was asked for. */
  readonly told: number;
}

export function postgresNotices(pool: Pool, ring: KeyRing): Notices {
  return {
    async add(feedId, references) {
      const sealed = [...new Set(references)].map((reference) => {
        const { key, wrapped } = ring.newDataKey(noticeContext(feedId));
        const hash = ring.lookup(['notice', feedId, reference]);
        return { hash, wrapped, reference: seal(key, Buffer.from(reference, 'utf8'), noticeContext(feedId)) };
      });
      await pool.query(
        `INSERT INTO feed_notices AS n (feed_id, reference_hash, data_key, reference, first_told_at)
         SELECT $1, s.hash, s.wrapped, s.reference, now() FROM unnest($2::bytea[], $3::bytea[], $4::bytea[]) AS s (hash, wrapped, reference)
         ON CONFLICT (feed_id, reference_hash) DO UPDATE SET told = n.told + 1`,
        [feedId, sealed.map(({ hash }) => hash), sealed.map(({ wrapped }) => wrapped), sealed.map(({ reference }) => reference)],
      );
    },
    async waiting(feedId, limit) {
      const { rows } = await pool.query<NoticeRow>(
        'SELECT reference_hash, data_key, reference, told FROM feed_notices WHERE feed_id = $1 ORDER BY first_told_at LIMIT $2',
        [feedId, limit],
      );
      return rows.map(({ reference_hash: hash, data_key: wrapped, reference, told }) => {
        const key = ring.openDataKey(wrapped, noticeContext(feedId));
        return { hash, told, reference: unseal(key, reference, noticeContext(feedId)).toString('utf8') };
      });
    },
    async done(feedId, { hash, told }) {
      await pool.query('DELETE FROM feed_notices WHERE feed_id = $1 AND reference_hash = $2 AND told = $3', [feedId, hash, told]);
    },
  };
}

interface NoticeRow {
  readonly reference_hash: Buffer;
  readonly data_key: Buffer;
  readonly reference: Buffer;
  readonly told: number;
}

/** What a sealed reference is bound to. */
function noticeContext(feedId: string): string {
  return `notice ${feedId}`;
}
