import type { Pool } from 'pg';
import { unseal } from '../security/keys/envelope.js';
import type { KeyRing } from '../security/keys/key-ring.js';
import { correctionContext } from './ask-replay.js';
import type { Correction, ItemResult, Replay, ReplayItem, ReplayMapping, ReplaySummary } from './replay.js';

/** Items on one page of a receipt. */
const PAGE = 1_000;

interface ReplayRow {
  readonly replay_id: string;
  readonly asked_at: Date;
  readonly asked_by: string;
  readonly reason: string | null;
  readonly mapping: ReplayMapping;
  readonly completed_at: Date | null;
}

/** The receipt as it stands now, a page of its items; undefined when there is no such replay. */
export async function readReplay(pool: Pool, id: string, from = 1): Promise<Replay | undefined> {
  const { rows } = await pool.query<ReplayRow>(
    'SELECT replay_id, asked_at, asked_by, reason, mapping, completed_at FROM replays WHERE replay_id = $1',
    [id],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const items = await readItems(pool, id, 'item >= $2 ORDER BY item LIMIT $3', [from, PAGE + 1]);
  const next = items[PAGE]?.item;
  return {
    id,
    status: row.completed_at === null ? 'working' : 'complete',
    mapping: row.mapping,
    by: { actor: row.asked_by, ...(row.reason === null ? {} : { reason: row.reason }) },
    askedAt: row.asked_at,
    ...(row.completed_at === null ? {} : { completedAt: row.completed_at }),
    summary: await summaryOf(pool, id),
    items: items.slice(0, PAGE),
    ...(next === undefined ? {} : { next }),
  };
}

/** Ids of the replays that have not come to their end, oldest first. */
export async function unfinishedReplays(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ replay_id: string }>(
    'SELECT replay_id FROM replays WHERE completed_at IS NULL ORDER BY asked_at, replay_id',
  );
  return rows.map(({ replay_id }) => replay_id);
}

/** The next items that wait, in order. */
export function waitingItems(pool: Pool, id: string, limit: number): Promise<readonly ReplayItem[]> {
  return readItems(pool, id, 'outcome IS NULL ORDER BY item LIMIT $2', [limit]);
}

/** The corrected body that came with a replay, opened. */
export async function readCorrection(pool: Pool, ring: KeyRing, id: string): Promise<Correction | undefined> {
  const { rows } = await pool.query<{ data_key: Buffer | null; envelope: Buffer | null; body: Buffer | null }>(
    'SELECT data_key, envelope, body FROM replays WHERE replay_id = $1',
    [id],
  );
  const { data_key: wrapped = null, envelope = null, body = null } = rows[0] ?? {};
  if (wrapped === null || envelope === null || body === null) return undefined;
  const key = ring.openDataKey(wrapped, correctionContext(id));
  const { mediaType } = JSON.parse(unseal(key, envelope, correctionContext(id)).toString('utf8')) as { readonly mediaType: string };
  return { mediaType, bytes: unseal(key, body, correctionContext(id)) };
}

interface ItemRow {
  readonly item: number;
  readonly dead_letter_id: string;
  readonly outcome: ItemResult['outcome'] | null;
  readonly code: string | null;
  readonly submission_id: string | null;
}

async function readItems(pool: Pool, id: string, which: string, values: readonly unknown[]): Promise<readonly ReplayItem[]> {
  const { rows } = await pool.query<ItemRow>(
    `SELECT item, dead_letter_id, outcome, code, submission_id FROM replay_items WHERE replay_id = $1 AND ${which}`,
    [id, ...values],
  );
  return rows.map(({ item, dead_letter_id, outcome, code, submission_id }) => ({
    item,
    deadLetterId: Number(dead_letter_id),
    ...(outcome === null
      ? {}
      : { result: { outcome, code: code ?? 'unknown', ...(submission_id === null ? {} : { submissionId: submission_id }) } }),
  }));
}

async function summaryOf(pool: Pool, id: string): Promise<ReplaySummary> {
  const { rows } = await pool.query<{ outcome: ItemResult['outcome'] | null; count: number }>(
    'SELECT outcome, count(*)::int AS count FROM replay_items WHERE replay_id = $1 GROUP BY outcome',
    [id],
  );
  const count = (outcome: ItemResult['outcome'] | null): number => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return {
    items: rows.reduce((sum, row) => sum + row.count, 0),
    waiting: count(null),
    replayed: count('replayed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    notPossible: count('not-possible'),
  };
}
