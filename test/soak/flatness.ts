import type { Sample, SoakReport } from './soak.js';

/** What of a run shows growth. */
export interface Growth {
  readonly table: string;
  /** Largest size in the second third of the run, and in the last. */
  readonly before: number;
  readonly after: number;
}

/** A table may differ by so much between two thirds of a run and is flat: vacuum comes in its own time. */
const ROOM = 1.3;
/** Below this a table is small, whatever its share. */
const SMALL_BYTES = 512 * 1024;

/**
 * Tables that were larger in the last third of a run than vacuum explains. The first third is left out: there everything still fills up to what
 * one keep period holds.
 */
export function growth({ samples }: Pick<SoakReport, 'samples'>): readonly Growth[] {
  const third = Math.floor(samples.length / 3);
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const tables = new Set(samples.flatMap(({ tables: all }) => Object.keys(all)));
  return [...tables]
    .map((table) => ({ table, before: largest(middle, table), after: largest(last, table) }))
    .filter(({ before, after }) => after > SMALL_BYTES && after > before * ROOM + SMALL_BYTES);
}

function largest(samples: readonly Sample[], table: string): number {
  return Math.max(0, ...samples.map(({ tables }) => tables[table]?.bytes ?? 0));
}
