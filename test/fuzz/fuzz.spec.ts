import { expect, test } from '@jest/globals';
import { fuzz } from '@mash-gateway/adapters/conformance';
import { TARGETS, targetOf } from './targets.js';

/** Inputs for each adapter; `npm run fuzz` goes on for as long as it is told. */
const RUNS = Number(process.env['MASH_FUZZ_RUNS'] ?? 1_500);
/** Below this, what Node itself does is larger than what is measured. */
const FLOOR = 24 * 1024 * 1024;

test.each(TARGETS)(
  '%s: whatever is done to its documents, it neither throws nor hangs nor grows, and repeats no value in an issue',
  async (id) => {
    const report = await fuzz((await targetOf(id)).adapter, { ...(await targetOf(id)), seed: 1, runs: RUNS });

    expect(report.findings.map(({ run, what, fixture }) => ({ run, what, fixture }))).toEqual([]);
    expect(report.runs).toBe(RUNS);
    // A run that never gets past the first pass tests little.
    expect(report.accepted).toBeGreaterThan(RUNS / 5);
    expect(report.heldAtEnd - report.heldEarly).toBeLessThan(FLOOR);
    process.stdout.write(
      `${id}: ${String(report.runs)} inputs, ${String(report.accepted)} taken, ${String(report.records)} records, slowest ${report.slowestMs.toFixed(0)} ms\n`,
    );
  },
  600_000,
);
