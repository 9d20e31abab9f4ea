import { concernsUnborn, hasNhsNumber, statesExpectedDate } from './births.js';
import type { Entry } from './entries.js';
import { People, type Person } from './people.js';
import type { References } from './references.js';
import { aboutWhom } from './subjects.js';

/** An entry that does not say whom it is about, and where it should. */
export interface Unsaid {
  readonly entry: Entry;
  readonly path: string;
  /** It has a reference that leads to nobody. */
  readonly dangling: boolean;
}

/** Gives every entry to those it is about. */
export function sortOut(
  entries: readonly Entry[],
  { references }: { readonly references: References },
): { readonly people: readonly Person[]; readonly unsaid: readonly Unsaid[] } {
  const people = new People();
  const unsaid: Unsaid[] = [];
  for (const entry of entries) {
    const about = aboutWhom(entry, references);
    if (about.kind === 'unsaid') unsaid.push({ entry, path: about.path, dangling: about.dangling });
    if (about.kind === 'about') for (const subject of about.subjects) people.add(subject, entry);
  }
  partUnborn(people);
  return { people: people.all(), unsaid };
}

/** What concerns an unborn child but is held against the mother goes to the unborn child (CP-IS UCPI, BaRS 878111000000109). */
function partUnborn(people: People): void {
  for (const mother of people.all()) {
    if (!isBorn(mother)) continue;
    const unborn = mother.own.filter(({ resource }) => resource !== undefined && concernsUnborn(resource));
    if (unborn.length === 0) continue;
    const dates = mother.own.filter(({ resource }) => resource !== undefined && statesExpectedDate(resource));
    people.partUnborn(mother, [...new Set([...unborn, ...dates])]);
  }
}

/** Who has a date of birth or an NHS number, or is named by an outside reference, has been born. */
export function isBorn({ patient, reference }: Person): boolean {
  return reference !== undefined || patient?.value['birthDate'] !== undefined || hasNhsNumber(patient?.value);
}
