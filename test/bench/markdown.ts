import type { Comparison, Report, Summary } from './report.js';
import type { Spread } from './measure/statistics.js';

/** The report for people. Every figure is a median with the lowest and highest of the rounds. */
export function markdownOf(report: Report): string {
  const { plan, machine, comparisons } = report;
  return [
    `# Benchmark of ${report.at.slice(0, 10)}`,
    '',
    `Commit ${report.commit}; ${plan.name} plan, ${plan.rounds} round${plan.rounds === 1 ? '' : 's'} after a warm-up; ` +
      `${machine.cores} cores shared by everything here, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.platform}.`,
    '',
    'One run, rounds interleaved, the same messages to both: the gateway (its own process, embedded PostgreSQL) and a bare Node',
    'server that parses, maps by hand, validates and produces (`test/bench/bare-node`). One real Apache Kafka, acks=all. Every',
    'identifier that was sent was counted on the topic by kafkajs: none was missing and none unexpected.',
    '',
    'Median (lowest–highest of the rounds). A ratio above 1 says how many times faster or cheaper the baseline is.',
    '',
    '## Ratios',
    '',
    ...table(
      ['Message', 'Records a round', 'HTTP to durable receipt', 'HTTP to Kafka acknowledgement', 'Processor time, database included'],
      comparisons.map((one) => [
        one.workload,
        number(one.records),
        `${times(one.receiptRatio)}${one.working ? ' (1)' : ''}`,
        times(one.kafkaRatio),
        one.cpuRatio ? times(one.cpuRatio) : 'not measured',
      ]),
    ),
    '',
    ...(comparisons.some(({ working }) => working) ? [WORKING, ''] : []),
    'The baseline answers when Kafka has acknowledged, so its one time stands beside both of the gateway.',
    '',
    '## Records a second, and milliseconds for one message',
    '',
    ...table(
      ['Message', 'System', 'Receipts: records/s', 'p50 ms', 'p99 ms', 'Kafka: records/s', 'p50 ms', 'p99 ms'],
      comparisons.flatMap((one) => bothSystems(one).map(([system, figures]) => speedRow(one.workload, system, figures))),
    ),
    '',
    '## Cost',
    '',
    'Processor seconds for each 1,000 records, and peak resident memory (for the database its share of shared memory, summed).',
    '',
    ...table(
      ['Message', 'System', 'CPU s / 1,000', 'Peak MiB', 'Database CPU s / 1,000', 'Database peak MiB'],
      comparisons.flatMap((one) => bothSystems(one).map(([system, figures]) => costRow(one.workload, system, figures))),
    ),
    '',
  ].join('\n');
}

const WORKING =
  '(1) Longer than five seconds: the gateway answered `working` once the whole body was durable, and mapped on; see the Kafka column.';

function bothSystems({ gateway, bareNode }: Comparison): readonly (readonly [string, Summary])[] {
  return [
    ['gateway', gateway],
    ['bare Node', bareNode],
  ];
}

function speedRow(workload: string, system: string, { receipt, kafka }: Summary): readonly string[] {
  const cells = [receipt, kafka].flatMap(({ rate, p50, p99 }) => [spread(rate, number), spread(p50, number), spread(p99, number)]);
  return [workload, system, ...cells];
}

function costRow(workload: string, system: string, { process, database }: Summary): readonly string[] {
  const cells = [process, database].flatMap((cost) =>
    cost === undefined ? ['', ''] : [spread(cost.cpuSeconds, decimals), spread(cost.peakMiB, number)],
  );
  return [workload, system, ...cells];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function times(ratio: Spread): string {
  return `${spread(ratio, decimals)} ×`;
}

function spread({ median, lowest, highest }: Spread, written: (value: number) => string): string {
  return lowest === highest ? written(median) : `${written(median)} (${written(lowest)}–${written(highest)})`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function decimals(value: number): string {
  return value.toFixed(2);
}
