import type { Migration } from './migration.js';

/** What notifications asked to fetch: a reference may hold an NHS number, so it is sealed and known by its keyed hash. */
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
`,
};
