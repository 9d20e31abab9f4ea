/**
 * `npm run bench:adapters` measures every adapter beside the bare parser of its syntax and writes docs/proofs/bench-adapters-<date>.md;
 * `-- --quick` takes a tenth of the size and writes nothing.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { benchBodies } from './bodies.js';
import { measureAdapter, type AdapterFigures } from './measure-adapters.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const HEAD = `| body | adapter | kind | bare parser | MB | records | MB/s | records/s | map ÷ bare | both ÷ bare |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

const figures: AdapterFigures[] = [];
for (const bodies of await benchBodies(values.quick ? 0.1 : 1)) {
  const measured = await measureAdapter(bodies, values.quick ? 3 : 5);
  figures.push(measured);
  say(line(measured));
}
if (!values.quick) await write(figures);

async function write(measured: readonly AdapterFigures[]): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { cwd: root, encoding: 'utf8' }).trim();
  const day = new Date().toISOString().slice(0, 10);
  const path = `${root}docs/proofs/bench-adapters-${day}.md`;
  const text = `# Adapters beside bare parsers, ${day}

Commit ${commit}; ${String(cpus().length)} cores, Node ${process.version}, ${process.platform}. Processor time of one process, medians of five rounds after one to warm up;
adapter and bare parser read the same bytes in the same run, the other one first each time. *Map* is the mapping pass, *both* adds the pass that
proves a body whole before anything of it is mapped. Compare ratios; no absolute figure is worth quoting.

${HEAD}
${measured.map(line).join('\n')}
`;
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
  say(`Written to ${path}`);
}

function line(one: AdapterFigures): string {
  const rounded = (value: number, digits: number): string => value.toFixed(digits);
  const cells = [
    one.name,
    one.adapter,
    one.kind,
    one.bare,
    rounded(one.megabytes, 1),
    String(one.records),
    rounded(one.megabytesPerSecond, 1),
  ];
  return `| ${[...cells, rounded(one.recordsPerSecond, 0), rounded(one.mapRatio, 1), rounded(one.bothRatio, 1)].join(' | ')} |`;
}
