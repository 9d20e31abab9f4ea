import type { Migration } from './migration.js';

/**
 * Tables of the journal. Only commit-batch.ts and its parts write them, in the turnstile, so they carry the unique keys that prove its
 * work and no foreign keys, which would cost a look-up per row. Personal data is in sealed columns (bytea) only.
 */
export const journalTables: Migration = {
  version: 1,
  name: 'journal',
  sql: `
CREATE TABLE ledger (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  last_record bigint NOT NULL DEFAULT 0,
  last_outbox bigint NOT NULL DEFAULT 0,
  key_fingerprint bytea
);
INSERT INTO ledger DEFAULT VALUES;

CREATE TABLE submissions (
  submission_id uuid PRIMARY KEY,
  feed_id text NOT NULL,
  client_id text NOT NULL,
  media_type text NOT NULL,
  received_at timestamptz NOT NULL,
  completed_at timestamptz,
  size bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('received', 'working', 'complete')),
  next_position integer NOT NULL DEFAULT 1,
  accepted integer NOT NULL DEFAULT 0,
  held integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  duplicate integer NOT NULL DEFAULT 0,
  content_hash bytea NOT NULL,
  idempotency_hash bytea,
  data_key bytea NOT NULL,
  envelope bytea NOT NULL,
  detail bytea NOT NULL,
  body bytea
);
CREATE UNIQUE INDEX submissions_idempotency ON submissions (idempotency_hash) WHERE idempotency_hash IS NOT NULL;
CREATE INDEX submissions_content ON submissions (content_hash);
CREATE INDEX submissions_unfinished ON submissions (received_at) WHERE status <> 'complete';

CREATE TABLE spools (
  submission_id uuid PRIMARY KEY,
  data_key bytea NOT NULL,
  size bigint NOT NULL DEFAULT 0,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE spool_parts (
  submission_id uuid NOT NULL,
  part integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (submission_id, part)
);

CREATE TABLE children (
  child_id text PRIMARY KEY,
  created_at timestamptz NOT NULL,
  data_key bytea NOT NULL
);
CREATE TABLE child_identifiers (
  identifier_hash bytea PRIMARY KEY,
  child_id text NOT NULL,
  kind text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX child_identifiers_child ON child_identifiers (child_id);
CREATE TABLE match_reviews (
  record_id text PRIMARY KEY,
  child_id text NOT NULL,
  candidates text[] NOT NULL,
  reason text NOT NULL,
  opened_at timestamptz NOT NULL
);

CREATE TABLE records (
  id bigint PRIMARY KEY,
  record_id text NOT NULL UNIQUE,
  submission_id uuid NOT NULL,
  position integer NOT NULL,
  client_id text NOT NULL,
  feed_id text NOT NULL,
  child_id text NOT NULL,
  match text NOT NULL CHECK (match IN ('linked', 'new', 'review')),
  source_key bytea,
  statement_key bytea NOT NULL,
  content_hash bytea NOT NULL,
  version_kind text,
  version_order bigint,
  state text NOT NULL CHECK (state IN ('accepted', 'held')),
  held_reason text,
  received_at timestamptz NOT NULL,
  payload bytea NOT NULL,
  UNIQUE (submission_id, position)
);
CREATE INDEX records_source ON records (source_key, id) WHERE source_key IS NOT NULL;
CREATE INDEX records_version ON records (source_key, version_kind, version_order) WHERE version_kind IS NOT NULL;
CREATE INDEX records_statement ON records (statement_key);
CREATE INDEX records_held ON records (id) WHERE state = 'held';
CREATE INDEX records_held_child ON records (child_id, id) WHERE state = 'held';

CREATE TABLE receipt_parts (
  submission_id uuid NOT NULL,
  first_position integer NOT NULL,
  last_position integer NOT NULL,
  entries bytea NOT NULL,
  PRIMARY KEY (submission_id, first_position)
);

CREATE TABLE delivery_sequences (
  recipient text NOT NULL,
  child_id text NOT NULL,
  last bigint NOT NULL,
  PRIMARY KEY (recipient, child_id)
);
CREATE TABLE outbox (
  id bigint PRIMARY KEY,
  recipient text NOT NULL,
  lane smallint NOT NULL,
  child_id text NOT NULL,
  sequence bigint NOT NULL,
  record_id text NOT NULL,
  submission_id uuid NOT NULL,
  feed_id text NOT NULL,
  event_id text NOT NULL UNIQUE,
  event_time timestamptz NOT NULL,
  superseded_by text,
  payload bytea NOT NULL,
  sent_at timestamptz,
  sent_partition integer,
  sent_offset bigint,
  dead_at timestamptz,
  UNIQUE (recipient, child_id, sequence)
);
CREATE INDEX outbox_unsent ON outbox (recipient, lane, id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_record ON outbox (record_id);
CREATE TABLE lanes (
  recipient text NOT NULL,
  lane smallint NOT NULL,
  holder text NOT NULL,
  epoch bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (recipient, lane)
);
CREATE TABLE dead_letters (
  outbox_id bigint PRIMARY KEY,
  recipient text NOT NULL,
  child_id text NOT NULL,
  sequence bigint NOT NULL,
  record_id text NOT NULL,
  code text NOT NULL,
  at timestamptz NOT NULL,
  announced boolean NOT NULL DEFAULT false
);
CREATE INDEX dead_letters_unannounced ON dead_letters (recipient, child_id, sequence) WHERE NOT announced;

CREATE TABLE audit (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  actor_kind text NOT NULL,
  action text NOT NULL,
  submission_id uuid,
  record_id text,
  child_id text,
  recipient text,
  reason text,
  policy_version text,
  detail_code text,
  prev_hash bytea NOT NULL,
  hash bytea NOT NULL
);

-- Sealed bytes cannot be compressed, so PostgreSQL need not try; rows that are never updated are cheaper kept whole in their page.
ALTER TABLE submissions ALTER COLUMN body SET STORAGE EXTERNAL, ALTER COLUMN detail SET STORAGE EXTERNAL;
ALTER TABLE spool_parts ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE records ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE receipt_parts ALTER COLUMN entries SET STORAGE EXTERNAL;
ALTER TABLE outbox ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE submissions SET (toast_tuple_target = 8160);
ALTER TABLE records SET (toast_tuple_target = 8160);
ALTER TABLE receipt_parts SET (toast_tuple_target = 8160);
`,
};
