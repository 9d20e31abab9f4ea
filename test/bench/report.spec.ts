import { expect, test } from '@jest/globals';
import { markdownOf } from './markdown.js';
import type { Measurement } from './measure/measure.js';
import { percentile, spreadOf } from './measure/statistics.js';
import { planOf } from './plan.js';
import { reportOf } from './report.js';

const plan = { ...planOf('quick'), rounds: 2, workloads: planOf('quick').workloads.slice(0, 1) };
const workload = plan.workloads[0]?.name ?? '';

const measured = (system: Measurement['system'], rate: number, cpuSeconds: number): Measurement => ({
  system,
  workload,
  records: 1_000,
  receipt: { rate, p50: 10, p99: 20 },
  kafka: { rate: rate / 2, p50: 15, p99: 30 },
  process: { cpuSeconds, peakMiB: 200 },
  ...(system === 'gateway' ? { database: { cpuSeconds, peakMiB: 100 } } : {}),
  repeated: 0,
  working: 0,
});
const rounds = [
  measured('gateway', 500, 0.5),
  measured('bare node', 1_000, 0.25),
  measured('bare node', 2_000, 0.25),
  measured('gateway', 500, 1),
];

test('a ratio sets the two systems of one round side by side, above 1 where the baseline is faster or cheaper', () => {
  const [comparison] = reportOf(plan, rounds, 'abc', new Date(0)).comparisons;

  expect(comparison?.receiptRatio).toEqual({ median: 2, lowest: 2, highest: 4 });
  expect(comparison?.kafkaRatio).toEqual({ median: 2, lowest: 2, highest: 4 });
  expect(comparison?.cpuRatio).toEqual({ median: 4, lowest: 4, highest: 8 });
});

test('the Markdown says workload, ratios and cost, and leaves no figure unwritten', () => {
  const markdown = markdownOf(reportOf(plan, rounds, 'abc', new Date(0)));

  expect(markdown).toContain(`| ${workload} | 1,000 | 2.00 (2.00–4.00) × |`);
  expect(markdown).not.toMatch(/NaN|undefined|Infinity/);
});

test('percentiles are by nearest rank, and a spread of one value is that value', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([4, 1, 3, 2], 0.99)).toBe(4);
  expect(spreadOf([7])).toEqual({ median: 7, lowest: 7, highest: 7 });
});
