import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Processor time and memory of one process, or of a family of processes such as PostgreSQL's. From /proc: Linux only. */
export interface Meter {
  /** Seconds of processor time since the process began, its ended children included. */
  cpuSeconds(): number;
  /** Begins a new peak. */
  resetPeak(): void;
  /** Highest resident size since {@link resetPeak}, in MiB. */
  peakMiB(): number;
  close(): void;
}

/** What the system measures with; `undefined` where there is no /proc. */
export function meterOf(pid: number, extent: 'process' | 'family'): Meter | undefined {
  if (process.platform !== 'linux') return undefined;
  return extent === 'process' ? processMeter(pid) : familyMeter(pid);
}

/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const SAMPLE_MS = 500;

function processMeter(pid: number): Meter {
  return {
    cpuSeconds: () => cpuSeconds(pid),
    // proc(5), clear_refs: 5 resets the peak resident set size that VmHWM shows.
    resetPeak: () => {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    },
    peakMiB: () => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    close: () => undefined,
  };
}

/** Shared memory is divided among the processes that share it (Pss), sampled: one peak for the family has no counter in the kernel. */
function familyMeter(parent: number): Meter {
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, sum(family(parent), pssMiB));
  };
  const timer = setInterval(sample, SAMPLE_MS).unref();
  return {
    cpuSeconds: () => sum(family(parent), cpuSeconds),
    resetPeak: () => {
      peak = 0;
    },
    peakMiB: () => {
      sample();
      return peak;
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

function family(parent: number): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return [parent, ...pids.filter((pid) => Number(statFields(pid)[1]) === parent)];
}

/** utime, stime and those of waited-for children (proc(5), stat, fields 14 to 17). */
function cpuSeconds(pid: number): number {
  return (
    statFields(pid)
      .slice(11, 15)
      .reduce((total, ticks) => total + Number(ticks), 0) / TICKS_PER_SECOND
  );
}

/** Fields from the third on: the second is the command, which may hold blanks. Empty for a process that has ended. */
function statFields(pid: number): readonly string[] {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function pssMiB(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

/** A process of the family may end between the listing and the reading. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sum(pids: readonly number[], value: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + value(pid), 0);
}
