import { describe, expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, type AdapterInput, type Limits, type Mapped } from '../kit/adapter.js';
import { fhirR4 } from './adapter.js';
import { bundleOutline } from './outline.js';
import { manyChildren, observationOf, patientOf } from './testing/many-children.js';
import { inPieces, readWith, STREAMED } from './testing/ways.js';

const context = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

async function read(input: AdapterInput, limits: Partial<Limits> = {}) {
  const within = { ...context, limits: { ...DEFAULT_LIMITS, ...limits } };
  const inspection = await fhirR4.inspect(input, within);
  const items: Mapped[] = [];
  if (inspection.accepted) for await (const item of fhirR4.map(input, within)) items.push(item);
  return { inspection, items, codes: inspection.issues.map(({ code }) => code) };
}

/** Text that is made while it is read. */
function made(mediaType: string, pieces: () => Iterable<string>): AdapterInput {
  return {
    mediaType,
    async *open() {
      await Promise.resolve();
      for (const piece of pieces()) yield new TextEncoder().encode(piece);
    },
  };
}

const JSON_TYPE = 'application/fhir+json';
const NDJSON = 'application/fhir+ndjson';

describe('children', () => {
  test('whose resources are sorted by type are read in several rounds, each with all that is said about it', async () => {
    const children = 300;
    const input = manyChildren({ children, as: 'bundle', order: 'by type' });
    const whole = await readWith(
      { ...STREAMED, wholeBytes: Number.MAX_SAFE_INTEGER },
      manyChildren({ children, as: 'bundle', order: 'by type' }),
      context,
    );
    const rounds = await readWith({ ...STREAMED, heldCharacters: 20_000 }, input, context);

    expect(rounds.kind).toBe('streamed');
    expect(rounds).toEqual({ ...whole, kind: 'streamed' });
  }, 180_000);

  test('one of whom stands in the first and in the last entry of a large file keeps nobody waiting', async () => {
    const last = { ...observationOf(0), id: 'late', note: [{ text: 'The last line' }] };
    const input = made(NDJSON, function* () {
      yield `${JSON.stringify(patientOf(0))}\n`;
      for (let child = 1; child <= 2_000; child += 1)
        yield `${JSON.stringify(patientOf(child))}\n${JSON.stringify(observationOf(child))}\n`;
      yield `${JSON.stringify(last)}\n`;
    });

    const { items } = await read(input);
    const first = items.find(({ position }) => position === 1);

    // It comes last, has the first position, and nothing of anybody else.
    expect(items.at(-1)).toBe(first);
    expect(items.map(({ kind }) => kind)).toEqual(Array.from({ length: 2_001 }, () => 'record'));
    expect(first?.kind === 'record' && first.record.information?.map(({ narrative }) => narrative)).toEqual(['The last line']);
  }, 180_000);

  test('too far apart for the rounds there may be are refused whole, with what to do', async () => {
    const bounds = { ...STREAMED, heldCharacters: 5_000, rounds: 3 };
    const input = manyChildren({ children: 200, as: 'ndjson', order: 'by type' });

    const { issues, items } = await readWith(bounds, input, context);

    expect(items).toEqual([]);
    expect(issues).toMatchObject([{ code: 'body.too-large', rule: expect.stringContaining('sort by patient, or split') as unknown }]);
  });

  test('who are all tied together are refused whole, with what to do', async () => {
    const group = {
      resourceType: 'Group',
      id: 'g',
      type: 'person',
      actual: true,
      member: Array.from({ length: 100 }, (_, child) => ({ entity: { reference: `Patient/c${child}` } })),
    };
    const about = { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'Talk' }, subject: { reference: 'Group/g' } };
    const lines = [group, ...Array.from({ length: 100 }, (_, child) => patientOf(child)), about]
      .map((resource) => JSON.stringify(resource))
      .join('\n');

    const tied = await readWith({ ...STREAMED, together: 50 }, inPieces(lines, NDJSON), context);
    const large = await readWith({ ...STREAMED, heldCharacters: 10_000 }, inPieces(lines, NDJSON), context);

    expect(tied.issues).toMatchObject([{ code: 'limit.items', rule: expect.stringContaining('split') as unknown }]);
    expect(large.issues).toMatchObject([{ code: 'limit.record-size', rule: expect.stringContaining('split') as unknown }]);
  });

  test('with more organisations in common than can be held are refused whole, with what to do', async () => {
    const { issues } = await readWith({ ...STREAMED, sharedCharacters: 50 }, manyChildren({ children: 3, as: 'ndjson' }), context);

    expect(issues).toMatchObject([{ code: 'limit.items', rule: expect.stringContaining('split') as unknown }]);
  });
});

describe('a large Bundle', () => {
  test('in XML is read entry by entry too', async () => {
    const child = (index: number): string =>
      `<entry><resource><Patient><id value="c${index}"/><name><family value="Sample"/></name><birthDate value="2015-04-04"/></Patient></resource></entry>` +
      `<entry><resource><Flag><id value="f${index}"/><status value="active"/><code><text value="Look"/></code><subject><reference value="Patient/c${index}"/></subject></Flag></resource></entry>`;
    const input = made('application/fhir+xml', function* () {
      yield '<Bundle xmlns="http://hl7.org/fhir"><id value="large"/><type value="collection"/>';
      for (let index = 0; index < 4_000; index += 1) yield child(index);
      yield '</Bundle>';
    });

    const { inspection, items } = await read(input);

    expect(inspection).toMatchObject({ accepted: true, positions: 4_000, taken: 'each' });
    expect(items.every((item) => item.kind === 'record' && item.record.information?.length === 1)).toBe(true);
  }, 180_000);

  test('that is a batch has an outline a FHIR endpoint can answer with', async () => {
    const entry = (index: number): string => JSON.stringify({ resource: patientOf(index), request: { method: 'POST', url: 'Patient' } });
    const input = made(JSON_TYPE, function* () {
      yield '{"entry":[';
      for (let index = 0; index < 6_000; index += 1) yield `${index === 0 ? '' : ','}${entry(index)}`;
      // What a Bundle is may be said last.
      yield '],"type":"batch","resourceType":"Bundle"}';
    });

    const outline = await bundleOutline(input, context);

    expect(outline).toMatchObject({ type: 'batch', entries: 6_000 });
    expect(outline.items).toEqual(Array.from({ length: 6_000 }, (_, index) => index + 1));
    expect(outline.positionToEntries.get(17)).toEqual([16]);
  }, 180_000);

  test('that ends too early is refused whole', async () => {
    const whole = await textOf(manyChildren({ children: 4_000, as: 'bundle' }));
    for (const part of [0.3, 0.7, 0.999])
      expect((await read(inPieces(whole.slice(0, whole.length * part), JSON_TYPE, 50_000))).codes).toEqual(['json.malformed']);
  }, 180_000);
});

describe('what is hostile', () => {
  test('nesting of a hundred thousand levels', async () => {
    const deep = (mediaType: string, start: string, level: string): AdapterInput => ({
      ...made(mediaType, function* () {
        yield start;
        for (let levels = 0; levels < 100_000; levels += 1000) yield level.repeat(1000);
      }),
      size: 100_000_000,
    });

    expect((await read(deep(JSON_TYPE, '{"resourceType":"Bundle","entry":[', '{"a":['))).codes).toEqual(['limit.depth']);
    expect((await read(deep(NDJSON, '{"resourceType":"Patient","x":', '['))).codes).toEqual(['limit.depth']);
    expect((await read(deep('application/fhir+xml', '<Bundle xmlns="http://hl7.org/fhir">', '<a>'))).codes).toEqual(['limit.depth']);
  });

  test('a huge string', async () => {
    const input = made(NDJSON, function* () {
      yield '{"resourceType":"Patient","id":"';
      for (let piece = 0; piece < 300; piece += 1) yield 'x'.repeat(1_000_000);
      yield '"}';
    });

    expect((await read(input)).codes).toEqual(['limit.text']);
  });

  test('millions of tiny entries', async () => {
    const tiny = '{},'.repeat(10_000);
    const input = made(JSON_TYPE, function* () {
      yield '{"resourceType":"Bundle","type":"collection","entry":[';
      for (let piece = 0; piece < 500; piece += 1) yield tiny;
      yield '{}]}';
    });

    expect((await read(input, { records: 1_000 })).codes).toEqual(['limit.items']);
  }, 300_000);

  test('ids made to fall into one place, and references that go round', async () => {
    const ring = Array.from({ length: 5_000 }, (_, at) => ({
      resourceType: 'Organization',
      id: `o${at}`,
      partOf: { reference: `Organization/o${(at + 1) % 5_000}` },
    }));
    const lines = [
      ...ring,
      patientOf(1),
      { ...patientOf(2), managingOrganization: { reference: 'Organization/o7' } },
      { ...patientOf(3), managingOrganization: { reference: 'Organization/o9' } },
    ];

    const { items } = await read(inPieces(lines.map((resource) => JSON.stringify(resource)).join('\n'), NDJSON, 60_000));

    expect(items.map(({ kind }) => kind)).toEqual(['record', 'record', 'record']);
  }, 180_000);

  test('a template, a patch and a second value on a line are refused as in small bodies', async () => {
    const template = `${JSON.stringify(patientOf(1))}\n${JSON.stringify({ ...patientOf(2), id: '${id}' })}`;

    expect((await read(inPieces(template, NDJSON))).inspection.issues).toMatchObject([
      { code: 'format.value', location: 'Bundle.entry[1].resource.id' },
    ]);
    expect((await read(inPieces('{"resourceType":"Patient"} {}', NDJSON))).codes).toEqual(['json.malformed']);
    expect((await read(inPieces('', NDJSON))).codes).toEqual(['body.empty']);
  });
});

async function textOf(input: AdapterInput): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of input.open()) pieces.push(new TextDecoder().decode(piece));
  return pieces.join('');
}
