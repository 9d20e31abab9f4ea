import { refusal } from '../../kit/issues.js';
import { WHAT_TO_DO } from './bounds.js';
import type { Groups } from './groups.js';
import type { Survey } from './survey.js';

/**
 * Which groups of items are read in which round. A group waits in memory from its first item to its last; a round takes on as
 * many groups as may wait at once, and the rest is read in a further round. Where each group stands together, as it does in
 * files sorted by patient, there is one round.
 */
export class Rounds {
  /** Of each group, by its lowest item: its last item, and its round from 1. */
  readonly #lasts: Int32Array;
  readonly #rounds: Uint8Array;
  /** How many rounds there are. */
  readonly count: number;

  /** @throws Refusal `limit.record-size`, `limit.items` or `body.too-large` for what cannot be read in bounded memory */
  constructor(
    private readonly survey: Survey,
    private readonly groups: Groups,
  ) {
    const { count, bounds } = survey;
    this.#lasts = new Int32Array(count);
    this.#rounds = new Uint8Array(count);
    const characters = new Float64Array(count);
    const members = new Int32Array(count);
    let open = 0;
    for (let item = 0; item < count; item += 1) {
      if (survey.shared[item] === 1) continue;
      const group = groups.of(item);
      if (group === item) open += 1;
      this.#lasts[group] = item;
      characters[group] = (characters[group] ?? 0) + survey.length(item);
      members[group] = (members[group] ?? 0) + 1;
      if ((characters[group] ?? 0) > bounds.heldCharacters) throw refusal('limit.record-size', `Bundle.entry[${item}]`, TOO_MUCH);
      if ((members[group] ?? 0) > bounds.together)
        throw refusal(
          'limit.items',
          `Bundle.entry[${item}]`,
          `More than ${bounds.together} entries that refer to each other: ${WHAT_TO_DO}`,
        );
    }
    let round = 0;
    while (open > 0) {
      round += 1;
      if (round > bounds.rounds)
        throw refusal('body.too-large', 'Bundle.entry', `Entries that belong together stand too far apart: ${WHAT_TO_DO}`);
      open -= this.#fill(round, characters);
    }
    this.count = Math.max(round, 1);
  }

  /** Whether an item is read in a round. */
  isIn(item: number, round: number): boolean {
    return this.survey.shared[item] === 1 ? round === 1 : this.#rounds[this.groups.of(item)] === round;
  }

  /** The group of an item, as its lowest item. */
  groupOf(item: number): number {
    return this.groups.of(item);
  }

  /** Whether an item is all of its group. */
  isAlone(item: number): boolean {
    return this.groups.of(item) === item && this.#lasts[item] === item;
  }

  /** Whether an item is the last of its group. */
  isLast(item: number): boolean {
    return this.#lasts[this.groups.of(item)] === item;
  }

  /** @returns how many groups the round took on */
  #fill(round: number, characters: Float64Array): number {
    const { count, shared, bounds } = this.survey;
    let held = 0;
    let taken = 0;
    for (let item = 0; item < count; item += 1) {
      if (shared[item] === 1) continue;
      const group = this.groups.of(item);
      const size = characters[group] ?? 0;
      if (group === item && this.#rounds[group] === 0 && held + size <= bounds.heldCharacters) {
        this.#rounds[group] = round;
        held += size;
        taken += 1;
      }
      if (this.#rounds[group] === round && this.isLast(item)) held -= size;
    }
    return taken;
  }
}

const TOO_MUCH = `Entries that refer to each other are more than can be held at once: ${WHAT_TO_DO}`;
