import type { Transaction } from '../journal/database/transaction.js';

/** What is removed, in this order: what points at something goes before it. */
export const REMOVED = [
  'bodies',
  'contents',
  'sent',
  'dead-letters-open',
  'dead-letters',
  'refused',
  'replays',
  'records',
  'children',
  'receipts',
  'audit',
] as const;
export type Removed = (typeof REMOVED)[number];

/** A batch of one kind: what was removed, and where the next batch goes on; undefined when nothing more is due. */
export interface Batch {
  readonly removed: Partial<Record<Removed, number>>;
  readonly next: string | undefined;
}

export interface Removal {
  readonly kind: Removed;
  /** Rows looked at in one transaction: small, because intake waits for it at the turnstile. */
  readonly rows: number;
  remove(transaction: Transaction, asked: Asked): Promise<Batch>;
}

export interface Asked {
  /** What is older is due. */
  readonly before: Date;
  /** Where the batch before ended; '0' for the first. */
  readonly after: string;
  readonly rows: number;
}

/** Submissions under a legal hold, or with a record of a child who is. */
const HELD = `
  held AS MATERIALIZED (
    SELECT submission_id FROM legal_holds WHERE released_at IS NULL AND submission_id IS NOT NULL
    UNION SELECT r.submission_id FROM legal_holds h JOIN records r ON r.child_id = h.child_id WHERE h.released_at IS NULL)`;
/** Whether a row with a submission and a child may go. */
const FREE = (row: string): string => `
  NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.released_at IS NULL AND (h.child_id = ${row}.child_id OR h.submission_id = ${row}.submission_id))`;
const NO_OPEN_LETTER = (row: string): string =>
  `NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.submission_id = ${row}.submission_id AND d.state = 'open')`;

/** Rows that are found by an index of their own: a batch is what is due now, and there is another while it is full. */
function byIndex(kind: Removed, text: string): Removal {
  return {
    kind,
    rows: 250,
    async remove(transaction, { before, rows }) {
      const { rowCount } = await transaction.query({ name: `remove-${kind}`, text, values: [before, rows] });
      const count = rowCount ?? 0;
      return { removed: { [kind]: count }, next: count < rows ? undefined : '0' };
    },
  };
}

export const bodies = byIndex(
  'bodies',
  `WITH ${HELD}, due AS (
     SELECT s.submission_id FROM submissions s
     WHERE s.body IS NOT NULL AND s.received_at < $1 AND s.status = 'complete'
       AND NOT EXISTS (SELECT 1 FROM held WHERE held.submission_id = s.submission_id) AND ${NO_OPEN_LETTER('s')}
     ORDER BY s.received_at LIMIT $2)
   UPDATE submissions s SET body = NULL FROM due WHERE s.submission_id = due.submission_id`,
);

/** What a record says goes with the bytes it was read from; that it was there stays. What is held for want of an agreement is kept whole. */
export const contents = byIndex(
  'contents',
  `WITH due AS (
     SELECT r.id FROM records r
     WHERE octet_length(r.payload) > 0 AND r.received_at < $1 AND r.state <> 'held' AND ${FREE('r')} ORDER BY r.id LIMIT $2)
   UPDATE records r SET payload = '' FROM due WHERE r.id = due.id`,
);

/** In the order of their ids, page by page, up to the first page that is not all due. */
export const sent: Removal = {
  kind: 'sent',
  rows: 500,
  async remove(transaction, { before, after, rows }) {
    const { rows: found } = await transaction.query<{ last: string | null; seen: number; removed: number }>({
      name: 'remove-sent',
      text: `WITH page AS (SELECT o.id, o.event_time, o.sent_at, o.child_id, o.submission_id FROM outbox o WHERE o.id > $3 ORDER BY o.id LIMIT $2),
                  due AS (SELECT * FROM page WHERE event_time < $1),
                  gone AS (DELETE FROM outbox o USING due WHERE o.id = due.id AND due.sent_at < $1 AND ${FREE('due')} RETURNING o.id)
             SELECT (SELECT max(id) FROM due) AS last, (SELECT count(*)::int FROM due) AS seen, (SELECT count(*)::int FROM gone) AS removed`,
      values: [before, rows, after],
    });
    const [page] = found;
    const full = page !== undefined && page.seen === rows;
    return { removed: { sent: page?.removed ?? 0 }, next: full ? (page.last ?? undefined) : undefined };
  },
};

/** Nobody has replayed it in time: it is closed, which is counted and told, and its content goes. Its row says that it was never published. */
export const openLetters = byIndex(
  'dead-letters-open',
  `WITH ${HELD}, due AS (
     SELECT d.id, d.outbox_id FROM dead_letters d
     WHERE d.state = 'open' AND d.at < $1 AND NOT EXISTS (SELECT 1 FROM held WHERE held.submission_id = d.submission_id)
     ORDER BY d.id LIMIT $2),
   emptied AS (UPDATE outbox o SET payload = '' FROM due WHERE o.id = due.outbox_id AND o.dead_at IS NOT NULL)
   UPDATE dead_letters d SET state = 'discarded', closed_at = now() FROM due WHERE d.id = due.id`,
);

/** Bodies of submissions that were refused whole, once no dead letter of theirs is open. */
export const refusedBodies = byIndex(
  'refused',
  `WITH due AS (
     SELECT f.submission_id FROM refused_submissions f
     WHERE f.received_at < $1 AND ${NO_OPEN_LETTER('f')}
       AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.submission_id = f.submission_id AND h.released_at IS NULL)
     ORDER BY f.received_at LIMIT $2),
   spools_gone AS (DELETE FROM spools s USING due WHERE s.submission_id = due.submission_id),
   parts_gone AS (DELETE FROM spool_parts p USING due WHERE p.submission_id = due.submission_id)
   DELETE FROM refused_submissions f USING due WHERE f.submission_id = due.submission_id`,
);

export const replays = byIndex(
  'replays',
  `WITH due AS (SELECT r.replay_id FROM replays r WHERE r.completed_at < $1 ORDER BY r.completed_at LIMIT $2),
   items_gone AS (DELETE FROM replay_items i USING due WHERE i.replay_id = due.replay_id)
   DELETE FROM replays r USING due WHERE r.replay_id = due.replay_id`,
);

/** One whose child has had no record since is kept, by ids and code, until the next one can say that it is preceded by a dead letter. */
export const closedLetters = byIndex(
  'dead-letters',
  `WITH due AS (
     SELECT d.id FROM dead_letters d WHERE d.state <> 'open' AND d.closed_at < $1 AND (d.announced OR d.recipient IS NULL) ORDER BY d.id LIMIT $2)
   DELETE FROM dead_letters d USING due WHERE d.id = due.id`,
);
