import type { Batch, Workload } from '../plan.js';
import type { System } from '../systems/system.js';
import type { TopicCounter } from './count-topic.js';
import { sendAll, type Answered } from './send.js';
import { percentile } from './statistics.js';

/** What one system did with one batch. Rates are records for each second, times milliseconds. */
export interface Measurement {
  readonly system: System['name'];
  readonly workload: string;
  readonly records: number;
  /** First request to last answer; for the gateway an answer is a durable receipt, for the baseline Kafka's acknowledgement. */
  readonly receipt: Timing;
  /** First request to the last record appended by Kafka. */
  readonly kafka: Timing;
  /** Processor seconds for each 1,000 records, and peak memory in MiB; absent where the machine does not tell. */
  readonly process?: Cost;
  readonly database?: Cost;
  /** Records that came twice: allowed (at least once), and shown. */
  readonly repeated: number;
  /** Messages answered `working`: durable, and mapped on after the answer. */
  readonly working: number;
}

export interface Timing {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Cost {
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/**
 * Sends the batch, waits until Kafka has every record, and counts every identifier on the topic.
 * @throws Error when a record is missing or one arrives that was not sent
 */
export async function measure(system: System, workload: Workload, batch: Batch, topic: TopicCounter): Promise<Measurement> {
  const expected = new Set(batch.identifiers.flat());
  const before = await topic.size();
  const finish = startMeters(system, expected.size);
  const answered = await sendAll(system.target(workload), batch.bodies, workload.connections);
  await topic.grown(before, expected.size);
  const costs = finish();

  const { appendedAt, missing, unexpected, repeated } = await topic.count(expected);
  if (missing > 0 || unexpected > 0) {
    throw new Error(`${system.name}, ${workload.name}: ${missing} of ${expected.size} records missing, ${unexpected} unexpected.`);
  }
  return {
    system: system.name,
    workload: workload.name,
    records: expected.size,
    receipt: timing(
      answered.map(({ sentAt, answeredAt }) => [sentAt, answeredAt]),
      expected.size,
    ),
    kafka: timing(acknowledgements(answered, batch, appendedAt), expected.size),
    ...costs,
    repeated,
    working: answered.filter(({ working }) => working).length,
  };
}

type Span = readonly [from: number, to: number];

function timing(spans: readonly Span[], records: number): Timing {
  const seconds = (maximum(spans.map(([, to]) => to)) - minimum(spans.map(([from]) => from))) / 1000;
  const durations = spans.map(([from, to]) => to - from);
  return { rate: records / seconds, p50: percentile(durations, 0.5), p99: percentile(durations, 0.99) };
}

/** From the request that carried a record to its append. Kafka's clock has whole milliseconds. */
function acknowledgements(answered: readonly Answered[], batch: Batch, appendedAt: ReadonlyMap<string, number>): readonly Span[] {
  return batch.identifiers.flatMap((identifiers, index) =>
    identifiers.map((identifier): Span => [answered[index]?.sentAt ?? 0, appendedAt.get(identifier) ?? 0]),
  );
}

function startMeters(system: System, records: number): () => Pick<Measurement, 'process' | 'database'> {
  const meters = Object.entries(system.meters);
  const begun = meters.map(([, meter]) => {
    meter.resetPeak();
    return meter.cpuSeconds();
  });
  return () =>
    Object.fromEntries(
      meters.map(([name, meter], index) => {
        const cpuSeconds = ((meter.cpuSeconds() - (begun[index] ?? 0)) / records) * 1000;
        return [name, { cpuSeconds, peakMiB: meter.peakMiB() } satisfies Cost];
      }),
    );
}

/** Spread arguments would overflow the stack at 20,000. */
function maximum(numbers: readonly number[]): number {
  return numbers.reduce((highest, number) => Math.max(highest, number), -Infinity);
}

function minimum(numbers: readonly number[]): number {
  return numbers.reduce((lowest, number) => Math.min(lowest, number), Infinity);
}
