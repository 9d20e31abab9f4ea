import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { contractCheck, MappedRecord } from '@mash-gateway/contracts';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fhirR4 } from './adapter.js';
import { bundleOutline } from './outline.js';
import { isList, isObject, type Json } from '../fhir/read/tree.js';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));
const LARGEST = 12_000;
const holds = contractCheck(MappedRecord);
const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

const documents: readonly Json[] = readdirSync(FIXTURES)
  .map((name) => `${FIXTURES}/${name}/input.json`)
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length <= LARGEST && !text.includes('"id":"a","id":"b"'))
  .map((text) => JSON.parse(text) as Json);

/** Anything a sender may put where something else belongs. */
const intruder: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    '',
    ' ',
    '\u0000',
    '\ud800',
    0,
    -1,
    1e308,
    [],
    {},
    [null],
    { resourceType: 'Patient' },
    '#',
    'urn:uuid:',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('constructor', 'toString', '__proto__', '2026-02-30', '9876543210', 'Patient/kid', 'x'.repeat(40_000)),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

/** One value somewhere in a document replaced, removed, repeated or wrapped. */
const change = fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'remove', 'repeat', 'wrap'), intruder });

test('whatever is done to a document, nothing is thrown, every position is answered and every record is valid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 4 }), async (document, changes) => {
      const altered = changes.reduce<Json>((value, { at, how, intruder: other }) => alter(value, at, how, other), document);

      expect(await faultsOf(altered)).toEqual([]);
    }),
    { numRuns: 400, seed: 20261124 },
  );
}, 120_000);

/** What is wrong with the answer to a document; an exception is the test's failure. */
async function faultsOf(document: Json): Promise<string[]> {
  const input = inputOf(new TextEncoder().encode(JSON.stringify(document)), 'application/fhir+json');
  const inspection = await fhirR4.inspect(input, context);
  if (!inspection.accepted) return inspection.issues.some(({ severity }) => severity === 'error') ? [] : ['refused without an error'];
  const faults: string[] = [];
  const positions = new Set<number>();
  for await (const item of fhirR4.map(input, context)) {
    positions.add(item.position);
    if (item.kind === 'record') faults.push(...holds(JSON.parse(JSON.stringify(item.record))).map(({ location }) => location));
    else if (item.issues.length === 0) faults.push('no reason');
  }
  const outline = await bundleOutline(input, context);
  if (positions.size !== inspection.positions) faults.push('positions were miscounted');
  if ([...positions].some((position) => !outline.positionToEntries.has(position))) faults.push('a position without entries');
  return faults;
}

function alter(document: Json, at: number, how: string, other: Json): Json {
  const places = placesOf(document);
  const place = places[at % places.length];
  return place ? changed(document, place, how, other) : other;
}

function placesOf(value: Json): (readonly (string | number)[])[] {
  if (isList(value)) return value.flatMap((item, index) => [[index], ...placesOf(item).map((rest) => [index, ...rest])]);
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => [[key], ...placesOf(item).map((rest) => [key, ...rest])]);
  return [];
}

function changed(value: Json, [step, ...rest]: readonly (string | number)[], how: string, other: Json): Json {
  if (isList(value)) {
    if (rest.length === 0 && how === 'remove') return value.filter((_, index) => index !== step);
    return value.flatMap((item, index) => (index === step ? expanded(item, rest, how, other) : [item]));
  }
  if (!isObject(value) || typeof step !== 'string') return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    if (key !== step) return [[key, item]];
    if (rest.length === 0 && how === 'remove') return [];
    return [[key, expanded(item, rest, how, other)[0] ?? null]];
  });
  return Object.fromEntries(entries);
}

function expanded(item: Json, rest: readonly (string | number)[], how: string, other: Json): Json[] {
  if (rest.length > 0) return [changed(item, rest, how, other)];
  if (how === 'repeat') return [item, item];
  return [how === 'wrap' ? [item] : other];
}
