import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { MappedRecord, schemaFile, schemaId, type JsonSchema } from '@mash-gateway/contracts';
import { corpus, faulty, publishedSchemas, type CorpusEntry } from './corpus.js';

/** The environment that `.ci/run` prepares, else whatever python3 there is. */
const prepared = join(homedir(), '.cache', 'mash-gateway', 'python', 'bin', 'python');
const python = existsSync(prepared) ? prepared : 'python3';
const entries = corpus();

test("Python's jsonschema gives the verdict of class-validator on the whole corpus", () => {
  const result = check(publishedSchemas(), entries);

  expect(result.disagreements.map((line) => entries[line - 1]?.shows)).toEqual([]);
  expect(result.checked).toBe(entries.length);
  expect(result.invalid).toBe(entries.filter(({ valid }) => !valid).length);
  process.stdout.write(`Python agrees on ${String(result.checked)} values, ${String(result.invalid)} of them invalid\n`);
});

test('the corpus breaks every constraint: each broken value is invalid, each other one valid', () => {
  const wrong = entries.filter(({ valid, shows }) => valid !== shows.endsWith(' valid'));

  expect(wrong.map(({ shows }) => shows)).toEqual([]);
});

test('a schema with a fault is noticed', () => {
  const file = schemaFile('mapped-record');
  const changed = { ...publishedSchemas(), [file]: faulty(MappedRecord, schemaId('mapped-record')) };

  const { disagreements } = check(
    changed,
    entries.filter(({ schema, definition }) => schema === file && definition === null),
  );

  expect(disagreements.length).toBeGreaterThan(0);
});

interface CheckResult {
  readonly checked: number;
  readonly invalid: number;
  /** Line numbers, from 1. */
  readonly disagreements: readonly number[];
}

function check(schemas: Readonly<Record<string, JsonSchema>>, values: readonly CorpusEntry[]): CheckResult {
  const input = [JSON.stringify({ schemas }), ...values.map((entry) => JSON.stringify(entry))].join('\n');
  const script = fileURLToPath(new URL('check.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, ['-I', script], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (stderr.includes('No module named'))
    throw new Error("Python's jsonschema is missing: python3 -m pip install 'jsonschema[format]==4.26.0'");
  if (status !== 0) throw new Error(`the Python check failed: ${stderr.slice(-500)}`);
  return JSON.parse(stdout) as CheckResult;
}
