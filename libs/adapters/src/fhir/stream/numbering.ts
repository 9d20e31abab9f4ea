import { RANKS, type Placement, type Rank } from '../choose/plan.js';

type Counts = Uint32Array;

/** How many positions each item makes, by rank; then the numbers they have among all positions of the submission. */
export class Numbering {
  readonly #counts = new Map<Rank, Counts>();

  constructor(private readonly items: number) {}

  /** Counts one position. @param by -1 takes one back */
  add(rank: Rank, met: number, by = 1): void {
    const counts = this.#of(rank);
    counts[met] = (counts[met] ?? 0) + by;
  }

  /** Positions counted so far. */
  total(): number {
    let total = 0;
    for (const counts of this.#counts.values()) for (const count of counts) total += count;
    return total;
  }

  /** Gives out numbers: to the positions that one item made in the order in which they are asked for. */
  numbers(): (placement: Pick<Placement, 'rank' | 'met'>) => number {
    const next = new Map<Rank, Counts>();
    let number = 1;
    for (const rank of RANKS) {
      const counts = this.#counts.get(rank);
      if (!counts) continue;
      const starts = new Uint32Array(this.items);
      for (let item = 0; item < this.items; item += 1) {
        starts[item] = number;
        number += counts[item] ?? 0;
      }
      next.set(rank, starts);
    }
    return ({ rank, met }) => {
      const starts = next.get(rank);
      const given = starts?.[met] ?? 0;
      if (starts) starts[met] = given + 1;
      return given;
    };
  }

  #of(rank: Rank): Counts {
    const known = this.#counts.get(rank);
    if (known) return known;
    const made = new Uint32Array(this.items);
    this.#counts.set(rank, made);
    return made;
  }
}
