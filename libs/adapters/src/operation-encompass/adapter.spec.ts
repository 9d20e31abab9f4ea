import { describe, expect, test } from '@jest/globals';
import type { MappedRecord } from '@mash-gateway/contracts';
import { readFileSync } from 'node:fs';
import { DEFAULT_LIMITS, type Mapped } from '../kit/adapter.js';
import { inputOf } from '../kit/bytes.js';
import { operationEncompass } from './index.js';

const CONTEXT = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

async function itemsOf(text: string, mediaType: string, limits = DEFAULT_LIMITS): Promise<readonly Mapped[]> {
  const items: Mapped[] = [];
  for await (const item of operationEncompass.map(inputOf(Buffer.from(text), mediaType), { ...CONTEXT, limits })) items.push(item);
  return items;
}

async function recordsIn(fixture: string): Promise<readonly MappedRecord[]> {
  const text = readFileSync(new URL(`fixtures/${fixture}/input.xml`, import.meta.url), 'utf8');
  return (await itemsOf(text, 'application/xml')).flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

describe('several families of one incident', () => {
  test('a record says nothing of another family: no name, no circumstances, no school, no issue', async () => {
    const [rowan, hazel, linden] = await recordsIn('families-and-schools');

    expect(JSON.stringify([rowan, hazel])).not.toMatch(/Muster|neighbours|Other Primary|k3/u);
    expect(JSON.stringify(linden)).not.toMatch(/Sample|Rowan|Hazel|father|Example Primary|Example High/u);
  });

  test('each child is addressed to its own school', async () => {
    const records = await recordsIn('families-and-schools');

    expect(records.map(({ source }) => source.addressedTo?.name)).toEqual([
      'Example Primary School',
      'Example High School',
      'Other Primary School',
    ]);
  });

  test('what is wrong with one child is told to nobody else', async () => {
    const records = await recordsIn('hidden-address');

    expect(records.map(({ quality }) => quality?.issues?.length ?? 0)).toEqual([0, 1]);
  });
});

test('XML and JSON of one notification give the same record', async () => {
  const xml = readFileSync(new URL('fixtures/complete-xml/input.xml', import.meta.url), 'utf8');
  const json = readFileSync(new URL('fixtures/complete-json/input.json', import.meta.url), 'utf8');

  expect(await itemsOf(json, 'application/json')).toEqual(await itemsOf(xml, 'application/xml'));
});

test('a child under the duty is urgent with the deadline in its codes; others have neither', async () => {
  const deadlines = (records: readonly MappedRecord[]): readonly [string | undefined, boolean][] =>
    records.map(({ information }) => [
      information?.[0]?.urgency,
      (information?.[0]?.codes ?? []).some(({ code }) => code === 'before-next-school-day'),
    ]);

  expect(deadlines(await recordsIn('home-educated'))).toEqual(Array.from({ length: 4 }, () => ['urgent', true]));
  expect(deadlines(await recordsIn('not-at-school'))).toEqual(Array.from({ length: 3 }, () => [undefined, false]));
  expect(deadlines(await recordsIn('adult'))).toEqual([[undefined, false]]);
});

test('every version of a notification is about the same source record', async () => {
  const [updated] = await recordsIn('updated');
  const [cancelled] = await recordsIn('cancelled');

  expect(cancelled?.source.sourceRecordId).toBe(updated?.source.sourceRecordId);
  expect([updated?.source.sequence, cancelled?.source.sequence]).toEqual([3, 4]);
  expect(cancelled?.information?.[0]?.state).toBe('entered-in-error');
});

test('more children than one record could name are refused', async () => {
  const children = Array.from({ length: 51 }, (_, index) => ({ id: `k${index}`, education: { status: 'at-school' } }));

  const inspection = await operationEncompass.inspect(
    inputOf(Buffer.from(JSON.stringify({ profile: '1.0', header: {}, families: [{ children }] })), 'application/json'),
    CONTEXT,
  );

  expect(inspection).toMatchObject({ accepted: false, issues: [{ code: 'limit.items' }] });
});

test('more records than the feed takes are refused', async () => {
  const children = [{ id: 'k1' }, { id: 'k2' }];
  const body = inputOf(Buffer.from(JSON.stringify({ families: [{ children }] })), 'application/json');

  const inspection = await operationEncompass.inspect(body, { ...CONTEXT, limits: { ...DEFAULT_LIMITS, records: 1 } });

  expect(inspection).toMatchObject({ accepted: false, issues: [{ code: 'limit.items' }] });
});

test('fifty children with fifty adults fit into what a record may hold', async () => {
  const adults = Array.from({ length: 60 }, () => ({ name: { family: 'Sample' }, part: 'witness' }));
  const children = Array.from({ length: 50 }, (_, index) => ({ id: `k${index}`, name: { family: 'Sample' } }));

  const items = await itemsOf(JSON.stringify({ header: {}, families: [{ adults, children }] }), 'application/json');

  expect(items).toHaveLength(50);
  for (const item of items) {
    const record = item.kind === 'record' ? item.record : undefined;
    expect([record?.persons?.length, record?.information?.[0]?.people?.length]).toEqual([98, 50]);
  }
});

const oneChild = (reference: string, child: object): string =>
  JSON.stringify({ header: { force: { code: '99' }, reference }, families: [{ children: [child] }] });

async function recordOf(text: string, mediaType = 'application/json'): Promise<MappedRecord | undefined> {
  const [item] = await itemsOf(text, mediaType);
  return item?.kind === 'record' ? item.record : undefined;
}

test('a stroke in a reference or in an id never makes one source record of two children', async () => {
  const ids = [
    (await recordOf(oneChild('1/2', { id: '3' })))?.source.sourceRecordId,
    (await recordOf(oneChild('1', { id: '2/3' })))?.source.sourceRecordId,
  ];

  expect(ids).toEqual(['operation-encompass:99/1%2F2/3', 'operation-encompass:99/1/2%2F3']);
});

test('a reference or an id too long to be kept whole names no source record', async () => {
  expect((await recordOf(oneChild('R'.repeat(121), { id: '3' })))?.source.sourceRecordId).toBeUndefined();
  expect((await recordOf(oneChild('R', { id: 'k'.repeat(201) })))?.source.sourceRecordId).toBeUndefined();
});

test.each([[['true']], [{ value: true }], ['perhaps'], ['TRUE'], [true]])(
  'an address that may be meant to be hidden is hidden, and so is the child: %j',
  async (hidden) => {
    const record = await recordOf(oneChild('R', { id: 'k1', address: { lines: ['2 Refuge Road'], hidden } }));

    expect([record?.child.addresses?.[0]?.confidential, record?.handling?.restricted]).toEqual([true, true]);
  },
);

test.each(['<Hidden>false</Hidden><Hidden>true</Hidden>', '<Hidden><Value>true</Value></Hidden>'])(
  'an address hidden in a way the profile does not have is hidden: %s',
  async (hidden) => {
    const child = `<Child><Id>k1</Id><Address><Line>2 Refuge Road</Line>${hidden}</Address></Child>`;
    const record = await recordOf(
      `<Notification xmlns="urn:mash-gateway:operation-encompass:1"><Family>${child}</Family></Notification>`,
      'application/xml',
    );

    expect([record?.child.addresses?.[0]?.confidential, record?.handling?.restricted]).toEqual([true, true]);
  },
);
