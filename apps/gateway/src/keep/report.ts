import type { PoolClient } from 'pg';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { RetentionConfig } from '../config/retention.js';

type Session = Pick<PoolClient, 'query'>;

/** Who is held, why, and for how long: by counts, ids and configured words only. */
export interface KeptReport {
  readonly children: { readonly kept: number; readonly underLegalHold: number };
  readonly feeds: readonly KeptOfFeed[];
  readonly overdue: readonly Overdue[];
  readonly lastRun?: { readonly startedAt: Date; readonly completedAt?: Date; readonly removed: Readonly<Record<string, number>> };
}

interface KeptOfFeed {
  readonly feedId: string;
  /** Of the feed's agreement; absent when the feed is configured no more. */
  readonly agency?: string;
  readonly agreement?: string;
  readonly purpose?: string;
  readonly children: number;
  readonly records: number;
  /** Records whose content is kept too. */
  readonly withContent: number;
  /** Records held for want of an agreement in force: kept until a person decides. */
  readonly held: number;
  readonly oldest: Date;
  /** When the last of them will be due. */
  readonly until: Date;
}

export interface Overdue {
  readonly what: string;
  readonly words: string;
  readonly days: number;
  readonly before: Date;
  readonly count: number;
}

const DAY_MS = 86_400_000;

/** What is older than its keep period; what waits for a person (held, unsent, legal hold) is in it too, for it is kept longer than was said. */
const DUE: readonly { readonly what: string; readonly words: string; readonly days: keyof RetentionConfig; readonly count: string }[] = [
  {
    what: 'bodies',
    words: 'bodies as they were received',
    days: 'bodiesDays',
    count: 'submissions WHERE body IS NOT NULL AND received_at < $1',
  },
  {
    what: 'contents',
    words: 'contents of records',
    days: 'bodiesDays',
    count: 'records WHERE octet_length(payload) > 0 AND received_at < $1',
  },
  { what: 'sent', words: 'sent rows of the outbox', days: 'sentDays', count: 'outbox WHERE sent_at < $1' },
  { what: 'dead-letters', words: 'dead letters', days: 'deadLettersDays', count: "dead_letters WHERE state = 'open' AND at < $1" },
  { what: 'records', words: 'child records', days: 'recordsDays', count: 'records WHERE received_at < $1' },
  { what: 'audit', words: 'audit rows', days: 'auditDays', count: 'audit WHERE at < $1' },
];

export async function reportKept(session: Session, { feeds, agreements, retention }: GatewayConfig, now: Date): Promise<KeptReport> {
  const { rows: children } = await session.query<{ kept: number; held: number }>(
    `SELECT (SELECT count(*)::int FROM children) AS kept,
            (SELECT count(DISTINCT c)::int FROM (
               SELECT child_id AS c FROM legal_holds WHERE released_at IS NULL AND child_id IS NOT NULL
               UNION SELECT r.child_id FROM legal_holds h JOIN records r USING (submission_id) WHERE h.released_at IS NULL) AS q) AS held`,
  );
  const { rows } = await session.query<FeedRow>(
    `SELECT feed_id, count(DISTINCT child_id)::int AS children, count(*)::int AS records, count(*) FILTER (WHERE octet_length(payload) > 0)::int AS content,
            count(*) FILTER (WHERE state = 'held')::int AS held, min(received_at) AS oldest, max(received_at) AS newest
     FROM records GROUP BY feed_id ORDER BY feed_id`,
  );
  const lastRun = await lastRunOf(session);
  return {
    children: { kept: children[0]?.kept ?? 0, underLegalHold: children[0]?.held ?? 0 },
    feeds: rows.map((row) => {
      const feed = feeds.find(({ id }) => id === row.feed_id);
      const purpose = agreements.find(({ id }) => id === feed?.agreement)?.purpose;
      return {
        feedId: row.feed_id,
        ...(feed === undefined ? {} : { agency: feed.agency, agreement: feed.agreement }),
        ...(purpose === undefined ? {} : { purpose }),
        children: row.children,
        records: row.records,
        withContent: row.content,
        held: row.held,
        oldest: row.oldest,
        until: new Date(row.newest.getTime() + retention.recordsDays * DAY_MS),
      };
    }),
    overdue: await overdueOf(session, retention, now),
    ...(lastRun === undefined ? {} : { lastRun }),
  };
}

interface FeedRow {
  readonly feed_id: string;
  readonly children: number;
  readonly records: number;
  readonly content: number;
  readonly held: number;
  readonly oldest: Date;
  readonly newest: Date;
}

async function overdueOf(session: Session, retention: RetentionConfig, now: Date): Promise<readonly Overdue[]> {
  const found: Overdue[] = [];
  for (const { what, words, days, count } of DUE) {
    const before = new Date(now.getTime() - retention[days] * DAY_MS);
    const { rows } = await session.query<{ count: string }>(`SELECT count(*) AS count FROM ${count}`, [before]);
    found.push({ what, words, days: retention[days], before, count: Number(rows[0]?.count ?? 0) });
  }
  return found;
}

async function lastRunOf(session: Session): Promise<KeptReport['lastRun']> {
  const { rows } = await session.query<{ started_at: Date; completed_at: Date | null; removed: Record<string, number> }>(
    'SELECT started_at, completed_at, removed FROM retention_runs ORDER BY run_id DESC LIMIT 1',
  );
  const [run] = rows;
  if (run === undefined) return undefined;
  return { startedAt: run.started_at, ...(run.completed_at === null ? {} : { completedAt: run.completed_at }), removed: run.removed };
}
