import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { AdapterInput } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import type { ConformanceOptions } from './options.js';
import { FIXTURE_NOW } from './outcome.js';

/** One case of the fixtures folder. */
export interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly charset?: string;
  readonly now: Date;
  /** Names of parts that belong to no specification, put there to be noticed. */
  readonly foreign: readonly string[];
  /** Undefined when the file is missing, which fails: an expectation is never written by a test. */
  readonly expected: unknown;
}

/** All cases, in the order of their names. */
export function loadFixtures(options: ConformanceOptions): readonly Fixture[] {
  const names = readdirSync(options.fixturesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  assert.ok(names.length > 0, 'The fixtures folder holds no case');
  return names.map((name) => loadFixture(join(options.fixturesDir, name), name, options));
}

/** The fixture's bytes as the gateway would hand them over. */
export function inputFor(fixture: Fixture, bytes: Uint8Array = fixture.bytes): AdapterInput {
  return inputOf(bytes, fixture.mediaType, fixture.charset);
}

/** The fixture as text, for checks that alter it; undefined when it is not UTF-8. */
export function textOf(fixture: Fixture): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fixture.bytes);
  } catch {
    return undefined;
  }
}

/** Whether the case is one that is taken. */
export function isAccepted({ expected }: Fixture): boolean {
  return (expected as { readonly inspection?: { readonly accepted?: boolean } } | undefined)?.inspection?.accepted === true;
}

/** What `case.json` may hold. */
interface CaseFile {
  readonly mediaType?: string;
  readonly charset?: string;
  readonly now?: string;
  readonly foreign?: readonly string[];
}

function loadFixture(folder: string, name: string, options: ConformanceOptions): Fixture {
  const files = readdirSync(folder);
  const input = files.find((file) => file.startsWith('input.'));
  assert.ok(input !== undefined, `${name}: no input.* file`);
  assert.ok(files.includes('note.md'), `${name}: no note.md that says what the case shows`);
  const extra = existsSync(join(folder, 'case.json')) ? (json(join(folder, 'case.json')) as CaseFile) : {};
  const mediaType = extra.mediaType ?? options.mediaTypes[extname(input).slice(1)];
  assert.ok(mediaType !== undefined, `${name}: no media type for ${input}`);
  return {
    name,
    bytes: readFileSync(join(folder, input)),
    mediaType,
    ...(extra.charset === undefined ? {} : { charset: extra.charset }),
    now: extra.now === undefined ? (options.now ?? FIXTURE_NOW) : new Date(extra.now),
    foreign: extra.foreign ?? [],
    expected: files.includes('expected.json') ? json(join(folder, 'expected.json')) : undefined,
  };
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8')) as unknown;
}
