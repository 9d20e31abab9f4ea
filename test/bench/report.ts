import { cpus, totalmem } from 'node:os';
import type { Cost, Measurement, Timing } from './measure/measure.js';
import { spreadOf, type Spread } from './measure/statistics.js';
import type { Plan } from './plan.js';

export interface Report {
  readonly at: string;
  readonly commit: string;
  readonly plan: Plan;
  readonly machine: { readonly cores: number; readonly memoryGiB: number; readonly node: string; readonly platform: string };
  readonly measurements: readonly Measurement[];
  readonly comparisons: readonly Comparison[];
}

/** One workload, gateway beside baseline. Ratios are taken within one round: above 1 the baseline is faster or cheaper. */
export interface Comparison {
  readonly workload: string;
  readonly records: number;
  /** Baseline's rate over the gateway's, until the durable receipt. */
  readonly receiptRatio: Spread;
  /** Baseline's rate over the gateway's, until Kafka has the last record. */
  readonly kafkaRatio: Spread;
  /** Processor seconds of the gateway with its database over the baseline's. */
  readonly cpuRatio?: Spread;
  /** The gateway answered `working`: durable, but mapped on after the answer. */
  readonly working: boolean;
  readonly gateway: Summary;
  readonly bareNode: Summary;
}

export interface Summary {
  readonly receipt: Record<keyof Timing, Spread>;
  readonly kafka: Record<keyof Timing, Spread>;
  readonly process?: Record<keyof Cost, Spread>;
  readonly database?: Record<keyof Cost, Spread>;
}

export function reportOf(plan: Plan, measurements: readonly Measurement[], commit: string, at: Date): Report {
  return {
    at: at.toISOString(),
    commit,
    plan,
    machine: {
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 1024 ** 3),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    },
    measurements,
    comparisons: plan.workloads.map(({ name }) => compare(name, measurements)),
  };
}

function compare(workload: string, measurements: readonly Measurement[]): Comparison {
  const of = (system: Measurement['system']): readonly Measurement[] =>
    measurements.filter((measurement) => measurement.workload === workload && measurement.system === system);
  const gateway = of('gateway');
  const bareNode = of('bare node');
  const ratio = (top: readonly number[], bottom: readonly number[]): Spread =>
    spreadOf(top.map((value, round) => value / (bottom[round] ?? Number.NaN)));
  const measured = gateway.every(({ process }) => process !== undefined);
  return {
    workload,
    records: gateway[0]?.records ?? 0,
    receiptRatio: ratio(
      bareNode.map((one) => one.receipt.rate),
      gateway.map((one) => one.receipt.rate),
    ),
    kafkaRatio: ratio(
      bareNode.map((one) => one.kafka.rate),
      gateway.map((one) => one.kafka.rate),
    ),
    ...(measured ? { cpuRatio: ratio(gateway.map(cpuOf), bareNode.map(cpuOf)) } : {}),
    working: gateway.some(({ working }) => working > 0),
    gateway: summary(gateway),
    bareNode: summary(bareNode),
  };
}

function cpuOf({ process, database }: Measurement): number {
  return (process?.cpuSeconds ?? Number.NaN) + (database?.cpuSeconds ?? 0);
}

function summary(measurements: readonly Measurement[]): Summary {
  const costs = (name: 'process' | 'database'): Partial<Record<typeof name, Record<keyof Cost, Spread>>> => {
    const measured = measurements.flatMap((measurement) => measurement[name] ?? []);
    if (measured.length === 0) return {};
    return {
      [name]: { cpuSeconds: spreadOf(measured.map((cost) => cost.cpuSeconds)), peakMiB: spreadOf(measured.map((cost) => cost.peakMiB)) },
    };
  };
  return {
    receipt: timings(measurements.map(({ receipt }) => receipt)),
    kafka: timings(measurements.map(({ kafka }) => kafka)),
    ...costs('process'),
    ...costs('database'),
  };
}

function timings(all: readonly Timing[]): Record<keyof Timing, Spread> {
  return {
    rate: spreadOf(all.map(({ rate }) => rate)),
    p50: spreadOf(all.map(({ p50 }) => p50)),
    p99: spreadOf(all.map(({ p99 }) => p99)),
  };
}
