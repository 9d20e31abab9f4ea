import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { openDatabase } from '../../apps/gateway/src/journal/database/database.js';
import { startEmbeddedPostgres } from '../../apps/gateway/src/journal/database/embedded/embedded-postgres.js';
import { submit } from '../support/ask.js';
import { transferFile } from '../support/messages.js';
import { runGateway } from '../support/running-gateway.js';

/** How long and how hard: everything is kept for so few seconds that many lifetimes fit into one run. */
export interface SoakSize {
  readonly seconds: number;
  /** Everything, the audit chain too, is kept for so long. */
  readonly keepSeconds: number;
  readonly submissionsPerSecond: number;
  readonly recordsPerSubmission: number;
  readonly sampleEverySeconds: number;
}

export const REDUCED: SoakSize = { seconds: 80, keepSeconds: 8, submissionsPerSecond: 8, recordsPerSubmission: 10, sampleEverySeconds: 2 };
export const FULL: SoakSize = {
  seconds: 1_800,
  keepSeconds: 60,
  submissionsPerSecond: 20,
  recordsPerSubmission: 25,
  sampleEverySeconds: 10,
};

/** One look at the database. */
export interface Sample {
  readonly second: number;
  readonly tables: Readonly<Record<string, TableSize>>;
}

export interface TableSize {
  /** With indexes and what is kept out of line. */
  readonly bytes: number;
  readonly live: number;
  readonly dead: number;
}

export interface SoakReport {
  readonly size: SoakSize;
  readonly accepted: number;
  readonly removed: Readonly<Record<string, number>>;
  readonly samples: readonly Sample[];
}

/** Sends at a constant rate while retention removes what is past its time, and looks at the size of every table. */
export async function soak(size: SoakSize): Promise<SoakReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mash-soak-'));
  const postgres = await startEmbeddedPostgres(dataDir);
  const pool = await openDatabase(postgres.target);
  // Vacuum looks once a minute as it comes: as much too seldom here as everything is kept too short.
  await pool.query("ALTER SYSTEM SET autovacuum_naptime = '2s'");
  await pool.query('SELECT pg_reload_conf()');
  const days = size.keepSeconds / 86_400;
  const retention = { bodiesDays: days, recordsDays: days, sentDays: days, deadLettersDays: days, auditDays: days, everyHours: 2 / 3_600 };
  const running = await runGateway({ dataDir, config: (demo) => ({ ...demo, retention }) });
  try {
    const load = send(running.gateway.url, size);
    const samples = await sampled(pool, size);
    const accepted = await load;
    return { size, accepted, removed: await removedSoFar(pool), samples };
  } finally {
    await pool.end();
    await running.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function send(url: string, { seconds, submissionsPerSecond, recordsPerSubmission }: SoakSize): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let accepted = 0;
  let next = performance.now();
  for (let n = 0; performance.now() < until; n += 1) {
    // Pupils come again after a while, as in a real roll: some are known, some have left the registry meanwhile.
    const from = (n * recordsPerSubmission) % 90_000;
    const { status } = await submit(url, 'education-demo', transferFile(recordsPerSubmission, from), {
      'content-type': 'application/xml',
      'idempotency-key': `"soak-${String(n)}"`,
    });
    if (status === 202) accepted += recordsPerSubmission;
    next += 1_000 / submissionsPerSecond;
    await pause(Math.max(0, next - performance.now()));
  }
  return accepted;
}

async function sampled(pool: Pool, { seconds, sampleEverySeconds }: SoakSize): Promise<readonly Sample[]> {
  const began = performance.now();
  const samples: Sample[] = [];
  while (performance.now() - began < seconds * 1_000) {
    await pause(sampleEverySeconds * 1_000);
    const { rows } = await pool.query<{ name: string; bytes: string; live: string; dead: string }>(
      `SELECT relname AS name, pg_total_relation_size(relid) AS bytes, n_live_tup AS live, n_dead_tup AS dead FROM pg_stat_user_tables`,
    );
    samples.push({
      second: Math.round((performance.now() - began) / 1_000),
      tables: Object.fromEntries(
        rows.map(({ name, bytes, live, dead }) => [name, { bytes: Number(bytes), live: Number(live), dead: Number(dead) }]),
      ),
    });
  }
  return samples;
}

async function removedSoFar(pool: Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ kind: string; count: string }>(
    'SELECT key AS kind, sum(value::bigint) AS count FROM retention_runs, jsonb_each_text(removed) GROUP BY key',
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]));
}
