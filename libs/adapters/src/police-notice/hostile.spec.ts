import { describe, expect, test } from '@jest/globals';
import { ISSUE_CODES, MappedRecord, validateContract } from '@mash-gateway/contracts';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { outcomeOf, plain, type ExpectedOutcome } from '../conformance/outcome.js';
import { inputOf } from '../kit/bytes.js';
import { policeNotice } from './adapter.js';

const RUNS = 150;
/** A word that no fixture, code list or rule holds. */
const SECRET = 'Zyxwsecret';

const sources = ['complete', 'absences', 'missing-episodes', 'identifiers', 'batch'].map((name) =>
  readFileSync(new URL(`fixtures/${name}/input.xml`, import.meta.url), 'utf8'),
);
const source = fc.constantFrom(...sources);

describe('whatever is done to a notice', () => {
  test('replacing any values with others never throws, breaks the contract or repeats a value in an issue', async () => {
    const value = fc.oneof(
      fc.constantFrom(SECRET, '', ' ', '0', '-1', '99999999999999999999', '31/02/2026', 'true', '\u{1F600}'),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${SECRET}${text}`),
      fc.integer({ min: 1, max: 4000 }).map((length) => `${SECRET} ${'x'.repeat(length)}`),
    );
    const property = fc.asyncProperty(
      source,
      fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 8 }),
      async (text, changes) => {
        await holds(changes.reduce((document, [place, other]) => withValue(document, place, other), text));
      },
    );

    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined();
  });

  test('taking out, doubling, moving and renaming elements never throws or breaks the contract', async () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom('drop', 'double', 'rename', 'unprefix', 'empty'));
    const property = fc.asyncProperty(source, fc.array(change, { minLength: 1, maxLength: 6 }), async (text, changes) => {
      await holds(changes.reduce((document, [place, kind]) => withElement(document, place, kind), text));
    });

    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined();
  });

  test('bytes cut, flipped or put in never throw', async () => {
    const splice = fc.tuple(fc.nat(), fc.nat({ max: 30 }), fc.uint8Array({ maxLength: 12 }));
    const property = fc.asyncProperty(source, fc.array(splice, { minLength: 1, maxLength: 4 }), async (text, splices) => {
      const bytes = splices.reduce<Uint8Array>((body, [at, length, put]) => {
        const start = at % body.length;
        return Buffer.concat([body.subarray(0, start), put, body.subarray(start + length)]);
      }, Buffer.from(text));
      await holds(bytes);
    });

    await expect(fc.assert(property, { numRuns: RUNS })).resolves.toBeUndefined();
  });
});

test('a hundred children and a hundred people give records of an allowed size and number of parts', async () => {
  const child = (n: number): string =>
    `<Child id="k${n}"><Name><GivenName>Rowan</GivenName><Surname>Sample</Surname></Name><Role>victim</Role></Child>`;
  const person = (n: number): string => `<Person id="p${n}"><Name><Surname>Sample</Surname></Name><Role>witness</Role></Person>`;
  const many = (make: (n: number) => string, count: number): string => Array.from({ length: count }, (_, n) => make(n)).join('');
  const text =
    '<Notice xmlns="urn:mash-gateway:police-notice:1" profile="1.0"><Children>' +
    `${many(child, 100)}</Children><Persons>${many(person, 100)}</Persons></Notice>`;

  const outcome = await holds(text);

  expect(outcome.items).toHaveLength(100);
  const [first] = outcome.items;
  expect(first?.kind === 'record' && first.record.persons?.length).toBe(100);
});

describe('more children than the schema allows in one notice', () => {
  const children = Array.from({ length: 101 }, (_, n) => `<Child id="k${n}"><Name><Surname>${SECRET}</Surname></Name></Child>`).join('');
  const oversized = `<Notice xmlns="urn:mash-gateway:police-notice:1" profile="1.0"><Children>${children}</Children></Notice>`;

  test('refuse a notice before any of it is mapped, since the work would grow with their square', async () => {
    const { inspection, items } = await holds(oversized);

    expect(inspection).toMatchObject({ accepted: false, issues: [{ code: 'limit.items', location: '/Notice/Children' }] });
    expect(items).toEqual([]);
  });

  test('refuse only that notice of a batch', async () => {
    const batch = `<Notices xmlns="urn:mash-gateway:police-notice:1">${oversized}${oversized.replace(children, children.slice(0, children.indexOf('</Child>') + 8))}</Notices>`;

    const { inspection, items } = await holds(batch);

    expect(inspection).toMatchObject({ accepted: true, positions: 2 });
    expect(items.map(({ kind, position }) => [kind, position])).toEqual([
      ['refused', 1],
      ['record', 2],
    ]);
  });
});

test('a text longer than its field is shortened and said to be', async () => {
  const text = (sources[0] ?? '').replace('Two children were found alone.', 'x'.repeat(40_000));

  const [first] = (await holds(text)).items;

  expect(first?.kind === 'record' && first.record.information?.[0]?.narrative?.length).toBe(32_000);
  expect(first?.kind === 'record' && first.record.quality?.issues?.map(({ code, location }) => [code, location])).toContainEqual([
    'text.shortened',
    '/Notice/Incident/Narrative',
  ]);
});

/** The adapter neither throws nor breaks the contract, and its issues hold catalogue codes and no planted value. */
async function holds(body: string | Uint8Array): Promise<ExpectedOutcome> {
  const outcome = await outcomeOf(policeNotice, inputOf(typeof body === 'string' ? Buffer.from(body) : body, 'application/xml'));
  for (const item of outcome.items) if (item.kind === 'record') expect(validateContract(MappedRecord, plain(item.record))).toEqual([]);
  const issues = [
    ...outcome.inspection.issues,
    ...outcome.items.flatMap((item) => (item.kind === 'record' ? (item.record.quality?.issues ?? []) : item.issues)),
  ];
  expect(issues.filter(({ code }) => !ISSUE_CODES.includes(code))).toEqual([]);
  expect(JSON.stringify(issues)).not.toContain(SECRET);
  return outcome;
}

/** The document with the nth text or attribute value replaced. */
function withValue(document: string, place: number, other: string): string {
  const values = [...document.matchAll(/(?<=>)[^<>]*\S[^<>]*(?=<\/)|(?<= [\w:]+=")[^"]*(?=")/gu)];
  const match = values[place % values.length];
  if (match === undefined) return document;
  return document.slice(0, match.index) + escaped(other) + document.slice(match.index + match[0].length);
}

/** The document with its nth element without children changed. */
function withElement(document: string, place: number, kind: string): string {
  const elements = [...document.matchAll(/<([A-Z]\w*)(\s[^<>]*?)?>([^<>]*)<\/\1>/gu)];
  const match = elements[place % elements.length];
  if (match === undefined) return document;
  const [whole, name = '', attributes = '', text = ''] = match;
  const changed: Readonly<Record<string, string>> = {
    drop: '',
    double: whole + whole,
    rename: `<X${name}>${text}</X${name}>`,
    unprefix: `<${name} xmlns=""${attributes}>${text}</${name}>`,
    empty: `<${name}${attributes}/>`,
  };
  return document.slice(0, match.index) + (changed[kind] ?? whole) + document.slice(match.index + whole.length);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
