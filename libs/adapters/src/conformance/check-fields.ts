import assert from 'node:assert/strict';
import type { Adapter, Mapped } from '../kit/adapter.js';
import { inputFor, isAccepted, textOf, type Fixture } from './fixtures.js';
import type { Leaf } from './leaf.js';
import { leavesOf } from './leaves.js';
import type { ConformanceOptions } from './options.js';
import { outcomeOf, plain, type ExpectedOutcome } from './outcome.js';

/** A value no fixture holds: where it turns up in an issue, the issue repeated what was sent. */
const CANARY = 'Qzxv7canary';
/** Occurrences of one path that are tried before it counts as unread. */
const MOST_TRIES = 6;

/**
 * Every source field of the fixtures changes the record when it is left out or altered, or is declared as unmapped. What
 * is declared must occur in a fixture and have a reason; what belongs to no specification must at least be noticed.
 */
export async function checkEveryField(adapter: Adapter, fixtures: readonly Fixture[], options: ConformanceOptions): Promise<void> {
  const unread: string[] = [];
  const met = new Set<string>();
  const paths = byPath(fixtures);
  const others = valuesByName(paths);
  for (const [path, places] of paths) {
    const declared = options.unmapped.find((entry) => covers(entry.path, path));
    if (declared) met.add(declared.path);
    else {
      const foreign = places.some(({ fixture }) => fixture.foreign.some((name) => covers(name, path)));
      const seen = foreign ? everything : stated;
      if (!(await anyChanges(adapter, places, others.get(lastName(path)) ?? [], seen))) unread.push(path);
    }
  }
  assert.deepStrictEqual(unread, [], 'Source fields that change nothing and are not declared as unmapped');
  const idle = options.unmapped.filter(({ path }) => !met.has(path)).map(({ path }) => path);
  assert.deepStrictEqual(idle, [], 'Declared as unmapped, but in no fixture');
  const silent = options.unmapped.filter(({ reason }) => reason.trim() === '').map(({ path }) => path);
  assert.deepStrictEqual(silent, [], 'Declared as unmapped without a reason');
}

/** A value put anywhere in a document never comes back in an issue. */
export async function checkIssuesHoldNoValue(adapter: Adapter, fixtures: readonly Fixture[]): Promise<void> {
  for (const [path, places] of byPath(fixtures)) {
    const [place] = places;
    if (!place) continue;
    for (const value of [CANARY, `${CANARY} ${'x'.repeat(3000)}`]) {
      const { inspection, items } = await run(adapter, place.fixture, place.leaf.with(value));
      assert.ok(!issuesIn(inspection.issues, items).includes(CANARY), `${path}: an issue repeats the value`);
    }
  }
}

interface Place {
  readonly fixture: Fixture;
  readonly leaf: Leaf;
}

/** Accepted fixtures only: in a document that is refused, no field can show that it is read. */
function byPath(fixtures: readonly Fixture[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const fixture of fixtures) {
    const text = textOf(fixture);
    if (text === undefined || !isAccepted(fixture)) continue;
    for (const leaf of leavesOf(text)) places.set(leaf.path, [...(places.get(leaf.path) ?? []), { fixture, leaf }]);
  }
  return places;
}

/** What fields of one name hold anywhere: better alternatives to a value than any that is made up. */
function valuesByName(paths: ReadonlyMap<string, readonly Place[]>): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [path, places] of paths)
    values.set(lastName(path), [...(values.get(lastName(path)) ?? []), ...places.map(({ leaf }) => leaf.value)]);
  return new Map([...values].map(([name, all]) => [name, [...new Set(all)].slice(0, MOST_TRIES)]));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

type Seen = (outcome: ExpectedOutcome) => string;

async function anyChanges(adapter: Adapter, places: readonly Place[], others: readonly string[], seen: Seen): Promise<boolean> {
  for (const { fixture, leaf } of places.slice(0, MOST_TRIES)) {
    const before = seen(await run(adapter, fixture, textOf(fixture) ?? ''));
    for (const value of [...variants(leaf.value), ...others]) {
      if (seen(await run(adapter, fixture, leaf.with(value))) !== before) return true;
    }
  }
  return false;
}

/** What the records say; issues and lists of unmapped parts are no mapping. */
function stated({ items }: ExpectedOutcome): string {
  return JSON.stringify(
    items.map((item) => {
      if (item.kind !== 'record') return { kind: item.kind };
      return Object.entries(item.record).filter(([name]) => name !== 'quality');
    }),
  );
}

function everything(outcome: ExpectedOutcome): string {
  return JSON.stringify(outcome);
}

function variants(value: string): readonly (string | undefined)[] {
  const opposite = value === 'true' ? 'false' : 'true';
  return [undefined, opposite, CANARY, value.replace(/\d(?=\D*$)/u, (digit) => String((Number(digit) + 1) % 10))];
}

function covers(declared: string, path: string): boolean {
  return declared.startsWith('/') ? `/${path}/`.startsWith(`${declared}/`) : `/${path}/`.includes(`/${declared}/`);
}

function run(adapter: Adapter, fixture: Fixture, text: string): Promise<ExpectedOutcome> {
  return outcomeOf(adapter, inputFor(fixture, new TextEncoder().encode(text)), fixture.now);
}

function issuesIn(issues: readonly unknown[], items: readonly Mapped[]): string {
  const own = items.map((item) => (item.kind === 'record' ? item.record.quality : item.issues));
  return JSON.stringify(plain([issues, own]));
}
