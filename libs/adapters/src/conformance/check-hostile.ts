import assert from 'node:assert/strict';
import { ISSUE_CODES, type Issue } from '@mash-gateway/contracts';
import { DEFAULT_LIMITS, type Adapter, type Limits } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { assertItems } from './check-fixtures.js';
import { inputFor, textOf, type Fixture } from './fixtures.js';
import { hostileDocuments } from './hostile.js';
import { mapAll, outcomeOf, plain } from './outcome.js';
import { syntaxOf } from './syntax.js';

/** Longer than this for a few kilobytes is a hang. */
const LONGEST_MS = 5000;
const CUTS = 40;
const FLIPS = 80;

/**
 * Whatever is done to a good document, the adapter neither throws nor hangs, says what is wrong with catalogue codes and
 * locations, and every record it still makes is valid.
 */
export async function checkHostile(adapter: Adapter, fixture: Fixture): Promise<void> {
  const text = textOf(fixture);
  if (text === undefined) return;
  for (const { name, text: hostile, refusedWith } of hostileDocuments(text)) {
    const issues = await survive(adapter, fixture, { name, bytes: new TextEncoder().encode(hostile) });
    if (refusedWith !== undefined)
      assert.deepStrictEqual(
        issues?.map(({ code }) => code),
        [refusedWith],
        name,
      );
  }
  await checkBytes(adapter, fixture, text);
  await checkCuts(adapter, fixture, text);
  await checkFlips(adapter, fixture);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined, 'Object.prototype was polluted');
}

interface HostileBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly charset?: string;
  readonly limits?: Limits;
}

/** @returns the issues of a refusal of the whole body, or undefined when it was accepted */
async function survive(
  adapter: Adapter,
  fixture: Fixture,
  { name, bytes, charset, limits }: HostileBytes,
): Promise<readonly Issue[] | undefined> {
  const input = inputOf(bytes, fixture.mediaType, charset);
  const started = performance.now();
  const { inspection, items } = await outcomeOf(adapter, input, fixture.now, limits).catch((error: unknown) => {
    throw new Error(`${name}: the adapter threw`, { cause: error });
  });
  // After a refusal nobody calls it, and still it may not throw.
  if (!inspection.accepted) await mapAll(adapter, input, fixture.now, limits);
  assert.ok(performance.now() - started < LONGEST_MS, `${name}: took longer than ${LONGEST_MS} ms`);
  assertItems(items);
  const issues = [
    ...inspection.issues,
    ...items.flatMap((item) => (item.kind === 'record' ? (item.record.quality?.issues ?? []) : item.issues)),
  ];
  for (const issue of issues) {
    assert.ok((ISSUE_CODES as readonly string[]).includes(issue.code), `${name}: ${issue.code} is not in the catalogue`);
    assert.ok(issue.location.length > 0, `${name}: an issue without a location`);
  }
  if (inspection.accepted) return undefined;
  assert.ok(
    inspection.issues.some(({ severity }) => severity === 'error'),
    `${name}: refused without an error`,
  );
  return inspection.issues;
}

async function checkBytes(adapter: Adapter, fixture: Fixture, text: string): Promise<void> {
  const { bytes } = fixture;
  const codes = async (hostile: HostileBytes): Promise<readonly string[] | undefined> =>
    (await survive(adapter, fixture, hostile))?.map(({ code }) => code);
  const utf16 = Buffer.from(`\uFEFF${text.replace(/\sencoding\s*=\s*["'][^"']*["']/u, '')}`, 'utf16le');
  assert.deepStrictEqual(await codes({ name: 'empty', bytes: new Uint8Array(0) }), ['body.empty']);
  assert.ok(await codes({ name: 'only a byte order mark', bytes: Uint8Array.of(0xef, 0xbb, 0xbf) }));
  assert.ok(await codes({ name: 'UTF-16 read as UTF-8', bytes: utf16, charset: 'utf-8' }));
  assert.ok(await codes({ name: 'UTF-8 read as UTF-16', bytes, charset: 'utf-16' }));
  assert.deepStrictEqual(await codes({ name: 'unknown charset', bytes, charset: 'x-unknown' }), ['body.encoding']);
  // A table that says nothing of its encoding may be read in another; one that says UTF-8 may not.
  const said = syntaxOf(text) === 'csv' ? { charset: 'utf-8' } : {};
  assert.deepStrictEqual(await codes({ name: 'bytes that are no UTF-8', bytes: invalidUtf8(bytes), ...said }), ['body.encoding']);
  const limits = { ...DEFAULT_LIMITS, bytes: bytes.length - 1 };
  assert.deepStrictEqual(await codes({ name: 'one byte too long', bytes, limits }), ['body.too-large']);
  const before = plain(await outcomeOf(adapter, inputFor(fixture), fixture.now));
  const marked = text.startsWith('\uFEFF') ? bytes : Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), bytes]);
  assert.deepStrictEqual(plain(await outcomeOf(adapter, inputFor(fixture, marked), fixture.now)), before, 'with a byte order mark');
  assert.deepStrictEqual(plain(await outcomeOf(adapter, inputOf(utf16, fixture.mediaType), fixture.now)), before, 'as UTF-16');
}

/** A cut body is refused whole, wherever the cut is; a table has no end of its own, so a cut one must only be survived. */
async function checkCuts(adapter: Adapter, fixture: Fixture, text: string): Promise<void> {
  const end = Buffer.from(fixture.bytes).toString('latin1').trimEnd().length;
  for (let cut = 0; cut < CUTS; cut += 1) {
    const length = Math.floor((end * cut) / CUTS);
    const issues = await survive(adapter, fixture, { name: `cut after ${length} bytes`, bytes: fixture.bytes.subarray(0, length) });
    if (syntaxOf(text) !== 'csv') assert.ok(issues !== undefined, `cut after ${length} of ${end} bytes, and accepted`);
  }
}

/** One byte changed at a time, at places that are the same in every run. */
async function checkFlips(adapter: Adapter, fixture: Fixture): Promise<void> {
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const index = (flip * 7919) % fixture.bytes.length;
    const bytes = Uint8Array.from(fixture.bytes, (byte, at) => (at === index ? byte ^ (1 << (flip % 7)) : byte));
    await survive(adapter, fixture, { name: `bit ${flip % 7} of byte ${index} changed`, bytes });
  }
}

function invalidUtf8(bytes: Uint8Array): Uint8Array {
  const middle = Math.floor(bytes.length / 2);
  return Buffer.concat([bytes.subarray(0, middle), Uint8Array.of(0xff), bytes.subarray(middle)]);
}
