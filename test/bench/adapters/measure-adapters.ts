import { DEFAULT_LIMITS, type Adapter, type AdapterInput, type MapContext } from '@mash-gateway/adapters';
import { bareParse } from './bare-parse.js';
import type { BenchBodies, Body } from './bodies.js';

/** What one adapter cost in one round, in microseconds of processor time of this process. */
interface Round {
  readonly bare: number;
  readonly inspect: number;
  readonly map: number;
  readonly records: number;
}

/** One line of the table. */
export interface AdapterFigures {
  readonly name: string;
  readonly adapter: string;
  readonly kind: BenchBodies['kind'];
  readonly bare: BenchBodies['bare'];
  readonly megabytes: number;
  readonly records: number;
  /** Of both passes together. */
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  /** Times the bare parse: the mapping pass alone, and both passes together. */
  readonly mapRatio: number;
  readonly bothRatio: number;
}

const CONTEXT: MapContext = { now: new Date('2026-11-24T12:00:00Z'), limits: DEFAULT_LIMITS };

/**
 * Measures one adapter: in every round the bare parser and both passes read the same bytes, the other one first each time.
 * Figures are medians of the rounds after one to warm up.
 * @throws Error when a body is refused, when a round gives another number of records, or none
 */
export async function measureAdapter(bodies: BenchBodies, rounds: number): Promise<AdapterFigures> {
  const all: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const measured = await oneRound(bodies, round % 2 === 0);
    if (round > 0) all.push(measured);
  }
  const [first] = all;
  if (first === undefined || first.records === 0 || all.some(({ records }) => records !== first.records))
    throw new Error(`${bodies.name}: ${all.map(({ records }) => records).join(', ')} records in the rounds`);
  const bytes = bodies.bodies.reduce((sum, { chunks }) => sum + chunks.reduce((total, chunk) => total + chunk.byteLength, 0), 0);
  const both = median(all.map(({ inspect, map }) => inspect + map));
  return {
    name: bodies.name,
    adapter: bodies.adapter.id,
    kind: bodies.kind,
    bare: bodies.bare,
    megabytes: bytes / 1e6,
    records: first.records,
    megabytesPerSecond: bytes / both,
    recordsPerSecond: (first.records * 1e6) / both,
    mapRatio: median(all.map(({ map, bare }) => map / bare)),
    bothRatio: median(all.map(({ inspect, map, bare }) => (inspect + map) / bare)),
  };
}

async function oneRound({ adapter, bare, bodies }: BenchBodies, bareFirst: boolean): Promise<Round> {
  let [bareTime, inspect, map, records] = [0, 0, 0, 0];
  for (const body of bodies) {
    const input = inputFrom(body);
    if (bareFirst) bareTime += await timed(() => bareParse(bare, body));
    inspect += await timed(() => accepted(adapter, input));
    map += await timed(async () => {
      for await (const { kind } of adapter.map(input, CONTEXT)) records += kind === 'record' ? 1 : 0;
    });
    if (!bareFirst) bareTime += await timed(() => bareParse(bare, body));
  }
  return { bare: bareTime, inspect, map, records };
}

async function accepted(adapter: Adapter, input: AdapterInput): Promise<void> {
  const inspection = await adapter.inspect(input, CONTEXT);
  if (!inspection.accepted)
    throw new Error(`${adapter.id} refuses a body of the benchmark: ${inspection.issues.map(({ code }) => code).join(', ')}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function inputFrom({ mediaType, charset, chunks }: Body): AdapterInput {
  return {
    mediaType,
    ...(charset === undefined ? {} : { charset }),
    async *open() {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
