import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from '../kit/adapter.js';
import { STREAM_BOUNDS } from '../fhir/stream/bounds.js';
import { inPieces, readWith, STREAMED, WHOLE } from './testing/ways.js';
import { bundleOf } from './testing/bundles.js';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));
const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };
const JSON_TYPE = 'application/fhir+json';
/** So little room that what belongs together and stands apart is read in many rounds. */
const NARROW = { ...STREAMED, heldCharacters: 12_000, rounds: 200 };

const fixtures = readdirSync(FIXTURES).flatMap((name) =>
  readdirSync(`${FIXTURES}/${name}`).flatMap((file) => {
    const extension = /^input\.(json|xml)$/u.exec(file)?.[1];
    return extension === undefined
      ? []
      : [{ name, text: readFileSync(`${FIXTURES}/${name}/${file}`, 'utf8'), mediaType: `application/fhir+${extension}` }];
  }),
);

test.each(fixtures)('$name comes out the same read whole and read entry by entry', async ({ text, mediaType }) => {
  const whole = await readWith(WHOLE, inPieces(text, mediaType), context);
  const streamed = await readWith(STREAMED, inPieces(text, mediaType, 50), context);

  expect({ ...streamed, kind: 'any' }).toEqual({ ...whole, kind: 'any' });
});

/** What fixtures hold, as entries: real resources in company they were never sent in. */
const held = fixtures.flatMap(({ name, text, mediaType }) => {
  if (mediaType !== JSON_TYPE || /template|stu3|notification|duplicate-keys|patch/u.test(name)) return [];
  const root = JSON.parse(text) as { readonly resourceType?: string; readonly entry?: unknown };
  if (root.resourceType !== 'Bundle') return [[{ resource: root }]];
  return Array.isArray(root.entry) ? [root.entry as object[]] : [];
});

test('the entries of several fixtures, shuffled into one Bundle, come out the same', async () => {
  const mixed = fc
    .array(fc.constantFrom(...held), { minLength: 1, maxLength: 4 })
    .chain((lists) => fc.shuffledSubarray(lists.flat(), { minLength: Math.min(1, lists.flat().length) }));
  await fc.assert(
    fc.asyncProperty(mixed, fc.constantFrom('collection', 'searchset', 'history', 'batch', 'transaction'), async (entry, type) => {
      const text = JSON.stringify({ resourceType: 'Bundle', type, entry });
      const whole = await readWith(WHOLE, inPieces(text, JSON_TYPE), context);
      const streamed = await readWith(STREAMED, inPieces(text, JSON_TYPE), context);

      expect({ ...streamed, kind: 'any' }).toEqual({ ...whole, kind: 'any' });
    }),
    { numRuns: 100 },
  );
}, 120_000);

test('an answer that others refer to says nothing in their records, read whole or entry by entry', async () => {
  const answer = 'urn:uuid:0b1d3a54-6f0e-4f5e-9a63-5d1f4a2c7e10';
  const entry = [
    {
      resource: {
        resourceType: 'Patient',
        id: 'p0',
        name: [{ family: 'Sample' }],
        link: [{ other: { reference: answer }, type: 'seealso' }],
      },
    },
    { resource: { resourceType: 'Flag', id: 'f1', subject: { reference: answer } } },
    { fullUrl: answer, resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] } },
  ];
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  const whole = await readWith(WHOLE, inPieces(text, JSON_TYPE), context);

  expect(JSON.stringify(whole)).not.toContain('entry[2].resource.issue.severity');
  expect(await readWith(STREAMED, inPieces(text, JSON_TYPE), context)).toEqual({ ...whole, kind: 'streamed' });
});

test('most fixtures that are lists are indeed read entry by entry', async () => {
  const kinds = await Promise.all(
    fixtures
      .filter(({ text }) => /"type": ?"(?:collection|searchset|batch|transaction|history)"/u.test(text))
      .map(async ({ text, mediaType }) => (await readWith(STREAMED, inPieces(text, mediaType), context)).kind),
  );

  expect(kinds.filter((kind) => kind === 'streamed').length).toBeGreaterThan(kinds.length * 0.8);
});

describe('any Bundle', () => {
  test.each(['collection', 'searchset', 'history', 'batch', 'transaction'] as const)(
    'of type %s comes out the same, whatever order its entries have and however little is held',
    async (type) => {
      await fc.assert(
        fc.asyncProperty(bundleOf(type), async (bundle) => {
          const text = JSON.stringify(bundle);
          const whole = await readWith(WHOLE, inPieces(text, JSON_TYPE), context);
          const streamed = await readWith(STREAMED, inPieces(text, JSON_TYPE), context);
          const narrow = await readWith(NARROW, inPieces(text, JSON_TYPE), context);

          expect(streamed.kind).toBe('streamed');
          expect(streamed).toEqual({ ...whole, kind: 'streamed' });
          expect(narrow).toEqual(streamed);
        }),
        { numRuns: 120 },
      );
    },
    300_000,
  );

  test('and its resources as lines come out as the collection they make', async () => {
    await fc.assert(
      fc.asyncProperty(bundleOf('collection'), async (bundle) => {
        const resources = bundle.entry.map(({ resource }) => resource);
        const lines = resources.map((resource) => JSON.stringify(resource)).join('\n');
        const collection = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
        const whole = await readWith(WHOLE, inPieces(JSON.stringify(collection), JSON_TYPE), context);
        const streamed = await readWith(STREAM_BOUNDS, inPieces(`${lines}\n`, 'application/fhir+ndjson'), context);

        // The Bundle itself has members that no line has.
        expect(JSON.parse(JSON.stringify(streamed.items))).toEqual(JSON.parse(JSON.stringify(whole.items)));
        expect(streamed.positions).toBe(whole.positions);
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});
