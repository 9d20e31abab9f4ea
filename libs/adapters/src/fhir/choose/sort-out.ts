import { concernsUnborn, hasNhsNumber, isExpected, isTooYoungToCarry, quietBirthDate, statesExpectedDate } from './births.js';
import type { Entry } from './entries.js';
import { clinical, People, type Person } from './people.js';
import type { References } from './references.js';
import { aboutWhom } from './subjects.js';

/** An entry that does not say whom it is about, and where it should. */
export interface Unsaid {
  readonly entry: Entry;
  readonly path: string;
  /** It has a reference that leads to nobody. */
  readonly dangling: boolean;
  /** It is about a place, and matters to whoever is there. */
  readonly atPlace: boolean;
}

/** What decides whom an entry is about. */
interface Sorting {
  readonly references: References;
  readonly now: Date;
}

/** Gives every entry to those it is about. */
export function sortOut(
  entries: readonly Entry[],
  sorting: Sorting,
): { readonly people: readonly Person[]; readonly unsaid: readonly Unsaid[] } {
  const people = new People();
  const unsaid: Unsaid[] = [];
  for (const entry of entries) {
    const about = aboutWhom(entry, sorting.references);
    if (about.kind === 'unsaid') unsaid.push({ entry, path: about.path, dangling: about.dangling, atPlace: about.atPlace === true });
    if (about.kind === 'about') for (const subject of about.subjects) people.add(subject, entry);
  }
  partUnborn(people, sorting);
  return { people: people.all(), unsaid };
}

/** What concerns an unborn child but is held against the mother goes to the unborn child (CP-IS UCPI, BaRS 878111000000109). */
function partUnborn(people: People, { references, now }: Sorting): void {
  for (const mother of people.all()) {
    const unborn = mother.own.filter(({ resource }) => resource !== undefined && concernsUnborn(resource));
    if (unborn.length === 0 || isHeldOnTheUnborn(mother, unborn, now)) continue;
    const dates = mother.own.filter(({ resource }) => resource !== undefined && statesExpectedDate(resource));
    const given = new Set([...unborn, ...dates]);
    people.partUnborn(mother, [...given, ...records(mother, given, references)]);
  }
}

/**
 * A plan of type UCPI is always held against the mother; a flag about the unborn may stand on a Patient who is the unborn.
 * What stands on a small child was said before that child was born, and stays theirs.
 */
function isHeldOnTheUnborn(person: Person, unborn: readonly Entry[], now: Date): boolean {
  const born = quietBirthDate(person.patient, now);
  if (isTooYoungToCarry(born, now) || (isExpected(born, now) && !hasNhsNumber(person.patient?.value))) return true;
  return !isBorn(person) && !unborn.some(({ type }) => type === 'CarePlan');
}

/** Lists of what was given, and accesses, go with it: all of them where nothing else is said about the mother herself. */
function records(mother: Person, given: ReadonlySet<Entry>, references: References): Entry[] {
  const others = clinical(mother).filter((entry) => !given.has(entry));
  const found = others.filter(({ type }) => type === 'List' || type === 'AuditEvent');
  if (found.length === others.length) return found;
  return found.filter(({ resource, type }) => {
    const items = resource?.many('entry').flatMap((entry) => entry.one('item') ?? []) ?? [];
    const listed = items.map((item) => references.resolve(item)?.entry);
    return type === 'List' && listed.length > 0 && listed.every((entry) => entry !== undefined && given.has(entry));
  });
}

/** Who has a date of birth or an NHS number, or is named by an outside reference, has been born. */
export function isBorn({ patient, reference }: Person): boolean {
  return reference !== undefined || patient?.value['birthDate'] !== undefined || hasNhsNumber(patient?.value);
}
