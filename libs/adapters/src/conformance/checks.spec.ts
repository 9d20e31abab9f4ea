import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCHEMA_VERSION, type MappedRecord } from '@mash-gateway/contracts';
import { defineAdapter, type Adapter, type AdapterInput, type MapContext, type Mapped } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { fault, Refusal, warning } from '../kit/issues.js';
import { jsonDocument } from '../kit/json.js';
import { codesOfSystem, conformanceChecks, type CheckName, type ConformanceOptions } from './index.js';
import { outcomeOf, plain } from './outcome.js';

interface ToyChild {
  readonly name?: unknown;
  readonly sex?: unknown;
  readonly shoeSize?: unknown;
}

const SEXES: Readonly<Record<string, 'female' | 'male'>> = { F: 'female', M: 'male' };

/** An adapter of a format that exists only here: `{"children": [{"name", "sex", "shoeSize"}]}`. */
const toy = defineAdapter({
  id: 'toy',
  version: '1.0.0',
  standard: 'Toy 1',
  mediaTypes: ['application/json'],
  capabilities: { streaming: false, syntaxes: ['json'], manyRecords: true },
  async inspect(input, context) {
    try {
      return { accepted: true, positions: (await children(input, context)).length, taken: 'each', issues: [] };
    } catch (error) {
      if (error instanceof Refusal) return { accepted: false, issues: [error.issue] };
      throw error;
    }
  },
  async *map(input, context) {
    const listed = await children(input, context).catch(() => []);
    for (const [index, child] of listed.entries()) yield mapChild(child, index + 1);
  },
});

async function children(input: AdapterInput, { limits }: MapContext): Promise<readonly ToyChild[]> {
  const document = (await jsonDocument(input, limits)) as { readonly children?: unknown } | null;
  const listed = typeof document === 'object' ? document?.children : undefined;
  if (!Array.isArray(listed)) throw new Refusal(fault('format.unexpected-root', '/children'));
  return listed.filter((item): item is ToyChild => typeof item === 'object' && item !== null);
}

function mapChild(child: ToyChild, position: number): Mapped {
  const { name, sex } = child;
  if (typeof name !== 'string' || name.trim() === '')
    return { kind: 'refused', position, issues: [fault('child.missing-name', `children[${position - 1}].name`)] };
  const known = typeof sex === 'string' ? SEXES[sex] : undefined;
  const original = typeof sex === 'string' && sex !== '' ? { original: [{ system: 'toy/sex', code: sex.slice(0, 50) }] } : {};
  const record: MappedRecord = {
    schemaVersion: SCHEMA_VERSION,
    child: {
      state: 'born',
      names: [{ use: 'official', text: name.slice(0, 100).replace(/\p{Surrogate}/gu, '') || '?' }],
      sex: { normalised: known ?? 'unknown', ...original },
    },
    source: { agency: 'other', standard: 'Toy 1', adapter: 'toy', mappingVersion: '1.0.0', position, change: 'full' },
  };
  return { kind: 'record', position, record };
}

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mash-conformance-'));
  const text = '{"children":[{"name":"Rowan","sex":"F","shoeSize":"4"},{"name":"Robin","sex":"M"}]}';
  mkdirSync(join(folder, 'two-children'));
  writeFileSync(join(folder, 'two-children', 'input.json'), text);
  writeFileSync(join(folder, 'two-children', 'note.md'), '# Two children\n');
  // Only here, where the adapter is the yardstick for the kit and not the other way round, is an expectation made from output.
  const expected = plain(await outcomeOf(toy, inputOf(new TextEncoder().encode(text), 'application/json')));
  writeFileSync(join(folder, 'two-children', 'expected.json'), JSON.stringify(expected));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const options = (further: Partial<ConformanceOptions> = {}): ConformanceOptions => ({
  fixturesDir: folder,
  mediaTypes: { json: 'application/json' },
  unmapped: [{ path: 'children/shoeSize', reason: 'Nobody needs it' }],
  codeTables: [codesOfSystem('SEXES', 'toy/sex', Object.keys(SEXES))],
  ...further,
});

/** The checks that an adapter fails, without the names of fixtures. */
async function failed(adapter: Adapter, further: Partial<ConformanceOptions> = {}): Promise<string[]> {
  const names = new Set<string>();
  for (const { name, run } of conformanceChecks(adapter, options(further))) await run().catch(() => names.add(name.split(':')[0] ?? name));
  return [...names];
}

test('an adapter that does everything right passes, and what it cannot do is skipped with a reason', async () => {
  expect(await failed(toy)).toEqual([]);
  const skipped = conformanceChecks(toy, options()).flatMap((check) => check.skipped ?? []);
  expect(skipped).toEqual(['The adapter declares that it does not stream']);
});

describe('each fault is found by the check that is there for it', () => {
  const altered = (change: (item: Mapped) => Mapped): Adapter => ({
    ...toy,
    async *map(input, context) {
      for await (const item of toy.map(input, context)) yield change(item);
    },
  });
  const withChild = (change: (record: MappedRecord) => MappedRecord): Adapter =>
    altered((item) => (item.kind === 'record' ? { ...item, record: change(item.record) } : item));
  let calls = 0;
  const telling: Adapter = {
    ...toy,
    async *map(input, context) {
      const listed = await children(input, context).catch(() => []);
      for (const [index, child] of listed.entries()) {
        const unknown = Object.keys(child).filter((key) => !['name', 'sex', 'shoeSize'].includes(key));
        const item = mapChild(child, index + 1);
        const issues = unknown.map((key) => warning('format.unknown-field', `children[${index}].${key}`));
        yield item.kind === 'record' && issues.length > 0 ? { ...item, record: { ...item.record, quality: { issues } } } : item;
      }
    },
  };

  const faults: readonly (readonly [string, CheckName, Adapter])[] = [
    ['a missing name', 'expected output', withChild((record) => ({ ...record, child: { state: 'born' } }))],
    ['an unknown field', 'contract', withChild((record) => Object.assign({ colour: 'red' }, record))],
    ['a field of undefined', 'contract', withChild((record) => Object.assign({ handling: undefined }, record))],
    [
      'an id of its own making',
      'same bytes, same result',
      withChild((record) => ({ ...record, source: { ...record.source, sourceRecordId: `n${(calls += 1)}` } })),
    ],
    [
      'a value in an issue',
      'issues hold no value',
      withChild((record) => ({
        ...record,
        quality: { issues: [warning('code.unknown', 'sex', record.child.names?.[0]?.text)] },
      })),
    ],
    ['a name of the sender in an issue', 'names stay out of locations', telling],
    [
      'a field nobody reads',
      'every source field',
      withChild((record) => ({ ...record, child: { state: 'born', names: record.child.names ?? [] } })),
    ],
  ];

  test.each(faults)('%s', async (_, check, adapter) => {
    expect(await failed(adapter)).toContain(check);
  });

  test('a body that is neither refused nor mapped', async () => {
    const lenient: Adapter = { ...toy, inspect: () => Promise.resolve({ accepted: true, positions: 2, taken: 'each', issues: [] }) };

    expect(await failed(lenient)).toContain('hostile input');
  });

  test('an adapter that throws at a sender', async () => {
    const throwing: Adapter = {
      ...toy,
      async inspect(input, context) {
        const outcome = await toy.inspect(input, context);
        if (!outcome.accepted) throw new Error('not for senders');
        return outcome;
      },
    };

    expect(await failed(throwing)).toEqual(['hostile input', 'names stay out of locations']);
  });

  test('a code without a fixture, and an unmapped path without one', async () => {
    const codeTables = [codesOfSystem('SEXES', 'toy/sex', ['F', 'M', 'X'])];
    const unmapped = [...options().unmapped, { path: 'children/hat', reason: 'Nobody needs it' }];

    expect(await failed(toy, { codeTables })).toEqual(['every code']);
    expect(await failed(toy, { unmapped })).toEqual(['every source field']);
    expect(await failed(toy, { unmapped: [] })).toEqual(['every source field']);
  });

  test('an adapter that says it streams and gathers everything', async () => {
    const gathering: Adapter = { ...toy, capabilities: { ...toy.capabilities, streaming: true } };
    const bodyOf = (records: number): AdapterInput => {
      const listed = Array.from({ length: records }, (_, index) => ({ name: `Rowan ${index} ${'x'.repeat(3000)}`, sex: 'F' }));
      return inputOf(new TextEncoder().encode(JSON.stringify({ children: listed })), 'application/json');
    };

    expect(await failed(gathering, { bodyOf })).toEqual(['flat memory']);
  });
});
