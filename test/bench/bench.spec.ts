import { expect, test } from '@jest/globals';
import type { Measurement } from './measure/measure.js';
import { planOf } from './plan.js';
import { runBenchmark } from './run-benchmark.js';

test('the quick benchmark finds every record it sent on the topic, and none that it did not send', async () => {
  const plan = planOf('quick');
  const heard: Measurement[] = [];

  const measurements = await runBenchmark(plan, (measurement) => heard.push(measurement));

  const sent = plan.workloads.map((workload) => workload.messages * workload.recordsPerMessage);
  for (const system of ['gateway', 'bare node']) {
    expect(measurements.filter((measurement) => measurement.system === system).map(({ records }) => records)).toEqual(sent);
  }
  expect(heard.length).toBe(2 * measurements.length);
}, 300_000);
