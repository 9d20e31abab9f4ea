import { expect, test } from '@jest/globals';
import { ADAPTERS } from '../../../apps/gateway/src/config/adapters.js';
import { benchBodies } from './bodies.js';
import { measureAdapter } from './measure-adapters.js';

test('every adapter is measured beside its bare parser, on bodies that give a record for every child in them', async () => {
  const all = await benchBodies(0.02);
  const measured = [];
  for (const bodies of all) measured.push(await measureAdapter(bodies, 1));

  expect([...new Set(measured.map(({ adapter }) => adapter))].sort()).toEqual(Object.keys(ADAPTERS).sort());
  for (const { records } of measured) expect(records).toBeGreaterThan(0);
}, 300_000);
