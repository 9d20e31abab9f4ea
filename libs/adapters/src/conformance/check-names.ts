import assert from 'node:assert/strict';
import type { Adapter } from '../kit/adapter.js';
import { inputFor, textOf, type Fixture } from './fixtures.js';
import { mapAll, outcomeOf, type ExpectedOutcome } from './outcome.js';
import { PLANTED, plantedNames } from './planted-names.js';

/** A name that a sender chose for an element, an attribute or a key never comes back in an issue or a list of unmapped parts. */
export async function checkNamesStayOut(adapter: Adapter, fixture: Fixture): Promise<void> {
  const told: string[] = [];
  let taken = 0;
  const text = textOf(fixture);
  if (text === undefined) return;
  for (const planted of plantedNames(text)) {
    const input = inputFor(fixture, new TextEncoder().encode(planted.text));
    const { inspection, items } = await outcomeOf(adapter, input, fixture.now);
    if (inspection.accepted) taken += 1;
    const all = inspection.accepted ? items : await mapAll(adapter, input, fixture.now);
    if (PLANTED.test(JSON.stringify(locatedParts({ inspection, items: all })))) told.push(planted.name);
  }
  // Where every document is refused, nothing is said about names in one that is taken.
  assert.ok(taken > 0, 'Every document with a name of its own was refused');
  assert.deepStrictEqual(told.slice(0, MOST_TOLD), [], `Names a sender chose are repeated, ${told.length} times`);
}

/** Enough to see what it is. */
const MOST_TOLD = 40;

function locatedParts({ inspection, items }: ExpectedOutcome): readonly unknown[] {
  const own: readonly unknown[] = items.map((item) => (item.kind === 'record' ? item.record.quality : item.issues));
  return [inspection.issues, own];
}
