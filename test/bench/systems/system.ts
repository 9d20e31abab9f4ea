import type { Target } from '../measure/send.js';
import type { Meter } from '../measure/meter.js';
import type { Workload } from '../plan.js';

/** A program under measurement, in a process of its own. */
export interface System {
  readonly name: 'gateway' | 'bare node';
  /** Topic its records come out on. */
  readonly topic: string;
  readonly meters: Readonly<Partial<Record<'process' | 'database', Meter>>>;
  target(workload: Workload): Target;
  stop(): Promise<void>;
}
