import type { Migration } from './migration.js';

/** How far feeds that the gateway fetches itself have come, and which instance fetches. */
export const feedTables: Migration = {
  version: 2,
  name: 'feeds',
  sql: `
CREATE TABLE feed_checkpoints (
  feed_id text NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (feed_id, name)
);
CREATE TABLE feed_duties (
  feed_id text PRIMARY KEY,
  holder text NOT NULL,
  expires_at timestamptz NOT NULL
);
`,
};
