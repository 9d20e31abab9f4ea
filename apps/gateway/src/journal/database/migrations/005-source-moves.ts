import type { Migration } from './migration.js';

/**
 * A source record belongs to one child at a time: what is needed to take a record back from a child whom its source has left. Recipients are
 * on the record itself, for the rows of the outbox go sooner.
 */
export const sourceMoves: Migration = {
  version: 5,
  name: 'source-moves',
  sql: `
ALTER TABLE records
  ADD COLUMN late boolean NOT NULL DEFAULT false,
  ADD COLUMN occurrence integer NOT NULL DEFAULT 0,
  ADD COLUMN shared_with text[] NOT NULL DEFAULT '{}',
  ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE outbox ADD COLUMN event text NOT NULL DEFAULT 'record' CHECK (event IN ('record', 'withdrawal'));

UPDATE records r SET occurrence = q.before, shared_with = q.recipients
FROM (SELECT n.id, row_number() OVER (PARTITION BY n.statement_key ORDER BY n.id) - 1 AS before,
             ARRAY(SELECT o.recipient FROM outbox o WHERE o.record_id = n.record_id ORDER BY o.id) AS recipients FROM records n) AS q
WHERE q.id = r.id;
UPDATE records r SET late = true
WHERE r.version_kind IS NOT NULL AND EXISTS (SELECT 1 FROM records n WHERE n.source_key = r.source_key AND n.version_kind = r.version_kind
                                             AND n.version_order > r.version_order AND n.id < r.id);
`,
};
