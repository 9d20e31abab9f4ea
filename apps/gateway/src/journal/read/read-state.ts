import type { Pool } from 'pg';
import { LANES } from '../commit/write-outbox.js';
import { unavailable } from '../database/database-fault.js';
import { COUNTED_UP_TO, type DeadLetterStage, type JournalState } from '../journal.js';

/**
 * How the journal stands. It costs about the same whatever waits: counting stops at a limit, and what is oldest is found by index, so that
 * a large backlog never looks like a database that does not answer.
 */
export async function readState(pool: Pool, limit = COUNTED_UP_TO): Promise<JournalState> {
  const { rows: backlog } = await pool
    .query<{ recipient: string; unsent: number; oldest: Date }>({ name: 'read-backlog', text: BACKLOG, values: [limit, LANES] })
    .catch(unavailable);
  const { rows } = await pool.query<StateRow>({ name: 'read-state', text: STATE, values: [limit] }).catch(unavailable);
  const { rows: letters } = await pool
    .query<{ stage: DeadLetterStage; count: number; oldest: Date }>({ name: 'read-dead-letters', text: LETTERS, values: [limit] })
    .catch(unavailable);
  const [state] = rows;
  return {
    recipients: backlog.map(({ recipient, unsent, oldest }) => ({ recipient, unsent, oldestUnsentAt: oldest })),
    held: state?.held ?? 0,
    ...(state === undefined || state.oldest_held === null ? {} : { oldestHeldAt: state.oldest_held }),
    unfinished: state?.unfinished ?? 0,
    deadLetters: letters.map(({ stage, count, oldest }) => ({ stage, count, oldestAt: oldest })),
  };
}

const UNSENT = 'o.sent_at IS NULL AND o.dead_at IS NULL';

/** Recipients one after another by index, of each at most so many rows, and the first row of each of its lanes. */
const BACKLOG = `
  WITH RECURSIVE waiting AS (
    (SELECT o.recipient FROM outbox o WHERE ${UNSENT} ORDER BY o.recipient LIMIT 1)
    UNION ALL
    SELECT (SELECT o.recipient FROM outbox o WHERE o.recipient > w.recipient AND ${UNSENT} ORDER BY o.recipient LIMIT 1)
    FROM waiting w WHERE w.recipient IS NOT NULL)
  SELECT w.recipient,
         (SELECT count(*)::int FROM (SELECT 1 FROM outbox o WHERE o.recipient = w.recipient AND ${UNSENT} LIMIT $1) AS counted) AS unsent,
         (SELECT min(first.event_time) FROM generate_series(0, $2::int - 1) AS l (lane)
          CROSS JOIN LATERAL (SELECT o.event_time FROM outbox o WHERE o.recipient = w.recipient AND o.lane = l.lane::smallint AND ${UNSENT}
                              ORDER BY o.id LIMIT 1) AS first) AS oldest
  FROM waiting w WHERE w.recipient IS NOT NULL`;

interface StateRow {
  readonly held: number;
  readonly oldest_held: Date | null;
  readonly unfinished: number;
}

const STATE = `
  SELECT (SELECT count(*)::int FROM (SELECT 1 FROM records WHERE state = 'held' LIMIT $1) AS counted) AS held,
         (SELECT received_at FROM records WHERE state = 'held' ORDER BY id LIMIT 1) AS oldest_held,
         (SELECT count(*)::int FROM (SELECT 1 FROM submissions WHERE status <> 'complete' LIMIT $1) AS counted) AS unfinished`;

/** Of each stage at most so many, and the first of them by index. */
const LETTERS = `
  SELECT s.stage, c.count, f.at AS oldest FROM unnest(ARRAY['intake', 'prepare', 'publish']) AS s (stage)
  CROSS JOIN LATERAL (SELECT d.at FROM dead_letters d WHERE d.state = 'open' AND d.stage = s.stage ORDER BY d.id LIMIT 1) AS f
  CROSS JOIN LATERAL (SELECT count(*)::int FROM (SELECT 1 FROM dead_letters d WHERE d.state = 'open' AND d.stage = s.stage LIMIT $1) AS counted) AS c`;
