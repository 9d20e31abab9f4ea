import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

const HELP = `Runs every property test again and again with new values, for as long as you say.

  npm run explore -- --minutes 30
  npm run explore -- --minutes 5 streamed        only files whose path holds "streamed"
  npm run explore -- --seed 1234 streamed        one run with the seed that a failed run printed

A failure prints its seed and stops: make the counterexample a fixture or a test of its own.`;

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
} else {
  const files = ['apps', 'libs', 'test']
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)))
    .filter((file) => file.endsWith('.spec.ts') && !/node_modules|dist/u.test(file))
    .filter((file) => positionals.every((word) => file.includes(word)) && readFileSync(file, 'utf8').includes('fast-check'));
  if (files.length === 0) throw new Error('No property test has such a path: see npm run explore -- --help');
  const end = Date.now() + Number(values.minutes) * 60_000;
  let runs = 0;
  do {
    const seed = values.seed ?? String(randomInt(2 ** 31));
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--silent', ...files];
    const { status } = spawnSync(process.execPath, jest, {
      env: { ...process.env, FC_SEED: seed },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    runs += 1;
    if (status !== 0) {
      process.stdout.write(`Run ${runs} failed with seed ${seed}: npm run explore -- --seed ${seed} ${positionals.join(' ')}\n`);
      process.exit(1);
    }
  } while (values.seed === undefined && Date.now() < end);
  process.stdout.write(`${runs} runs over ${files.length} files, nothing found\n`);
}
