import { refusal } from '../../kit/issues.js';
import type { Entry } from '../choose/entries.js';
import { References } from '../choose/references.js';
import { WHAT_TO_DO } from './bounds.js';
import { itemsAgain } from './items.js';
import { entriesAgain } from './read-again.js';
import type { Survey } from './survey.js';

/** The entries that several groups refer to: all that is held of a body to its end. */
export class SharedEntries {
  readonly references: References;
  readonly #taken = new Set<number>();

  /** @throws Refusal `limit.items` when there are more than can be held */
  constructor(private readonly survey: Survey) {
    const { bounds, count, shared, reading } = survey;
    this.references = new References([], reading.readings);
    let characters = 0;
    let entries = 0;
    for (let index = 0; index < count; index += 1) {
      if (shared[index] !== 1) continue;
      characters += survey.length(index);
      entries += 1;
    }
    if (entries > bounds.sharedEntries || characters > bounds.sharedCharacters)
      throw refusal(
        'limit.items',
        'Bundle.entry',
        `More organisations, professionals and the like than can be held for several people: ${WHAT_TO_DO}`,
      );
  }

  /** Takes an entry as it comes by; again only what is there already. */
  take(entry: Entry): void {
    if (this.#taken.has(entry.index)) return;
    this.#taken.add(entry.index);
    this.references.add(entry);
  }

  /** Reads them all before anything else: some come after those who refer to them. */
  async readFirst(): Promise<void> {
    const { survey } = this;
    for await (const again of itemsAgain(survey.source, survey, (index) => survey.shared[index] === 1))
      for (const entry of entriesAgain(again, survey, survey.reading.readings)) this.take(entry);
  }
}
