import { afterAll, expect, test } from '@jest/globals';
import { FAULTS } from './faults/faults.js';
import { Grounds } from './frame/grounds.js';
import { runFault } from './frame/run-fault.js';
import { REDUCED } from './frame/size.js';

const grounds = new Grounds();
afterAll(() => grounds.close(), 60_000);

test.each(FAULTS.map((fault) => [fault.what, fault] as const))(
  '%s: nothing acknowledged is lost, overtaken or given a second id, and nobody need do anything',
  async (_, fault) => {
    const outcome = await runFault(fault, REDUCED, grounds);
    process.stdout.write(`${JSON.stringify(outcome)}\n`);

    expect(outcome.broken).toEqual([]);
    expect(outcome).toMatchObject({ missing: 0, outOfOrder: 0, secondIds: 0 });
    expect(outcome.records).toBeGreaterThan(3 * REDUCED.children);
    expect([...outcome.seen.readiness, ...outcome.seen.alarms]).toEqual(expect.arrayContaining([...(fault.seen ?? [])]));
  },
  240_000,
);
