import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRealKafka, type RealKafka } from '../support/real-kafka/real-kafka.js';
import { killRounds } from './kill-rounds.js';

/** Kills at each stage; `npm run proof -- faults` makes more. */
const KILLS_PER_STAGE = 1;

let kafka: RealKafka;

beforeAll(async () => {
  kafka = await startRealKafka();
}, 120_000);

afterAll(() => kafka.close());

test(
  'every acknowledged record is on Kafka, in order per child, with one ce_id, after kill -9 at every stage under load',
  async () => {
    const { hits, verdict, drained } = await killRounds(kafka.bootstrap, KILLS_PER_STAGE);
    process.stdout.write(histogram(hits) + `\n${JSON.stringify(verdict)}\n`);

    expect(Math.min(...hits.values())).toBeGreaterThan(0);
    expect(drained).toBe(true);
    expect(verdict.faults).toEqual([]);
    expect(verdict.acknowledged).toBeGreaterThan(200);
  },
  30 * 60_000,
);

function histogram(hits: ReadonlyMap<string, number>): string {
  return [...hits].map(([stage, count]) => `${String(count).padStart(4)} ${'#'.repeat(count)}  ${stage}`).join('\n');
}
