import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { Shelf } from '../kit/shelf.js';
import { attributeOf, textAt } from '../kit/xml-tree.js';
import { joinedWindows, type Window } from './read/join.js';
import { readObjects } from './read/objects.js';
import { fromShortJson, shortJson } from './read/short-text.js';
import { learnersOf } from './testing/learners-of.js';

const input = learnersOf(60, true);

/** The local number each attendance of the body was joined to, in the order of the body. */
async function joinedNumbers(shelf: Shelf): Promise<{ readonly windows: number; readonly numbers: unknown[] }> {
  const numbers: unknown[] = [];
  let windows = 0;
  for await (const window of joinedWindows(input, DEFAULT_LIMITS, (element) => textAt(element, 'LocalId'), shelf)) {
    windows += 1;
    numbers.push(...(await numbersIn(window)));
  }
  return { windows, numbers };
}

async function numbersIn({ from, to, joined }: Window): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const met of readObjects(input, DEFAULT_LIMITS, 'direct')) {
    if (met.kind !== 'object' || met.found.position < from || met.found.position > to) continue;
    const refId = attributeOf(met.found.element, 'LearnerPersonalRefId');
    const kept = refId === undefined ? undefined : joined.find('LearnerPersonal', refId);
    if (refId !== undefined) found.push(typeof kept === 'object' ? kept.kept : kept);
  }
  return found;
}

test('with room for all, one stretch joins every object to what stands far behind it', async () => {
  const { windows, numbers } = await joinedNumbers(new Shelf());

  expect(windows).toBe(1);
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => String(index + 1)));
});

test.each([1000, 400, 200])('with room for %i bytes the result is the same, in more stretches', async (bytes) => {
  const { windows, numbers } = await joinedNumbers(new Shelf(bytes));

  expect(windows).toBeGreaterThan(1);
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => String(index + 1)));
});

test('with room for nothing, nothing is joined and nothing is lost', async () => {
  const { numbers } = await joinedNumbers(new Shelf(10));

  expect(numbers).toEqual(Array.from({ length: 30 }, () => undefined));
});

test('shortened data comes back exactly, control characters and all', () => {
  const data = {
    names: [{ use: 'official', family: 'A\u0001\u001fB', given: ['","given":["'] }],
    birthDate: { value: '2014-05-06', precision: 'day' },
  };

  expect(fromShortJson(shortJson(data))).toEqual(data);
  expect(shortJson(data).length).toBeLessThan(JSON.stringify(data).length);
});
