import { expect, test } from '@jest/globals';
import { growth } from './flatness.js';
import { REDUCED, soak } from './soak.js';

test('under constant load, with everything removed in its time, no table grows', async () => {
  const report = await soak(REDUCED);
  const last = report.samples.at(-1)?.tables ?? {};
  process.stdout.write(
    `${JSON.stringify({ accepted: report.accepted, removed: report.removed, last: Object.fromEntries(Object.entries(last).filter(([, { bytes }]) => bytes > 200_000)) })}\n`,
  );

  expect(report.accepted).toBeGreaterThan(10 * REDUCED.recordsPerSubmission);
  expect(report.removed['records']).toBeGreaterThan(report.accepted / 4);
  expect(report.removed['children']).toBeGreaterThan(0);
  expect(report.removed['audit']).toBeGreaterThan(report.accepted / 4);
  expect(growth(report)).toEqual([]);
}, 240_000);

test('a table that goes on growing is found, and one that fills up and then stays is not', () => {
  const size = (bytes: number) => ({ bytes, live: 0, dead: 0 });
  const samples = Array.from({ length: 30 }, (_, n) => ({
    second: n,
    tables: { growing: size((n + 1) * 1_000_000), full: size(Math.min(n + 1, 8) * 1_000_000) },
  }));

  expect(growth({ samples }).map(({ table }) => table)).toEqual(['growing']);
});
