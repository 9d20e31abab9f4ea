import type { Entry } from '../choose/entries.js';
import { Readings } from '../read/element.js';
import { itemsAgain, type Again } from './items.js';
import { entriesAgain, entriesHeld, held, type Held } from './read-again.js';
import type { Rounds } from './rounds.js';
import type { SharedEntries } from './shared-entries.js';
import type { Survey } from './survey.js';

/** Entries that can be planned and mapped together and without any others, in order. */
export interface Part {
  readonly entries: readonly Entry[];
  readonly readings: Readings;
}

/**
 * Reads a body again and yields its parts, each as soon as its last entry has come by. Only entries of parts that are not
 * complete yet are held.
 */
export async function* partsOf(survey: Survey, rounds: Rounds, shared: SharedEntries): AsyncGenerator<Part> {
  for (let round = 1; round <= rounds.count; round += 1) {
    const waiting = new Map<number, Held[]>();
    const isWanted = (index: number): boolean => rounds.isIn(index, round) && !isOnlyThere(index, survey, rounds);
    for await (const again of itemsAgain(survey.source, survey, isWanted)) {
      if (survey.shared[again.index] === 1) {
        const { readings } = survey.reading;
        const entries = entriesAgain(again, survey, readings);
        for (const entry of entries) shared.take(entry);
        if (survey.standsAlone(again.index)) yield { entries, readings };
        continue;
      }
      const part = completed(again, { survey, rounds, waiting });
      if (part) yield part;
    }
  }
}

interface Gathering {
  readonly survey: Survey;
  readonly rounds: Rounds;
  /** What is held, by group. */
  readonly waiting: Map<number, Held[]>;
}

/** The part that this item completes; undefined while more of it is to come. */
function completed(again: Again, { survey, rounds, waiting }: Gathering): Part | undefined {
  const group = rounds.groupOf(again.index);
  const before = waiting.get(group);
  if (!rounds.isLast(again.index)) {
    const item = held(again);
    if (before) before.push(item);
    else waiting.set(group, [item]);
    return undefined;
  }
  waiting.delete(group);
  const readings = new Readings(survey.reading.readings);
  const entries = (before ?? []).flatMap((item) => entriesHeld(item, survey, readings));
  return { entries: [...entries, ...entriesAgain(again, survey, readings)], readings };
}

/** Whether an item is there for others to refer to, nobody does, and nothing is said about it. */
function isOnlyThere(index: number, survey: Survey, rounds: Rounds): boolean {
  return survey.shared[index] !== 1 && survey.isSupporting(index) && !survey.standsAlone(index) && rounds.isAlone(index);
}
