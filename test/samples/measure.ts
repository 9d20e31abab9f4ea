import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Issue } from '@mash-gateway/contracts';
import { claimOf, noRecordReason } from './claims.js';
import { factsIn } from './count/count-facts.mjs';
import { findFacts } from './find-facts.js';
import { runSample, type SampleRun } from './run-sample.js';
import type { Row } from './table.js';

export const TABLE_PATH = fileURLToPath(new URL('TABLE.csv', import.meta.url));

/** Folder of the samples: `MASH_SAMPLES`, else `../shared/samples` beside the repository. `undefined` when it is not there. */
export function samplesFolder(): string | undefined {
  const folder = process.env['MASH_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** One measured file: its line of the table, and for a claimed file the run behind it. */
export interface Measured {
  readonly row: Row;
  readonly run: SampleRun | undefined;
  /** The raw file names a person. */
  readonly namesPerson: boolean;
}

/**
 * Runs every file of every folder of samples, in order of name.
 * @throws Error when a folder is neither claimed nor listed as unclaimed
 */
export async function measureAll(folder: string): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const file of await filesBelow(folder)) measured.push(await measure(folder, file));
  return measured;
}

async function measure(folder: string, file: string): Promise<Measured> {
  const claim = claimOf(file);
  if (claim.adapter === undefined) {
    const row: Row = { file, adapter: '', reason: claim.reason, records: 0, issues: '', facts: undefined };
    return { row, run: undefined, namesPerson: false };
  }
  const facts = factsIn(await readFile(`${folder}/${file}`, 'utf8'), claim.facts);
  const run = await runSample(claim.adapter, claim.mediaType, `${folder}/${file}`);
  const namesPerson = facts.people > 0 || facts.names.size > 0;
  const reason = namesPerson && run.records.length === 0 ? noRecordReason(file, run.issues) : '';
  const row: Row = {
    file,
    adapter: claim.adapter.id,
    reason,
    records: run.records.length,
    issues: countedCodes(run.issues),
    facts: findFacts(facts, run.records),
  };
  return { row, run, namesPerson };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lists = await Promise.all(folders.map(async (name) => (await readdir(`${folder}/${name}`)).map((file) => `${name}/${file}`)));
  return lists.flat().sort();
}

function countedCodes(issues: readonly Issue[]): string {
  const counts = new Map<string, number>();
  for (const { code } of issues) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `${code} x${count}`)
    .join('; ');
}
