import type { Migration } from './migration.js';

/**
 * What retention works with: legal holds, its runs, where the audit chain now begins, and the ways to find what is old. Tables whose rows change
 * or go are vacuumed by count rather than by share, so that a large table is not left to grow by a fifth first.
 */
export const retentionTables: Migration = {
  version: 4,
  name: 'retention',
  sql: `
CREATE TABLE legal_holds (
  hold_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  submission_id uuid,
  child_id text,
  reason text NOT NULL,
  placed_by text NOT NULL,
  placed_at timestamptz NOT NULL,
  released_by text,
  released_at timestamptz,
  CHECK ((submission_id IS NULL) <> (child_id IS NULL))
);
CREATE UNIQUE INDEX legal_holds_submission ON legal_holds (submission_id) WHERE released_at IS NULL AND submission_id IS NOT NULL;
CREATE UNIQUE INDEX legal_holds_child ON legal_holds (child_id) WHERE released_at IS NULL AND child_id IS NOT NULL;
CREATE TABLE retention_runs (
  run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL,
  completed_at timestamptz,
  removed jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE audit_cut (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  hash bytea NOT NULL
);

CREATE INDEX submissions_received ON submissions (received_at);
CREATE INDEX submissions_body ON submissions (received_at) WHERE body IS NOT NULL;
CREATE INDEX records_content ON records (id) WHERE octet_length(payload) > 0;
CREATE INDEX records_child ON records (child_id, id);
CREATE INDEX delivery_sequences_child ON delivery_sequences (child_id);

ALTER TABLE ledger SET (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ALTER TABLE lanes SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
ALTER TABLE feed_duties SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ALTER TABLE feed_checkpoints SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE delivery_sequences SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE submissions SET (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE records SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE receipt_parts SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
ALTER TABLE spools SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ALTER TABLE spool_parts SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
`,
};
