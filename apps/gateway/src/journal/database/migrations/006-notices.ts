import type { Migration } from './migration.js';

/**
 * What notifications asked to fetch, and which versions polls have handed over of late. A reference or an id may be an NHS number, so
 * they are sealed, or known by their keyed hashes.
 */
export const noticeTables: Migration = {
  version: 6,
  name: 'notices',
  sql: `
CREATE TABLE feed_notices (
  feed_id text NOT NULL,
  reference_hash bytea NOT NULL,
  data_key bytea NOT NULL,
  reference bytea NOT NULL,
  told integer NOT NULL DEFAULT 1,
  first_told_at timestamptz NOT NULL,
  PRIMARY KEY (feed_id, reference_hash)
);
CREATE TABLE feed_handed_over (
  feed_id text NOT NULL,
  scope text NOT NULL,
  version_hash bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (feed_id, scope, version_hash)
);
`,
};
