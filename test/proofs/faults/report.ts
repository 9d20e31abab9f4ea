import type { Outcome } from '../../fault/frame/outcome.js';
import type { Provenance } from '../provenance.js';

/** What `npm run proof -- faults` has found; `docs/faults.md` is made of the newest. */
export interface FaultReport extends Provenance {
  /** `yyyy-mm-dd` */
  readonly date: string;
  readonly outcomes: readonly Row[];
}

/** A run may be continued at a later commit: each row says at which it was made. */
export interface Row extends Outcome {
  readonly commit: string;
}

export function holds({ broken }: Outcome): boolean {
  return broken.length === 0;
}
