import type { Adapter } from '../kit/adapter.js';
import { checkEveryCode } from './check-codes.js';
import { checkEveryField, checkIssuesHoldNoValue } from './check-fields.js';
import { checkContract, checkExpected, checkSameResult } from './check-fixtures.js';
import { checkHostile } from './check-hostile.js';
import { checkFlatMemory } from './check-memory.js';
import { checkNamesStayOut } from './check-names.js';
import { isAccepted, loadFixtures, textOf, type Fixture } from './fixtures.js';
import { leavesOf } from './leaves.js';
import type { CheckName, ConformanceCheck, ConformanceOptions } from './options.js';

/** Documents larger than this are not taken apart byte by byte. */
const LARGEST_HOSTILE = 64 * 1024;

/**
 * The conformance of an adapter, as named checks for any test runner:
 * `test.each(conformanceChecks(adapter, options))('$name', async ({ run }) => { await expect(run()).resolves.toBeUndefined(); })`.
 * Run the hostile and field checks with a time limit of a minute; `flat memory` belongs in the same run, alone in its process.
 * @throws AssertionError when the fixtures folder is not as {@link ConformanceOptions} says
 */
export function conformanceChecks(adapter: Adapter, options: ConformanceOptions): readonly ConformanceCheck[] {
  const fixtures = loadFixtures(options);
  const each = (check: CheckName, run: (fixture: Fixture) => Promise<void>, chosen = fixtures): ConformanceCheck[] =>
    chosen.map((fixture) => named(check, options, () => run(fixture), fixture.name));
  return [
    ...each('expected output', (fixture) => checkExpected(adapter, fixture)),
    ...each('contract', (fixture) => checkContract(adapter, fixture)),
    ...each('same bytes, same result', (fixture) => checkSameResult(adapter, fixture)),
    ...each('hostile input', (fixture) => checkHostile(adapter, fixture), hostileOf(fixtures)),
    named('issues hold no value', options, () => checkIssuesHoldNoValue(adapter, fixtures)),
    ...each('names stay out of locations', (fixture) => checkNamesStayOut(adapter, fixture), hostileOf(fixtures)),
    named('every source field', options, () => checkEveryField(adapter, fixtures, options)),
    named('every code', options, () => checkEveryCode(adapter, fixtures, options)),
    memory(adapter, options),
  ];
}

/** One accepted document of each media type, the one with the most different fields. */
function hostileOf(fixtures: readonly Fixture[]): readonly Fixture[] {
  const richest = new Map<string, { readonly fixture: Fixture; readonly fields: number }>();
  for (const fixture of fixtures) {
    const text = textOf(fixture);
    if (text === undefined || !isAccepted(fixture) || fixture.charset !== undefined || text.length > LARGEST_HOSTILE) continue;
    const fields = new Set(leavesOf(text).map(({ path }) => path)).size;
    if (fields > (richest.get(fixture.mediaType)?.fields ?? 0)) richest.set(fixture.mediaType, { fixture, fields });
  }
  return [...richest.values()].map(({ fixture }) => fixture);
}

function memory(adapter: Adapter, options: ConformanceOptions): ConformanceCheck {
  const { bodyOf } = options;
  if (!adapter.capabilities.streaming) return skipped('flat memory', 'The adapter declares that it does not stream');
  return named('flat memory', options, () => {
    if (bodyOf === undefined) throw new Error('A streaming adapter needs bodyOf to prove it');
    return checkFlatMemory(adapter, bodyOf);
  });
}

function named(check: CheckName, options: ConformanceOptions, run: () => Promise<void>, about?: string): ConformanceCheck {
  const name = about === undefined ? check : `${check}: ${about}`;
  const skip = options.skip?.find((entry) => entry.check === check);
  return skip ? skipped(name, skip.reason) : { name, run };
}

function skipped(name: string, reason: string): ConformanceCheck {
  return { name: `${name} (skipped: ${reason})`, run: () => Promise.resolve(), skipped: reason };
}
