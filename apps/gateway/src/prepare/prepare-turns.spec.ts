import { expect, test } from '@jest/globals';
import { DEFAULT_LIMITS, defineAdapter } from '@mash-gateway/adapters';
import type { FeedConfig } from '../config/gateway-config.js';
import { sharingRules } from '../sharing/agreements.js';
import { prepare } from './prepare.js';
import { contractValidator } from './record-validator.js';

const POSITIONS = 100;

const neverWaits = defineAdapter({
  id: 'test',
  version: '1',
  standard: 'test',
  mediaTypes: ['text/plain'],
  capabilities: { streaming: false, syntaxes: ['csv'], manyRecords: true },
  inspect: () => Promise.resolve({ accepted: true, positions: POSITIONS, taken: 'each', issues: [] }),
  // eslint-disable-next-line @typescript-eslint/require-await -- the interface streams
  async *map() {
    for (let position = 1; position <= POSITIONS; position += 1) yield { kind: 'nothing', position, issues: [] };
  },
});

test('others are served while a large submission is mapped, though its adapter never waits for anything', async () => {
  const feed = { id: 'police-demo', agency: 'police', agreement: 'demo-agreement' } as FeedConfig;
  const input = { mediaType: 'text/plain', open: () => (async function* (): AsyncIterable<Uint8Array> {})() };
  const now = new Date('2026-11-24T12:00:00Z');
  const preparation = {
    adapter: neverWaits,
    feed,
    validator: contractValidator(),
    rules: sharingRules([feed], []),
    clock: { now: () => now },
    context: { now, limits: DEFAULT_LIMITS },
  };
  let served = false;
  setImmediate(() => {
    served = true;
  });

  const positions: number[] = [];
  for await (const { outcome } of prepare(input, preparation)) positions.push(outcome.position);

  expect(positions).toHaveLength(POSITIONS);
  expect(served).toBe(true);
});
