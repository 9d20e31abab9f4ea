import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, defineAdapter, type Mapped } from '@mash-gateway/adapters';
import { Information, type MappedRecord } from '@mash-gateway/contracts';
import { aMappedRecord } from '@mash-gateway/contracts/testing';
import type { Agreement, FeedConfig } from '../config/gateway-config.js';
import { sharingRules } from '../sharing/agreements.js';
import { prepare, type Prepared } from './prepare.js';
import { contractValidator } from './record-validator.js';

const feed = { id: 'police-demo', agency: 'police', agreement: 'demo-agreement' } as FeedConfig;
const agreement: Agreement = {
  id: 'demo-agreement',
  version: '1',
  scope: 'all',
  recipients: ['demo-mash'],
  from: '2026-01-01',
  to: '2026-12-31',
  publicAuthority: true,
  regime: 'uk-gdpr',
  article6: 'e',
  purpose: 'safeguarding',
  controller: 'Exampleshire County Council',
};
const now = new Date('2026-11-24T12:00:00Z');

/** What prepare makes of these results of an adapter. */
async function prepared(
  items: readonly Mapped[],
  agreements: readonly Agreement[] = [agreement],
  ruledAt = now,
): Promise<readonly Prepared['outcome'][]> {
  const adapter = defineAdapter({
    id: 'test',
    version: '1',
    standard: 'test',
    mediaTypes: ['text/plain'],
    capabilities: { streaming: false, syntaxes: ['csv'], manyRecords: true },
    inspect: () => Promise.resolve({ accepted: true, positions: items.length, taken: 'each', issues: [] }),
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams
    async *map() {
      yield* items;
    },
  });
  const input = { mediaType: 'text/plain', open: () => (async function* (): AsyncIterable<Uint8Array> {})() };
  const rules = sharingRules([feed], agreements);
  const outcomes: Prepared['outcome'][] = [];
  for await (const { outcome } of prepare(input, {
    adapter,
    feed,
    validator: contractValidator(),
    rules,
    clock: { now: () => ruledAt },
    context: { now, limits: DEFAULT_LIMITS },
  }))
    outcomes.push(outcome);
  return outcomes;
}

const record = (change: Partial<MappedRecord> = {}): MappedRecord => Object.assign(aMappedRecord(), change);
const mapped = (position: number, of = record()): Mapped => ({ kind: 'record', position, record: of });

test('a record that keeps to the contract becomes a statement, ruled on, with the agency of its feed', async () => {
  const [outcome] = await prepared([mapped(1)]);

  expect(outcome).toMatchObject({
    kind: 'statement',
    position: 1,
    ruling: { kind: 'publish', recipients: ['demo-mash'], handling: { purpose: 'safeguarding', article6: 'e' } },
    record: { source: { agency: 'police', position: 1 } },
  });
});

test('one that breaks the contract is refused with the place and the rule, never the value', async () => {
  const broken = record({ schemaVersion: 'Rowan Sample' as MappedRecord['schemaVersion'] });

  const [outcome] = await prepared([mapped(1, broken)]);

  expect(outcome).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'contract.violation', severity: 'error', location: '/schemaVersion' }],
  });
  expect(JSON.stringify(outcome)).not.toContain('Rowan Sample');
});

test('text that the database cannot hold is a located issue', async () => {
  const source = Object.assign(aMappedRecord().source, { system: 'half a pair \uD83D' });

  const [outcome] = await prepared([mapped(1, record({ source }))]);

  expect(outcome).toMatchObject({ kind: 'refused', issues: [{ location: '/source/system' }] });
});

test('a record above 512 KiB is refused by name, before anything else is said of it', async () => {
  const entry = Object.assign(new Information(), { narrative: 'x'.repeat(20_000) });

  const [outcome] = await prepared([mapped(1, record({ information: Array.from({ length: 30 }, () => entry) }))]);

  expect(outcome).toMatchObject({ kind: 'refused', issues: [{ code: 'record.too-large', location: '/' }] });
});

test('without an agreement in force a record is held, and its sender is told', async () => {
  const [outcome] = await prepared([mapped(1)], []);

  expect(outcome).toMatchObject({
    kind: 'statement',
    ruling: { kind: 'held' },
    issues: expect.arrayContaining([
      { code: 'agreement.missing', severity: 'warning', location: '/', rule: 'kept until an agreement is in force' },
    ]) as unknown,
  });
});

test('two results of one position get numbers of their own, the same on every reading', async () => {
  const items: Mapped[] = [mapped(1), mapped(1), { kind: 'nothing', position: 2, issues: [] }, mapped(7)];

  const positions = (await prepared(items)).map(({ position }) => position);

  expect(positions).toEqual([1, 2, 3, 7]);
});

test('the agreement must be in force when the ruling is made, not when the message was received', async () => {
  const [outcome] = await prepared([mapped(1)], [agreement], new Date('2027-01-01T00:00:00Z'));

  expect(outcome).toMatchObject({ kind: 'statement', ruling: { kind: 'held', reason: 'no-agreement-in-force' } });
});
