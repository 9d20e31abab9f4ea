import assert from 'node:assert/strict';
import { DEFAULT_LIMITS, type Adapter, type AdapterInput } from '../kit/adapter.js';
import { collector } from './collector.js';
import type { ConformanceOptions } from './options.js';
import { FIXTURE_NOW } from './outcome.js';

const FEW = 500;
/** Few, because each asks for a full collection. */
const SAMPLES = 5;
/** Below this, what Node itself does between two samples can be larger than what is measured; an adapter that kept its records would hold 5 MiB of them and more. */
const FLOOR = 4 * 1024 * 1024;

/** What is held at the worst moment at ten times the size is at most 1.2 times as much. */
export async function checkFlatMemory(adapter: Adapter, bodyOf: NonNullable<ConformanceOptions['bodyOf']>): Promise<void> {
  const held = collector();
  const small = await peak(adapter, bodyOf(FEW), FEW, held);
  const large = await peak(adapter, bodyOf(FEW * 10), FEW * 10, held);
  const most = Math.max(small, FLOOR) * 1.2;
  assert.ok(large <= most, `held ${large} bytes at ${FEW * 10} records, ${small} at ${FEW}`);
}

/** The most memory still in use, after collection, at samples spread over both passes. */
async function peak(adapter: Adapter, input: AdapterInput, records: number, held: () => number): Promise<number> {
  const before = held();
  let most = 0;
  const sampled: AdapterInput = {
    ...input,
    async *open() {
      let chunks = 0;
      for await (const chunk of input.open()) {
        chunks += 1;
        // At the 8th, 16th, 32nd and so on: the later, the more would have gathered.
        if (chunks >= 8 && (chunks & (chunks - 1)) === 0) most = Math.max(most, held() - before);
        yield chunk;
      }
    },
  };
  const context = { now: FIXTURE_NOW, limits: DEFAULT_LIMITS };
  const inspection = await adapter.inspect(sampled, context);
  assert.ok(inspection.accepted && inspection.positions === records, `bodyOf(${records}) must be accepted with ${records} positions`);
  let items = 0;
  for await (const item of adapter.map(sampled, context)) {
    assert.equal(item.kind, 'record', 'bodyOf must give records');
    items += 1;
    if (items % Math.ceil(records / SAMPLES) === 0) most = Math.max(most, held() - before);
  }
  assert.equal(items, records);
  return most;
}
