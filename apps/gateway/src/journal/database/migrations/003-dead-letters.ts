import type { Migration } from './migration.js';

/**
 * Dead letters of every stage, the bodies of submissions refused whole, and replays. A dead letter of the publish stage points at its row of
 * the outbox; one of a position at its submission; one of a whole submission at `refused_submissions`. What a sender wrote is in sealed
 * columns only, the media type it named included.
 */
export const deadLetterTables: Migration = {
  version: 3,
  name: 'dead-letters',
  sql: `
ALTER TABLE dead_letters RENAME TO dead_letters_before;
DROP INDEX dead_letters_unannounced;
CREATE TABLE dead_letters (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT dead_letters_id PRIMARY KEY,
  stage text NOT NULL CHECK (stage IN ('intake', 'prepare', 'publish')),
  code text NOT NULL,
  location text,
  feed_id text NOT NULL,
  submission_id uuid NOT NULL,
  position integer,
  adapter text,
  mapping_version text,
  outbox_id bigint,
  recipient text,
  child_id text,
  sequence bigint,
  record_id text,
  at timestamptz NOT NULL,
  announced boolean NOT NULL DEFAULT false,
  told_at timestamptz,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
  closed_at timestamptz,
  resolved_by uuid,
  attempts jsonb NOT NULL
);
INSERT INTO dead_letters (stage, code, feed_id, submission_id, position, outbox_id, recipient, child_id, sequence, record_id, at, announced, attempts)
  SELECT 'publish', b.code, o.feed_id, o.submission_id, r.position, b.outbox_id, b.recipient, b.child_id, b.sequence, b.record_id, b.at, b.announced,
         jsonb_build_array(jsonb_build_object('at', to_char(b.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'what', 'publish', 'code', b.code))
  FROM dead_letters_before b JOIN outbox o ON o.id = b.outbox_id JOIN records r ON r.record_id = b.record_id ORDER BY b.outbox_id;
DROP TABLE dead_letters_before;
CREATE UNIQUE INDEX dead_letters_open_row ON dead_letters (outbox_id) WHERE outbox_id IS NOT NULL AND state = 'open';
CREATE INDEX dead_letters_row ON dead_letters (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX dead_letters_submission ON dead_letters (submission_id, position) WHERE outbox_id IS NULL;
CREATE INDEX dead_letters_open ON dead_letters (stage, id) WHERE state = 'open';
CREATE INDEX dead_letters_untold ON dead_letters (id) WHERE told_at IS NULL;
CREATE INDEX dead_letters_unannounced ON dead_letters (recipient, child_id, sequence) WHERE NOT announced AND recipient IS NOT NULL;

CREATE TABLE refused_submissions (
  submission_id uuid PRIMARY KEY,
  feed_id text NOT NULL,
  client_id text NOT NULL,
  received_at timestamptz NOT NULL,
  size bigint NOT NULL,
  content_hash bytea,
  extent text NOT NULL CHECK (extent IN ('whole', 'part', 'none')),
  data_key bytea NOT NULL,
  envelope bytea NOT NULL,
  body bytea
);
ALTER TABLE refused_submissions ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX refused_submissions_content ON refused_submissions (content_hash) WHERE content_hash IS NOT NULL;
ALTER TABLE spools ADD COLUMN kept boolean NOT NULL DEFAULT false;

ALTER TABLE outbox ADD COLUMN replaces text;
CREATE TABLE replays (
  replay_id uuid PRIMARY KEY,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  reason text,
  mapping text NOT NULL CHECK (mapping IN ('original', 'latest')),
  completed_at timestamptz,
  data_key bytea,
  envelope bytea,
  body bytea
);
ALTER TABLE replays ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX replays_unfinished ON replays (asked_at) WHERE completed_at IS NULL;
CREATE TABLE replay_items (
  replay_id uuid NOT NULL,
  item integer NOT NULL,
  dead_letter_id bigint NOT NULL,
  outcome text,
  code text,
  submission_id uuid,
  done_at timestamptz,
  PRIMARY KEY (replay_id, item)
);
`,
};
