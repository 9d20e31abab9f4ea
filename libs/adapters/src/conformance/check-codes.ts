import assert from 'node:assert/strict';
import type { Adapter } from '../kit/adapter.js';
import { inputFor, type Fixture } from './fixtures.js';
import type { CodeTableUse, ConformanceOptions, FixtureResult } from './options.js';
import { outcomeOf } from './outcome.js';

/** Every entry of every code table is reached by a fixture, so that none is there untried. */
export async function checkEveryCode(adapter: Adapter, fixtures: readonly Fixture[], options: ConformanceOptions): Promise<void> {
  const results: FixtureResult[] = [];
  for (const fixture of fixtures) {
    const { items } = await outcomeOf(adapter, inputFor(fixture), fixture.now);
    results.push({ name: fixture.name, text: new TextDecoder().decode(fixture.bytes), items });
  }
  for (const table of options.codeTables) {
    const reached = new Set(results.flatMap((result) => [...table.reached(result)]));
    const missing = table.codes.filter((code) => !reached.has(code));
    assert.deepStrictEqual(missing, [], `${table.name}: codes that no fixture reaches`);
  }
}

/** For tables whose original codes stay in the record: the codes that stand there under the table's system. */
export function codesOfSystem(name: string, system: string, codes: readonly string[]): CodeTableUse {
  return { name, codes, reached: ({ items }) => codingsUnder(items, system) };
}

function codingsUnder(value: unknown, system: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = 'system' in value && value.system === system && 'code' in value && typeof value.code === 'string' ? [value.code] : [];
  return [...here, ...Object.values(value).flatMap((inner: unknown) => codingsUnder(inner, system))];
}
