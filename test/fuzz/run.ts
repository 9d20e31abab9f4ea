/**
 * The long fuzz run: `npm run fuzz -- [--adapter <id>] [--minutes 60] [--seed 1]`.
 * Prints one line per adapter; what it finds is written below a temporary folder, and the exit code is 1.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '@mash-gateway/adapters/conformance';
import { isAdapterId } from '../../apps/gateway/src/config/adapters.js';
import { TARGETS, targetOf } from './targets.js';

const { values } = parseArgs({
  options: {
    adapter: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
const chosen = values.adapter === undefined ? TARGETS : TARGETS.filter((id) => id === values.adapter);
const minutes = Number(values.minutes);
const seed = Number(values.seed);

if (
  values.help ||
  chosen.length === 0 ||
  !(minutes > 0) ||
  !Number.isInteger(seed) ||
  (values.adapter !== undefined && !isAdapterId(values.adapter))
) {
  say('npm run fuzz -- [--adapter <id>] [--minutes <number, shared by the adapters; default 60>] [--seed <whole number>]');
  say(`Adapters: ${TARGETS.join(', ')}`);
  process.exit(values.help ? 0 : 2);
}

let found = 0;
for (const id of chosen) {
  const until = performance.now() + (minutes * 60_000) / chosen.length;
  const enough = (): boolean => performance.now() > until;
  const report = await fuzz((await targetOf(id)).adapter, { ...(await targetOf(id)), seed, runs: Number.MAX_SAFE_INTEGER, enough });
  say(JSON.stringify({ adapter: id, seed, ...report, findings: report.findings.length }));
  for (const { run, what, fixture, bytes } of report.findings) {
    found += 1;
    const file = join(await mkdtemp(join(tmpdir(), 'mash-fuzz-')), `${id}-${String(seed)}-${String(run)}`);
    await writeFile(file, bytes);
    say(JSON.stringify({ adapter: id, seed, run, what, fixture, file }));
  }
}
process.exitCode = found === 0 ? 0 : 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
