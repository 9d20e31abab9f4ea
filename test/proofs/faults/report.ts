import type { Outcome } from '../../fault/frame/outcome.js';
import type { Provenance } from '../provenance.js';

/** What `npm run proof -- faults` has found; `docs/faults.md` is made of the newest. */
export interface FaultReport extends Provenance {
  /** `yyyy-mm-dd` */
  readonly date: string;
  readonly outcomes: readonly Outcome[];
}

export function holds({ broken }: Outcome): boolean {
  return broken.length === 0;
}
