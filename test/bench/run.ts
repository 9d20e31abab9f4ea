/**
 * `npm run bench` measures and writes docs/proofs/bench-<date>.{json,md}; `npm run bench -- --quick` takes less than three
 * minutes and writes nothing. `--out <folder>` writes elsewhere.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { markdownOf } from './markdown.js';
import type { Measurement } from './measure/measure.js';
import { planOf } from './plan.js';
import { reportOf } from './report.js';
import { runBenchmark } from './run-benchmark.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, out: { type: 'string' } } });
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const say = (sentence: string): boolean => process.stdout.write(`${sentence}\n`);

async function bench(): Promise<void> {
  const plan = planOf(values.quick ? 'quick' : 'full');
  say(`Benchmark, ${plan.name} plan: starting Apache Kafka, the gateway and the baseline.`);
  const measurements = await runBenchmark(plan, sayMeasured);
  const report = reportOf(plan, measurements, commit(), new Date());
  const markdown = markdownOf(report);
  say(markdown);
  const folder = values.out ?? (values.quick ? undefined : join(ROOT, 'docs', 'proofs'));
  if (folder === undefined) return;
  const name = join(folder, `bench-${report.at.slice(0, 10)}`);
  await mkdir(folder, { recursive: true });
  await write(`${name}.md`, markdown);
  await write(`${name}.json`, JSON.stringify(report));
  say(`Written to ${name}.md and ${name}.json.`);
}

function sayMeasured({ system, workload, records, receipt, kafka, repeated }: Measurement, round: number): void {
  const when = round === 0 ? 'warm-up' : `round ${round}`;
  const twice = repeated === 0 ? '' : `, ${repeated} of them twice`;
  say(
    `${when}: ${workload}, ${system}: ${Math.round(receipt.rate)} receipted/s, ${Math.round(kafka.rate)} on Kafka/s; all ${records} counted${twice}.`,
  );
}

/** As the rest of the repository is written, so that a report can be committed as it comes. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

function commit(): string {
  return execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd: ROOT, encoding: 'utf8' }).trim();
}

try {
  await bench();
} catch (error) {
  say(error instanceof Error ? error.message : 'The benchmark failed.');
  process.exitCode = 1;
}
