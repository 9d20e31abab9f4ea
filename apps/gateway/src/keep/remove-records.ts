import { arrayOf } from '../journal/database/array-literal.js';
import type { Transaction } from '../journal/database/transaction.js';
import type { Removal } from './removals.js';

interface Page {
  readonly last: string | null;
  readonly seen: number;
  readonly records: readonly string[];
  readonly children: readonly string[];
}

/** Whether a row of the outbox `o` is of use: all but what was given up, of which only ids are left. */
const ANY_USE = '(o.dead_at IS NULL OR octet_length(o.payload) > 0)';

/**
 * Records in the order of their acceptance, and with the last record of a child the child, with identifiers and sequences: nothing was said of
 * it for so long. Never what is held for want of an agreement, what is still in the outbox (unsent, or a dead letter), or under a legal hold.
 */
export const records: Removal = {
  kind: 'records',
  rows: 250,
  async remove(transaction, { before, after, rows }) {
    const { rows: found } = await transaction.query<Page>({
      name: 'remove-records',
      text: `WITH page AS (SELECT r.id, r.record_id, r.child_id, r.submission_id, r.received_at, r.state FROM records r WHERE r.id > $3 ORDER BY r.id LIMIT $2),
                  due AS (SELECT * FROM page WHERE received_at < $1),
                  gone AS (DELETE FROM records r USING due WHERE r.id = due.id AND due.state <> 'held'
                           AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.record_id = due.record_id AND ${ANY_USE})
                           AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.released_at IS NULL
                                           AND (h.child_id = due.child_id OR h.submission_id = due.submission_id))
                           RETURNING r.record_id, r.child_id)
             SELECT (SELECT max(id) FROM due) AS last, (SELECT count(*)::int FROM due) AS seen,
                    ARRAY(SELECT record_id FROM gone) AS records, ARRAY(SELECT DISTINCT child_id FROM gone) AS children`,
      values: [before, rows, after],
    });
    const [page] = found;
    if (page === undefined) return { removed: {}, next: undefined };
    await transaction.query({
      name: 'remove-reviews',
      text: 'DELETE FROM match_reviews WHERE record_id = ANY ($1::text[])',
      values: [arrayOf(page.records)],
    });
    await transaction.query({
      name: 'remove-given-up',
      text: 'DELETE FROM outbox WHERE record_id = ANY ($1::text[])',
      values: [arrayOf(page.records)],
    });
    const children = await removeChildren(transaction, page.children);
    return { removed: { records: page.records.length, children }, next: page.seen === rows ? (page.last ?? undefined) : undefined };
  },
};

async function removeChildren(transaction: Transaction, candidates: readonly string[]): Promise<number> {
  if (candidates.length === 0) return 0;
  const { rows } = await transaction.query<{ child_id: string }>({
    name: 'remove-children',
    text: `DELETE FROM children c WHERE c.child_id = ANY ($1::text[]) AND NOT EXISTS (SELECT 1 FROM records r WHERE r.child_id = c.child_id)
           AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.child_id = c.child_id AND h.released_at IS NULL) RETURNING c.child_id`,
    values: [arrayOf(candidates)],
  });
  const gone = arrayOf(rows.map(({ child_id }) => child_id));
  const of = (name: string, table: string) => ({ name, text: `DELETE FROM ${table} WHERE child_id = ANY ($1::text[])`, values: [gone] });
  await transaction.query(of('remove-identifiers', 'child_identifiers'));
  await transaction.query(of('remove-sequences', 'delivery_sequences'));
  return rows.length;
}

/** Submissions none of whose records are left, with their receipts and whatever was kept of their bytes. */
export const receipts: Removal = {
  kind: 'receipts',
  rows: 250,
  async remove(transaction, { before, rows }) {
    const { rows: gone } = await transaction.query<{ submission_id: string }>({
      name: 'remove-submissions',
      text: `WITH due AS (
               SELECT s.submission_id FROM submissions s
               WHERE s.received_at < $1 AND s.status = 'complete'
                 AND NOT EXISTS (SELECT 1 FROM records r WHERE r.submission_id = s.submission_id)
                 AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.submission_id = s.submission_id AND h.released_at IS NULL)
                 AND NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.submission_id = s.submission_id)
               ORDER BY s.received_at LIMIT $2)
             DELETE FROM submissions s USING due WHERE s.submission_id = due.submission_id RETURNING s.submission_id`,
      values: [before, rows],
    });
    const ids = arrayOf(gone.map(({ submission_id }) => submission_id));
    for (const table of ['receipt_parts', 'spool_parts', 'spools']) {
      await transaction.query({
        name: `remove-${table}`,
        text: `DELETE FROM ${table} WHERE submission_id = ANY ($1::uuid[])`,
        values: [ids],
      });
    }
    return { removed: { receipts: gone.length }, next: gone.length < rows ? undefined : '0' };
  },
};
