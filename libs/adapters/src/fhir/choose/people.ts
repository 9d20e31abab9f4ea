import { childState } from '../../kit/age.js';
import { hasNhsNumber, isExpected, isStillborn, quietBirthDate } from './births.js';
import type { Element } from '../read/element.js';
import type { Entry } from './entries.js';
import { isStatedAdult } from './stated-age.js';
import type { Subject } from './subjects.js';

/** Someone the submission is about, with the entries about them. */
export interface Person {
  readonly key: unknown;
  /** The Patient resource, when the submission holds it. */
  readonly patient?: Element;
  /** The reference that names them, when it does not. */
  readonly reference?: Element;
  /** The mother, when this is an unborn child no Patient stands for. */
  readonly unbornOf?: Person;
  /** Index of the entry they were first met in; for an unborn child no Patient stands for, its mother's. */
  readonly met: number;
  /** Entries about this person in source order, their own Patient entry among them. */
  readonly own: readonly Entry[];
}

/** What a person is on the day of receipt. `undated` is born, of unknown age. */
export type Standing = 'child' | 'adult' | 'undated' | 'unborn' | 'stillborn';

/** Gathers the people of a submission in the order they are first met. */
export class People {
  readonly #people = new Map<unknown, Growing>();

  /** Notes that an entry is about somebody. */
  add(subject: Subject, entry: Entry): void {
    const key = subject.kind === 'patient' ? subject.patient.value : subject.key;
    const who = subject.kind === 'patient' ? { patient: subject.patient } : { reference: subject.reference };
    const person = this.#people.get(key) ?? { key, ...who, met: entry.index, own: [] };
    // Entries come one after the other: an entry that names somebody twice was the last to be added.
    if (person.own.at(-1) !== entry) person.own.push(entry);
    this.#people.set(key, person);
  }

  /** Gives entries about a mother to the unborn child she carries. */
  partUnborn(mother: Person, entries: readonly Entry[]): void {
    const given = new Set(entries);
    const remaining = { ...mother, own: mother.own.filter((entry) => !given.has(entry)) };
    const key = { unbornOf: mother.key };
    this.#people.set(mother.key, remaining);
    this.#people.set(key, { key, unbornOf: remaining, met: mother.met, own: [...entries] });
  }

  /** Everyone met so far. */
  all(): readonly Person[] {
    return [...this.#people.values()];
  }
}

type Growing = Omit<Person, 'own'> & { readonly own: Entry[] };

/** What a person is, judged by date of birth and death and by nothing else. */
export function standing(person: Person, now: Date): Standing {
  const { patient, own } = person;
  if (isStillborn(patient, own)) return 'stillborn';
  const born = quietBirthDate(patient, now);
  if (born === undefined) return isStatedAdult(own) ? 'adult' : 'undated';
  if (isExpected(born, now) && !hasNhsNumber(patient?.value)) return 'unborn';
  return childState(born, deathOf(patient) ?? now) === 'adult' ? 'adult' : 'child';
}

/** Entries that state something about the person beyond who they and their family are. */
export function clinical(person: Person): readonly Entry[] {
  return person.own.filter(({ type }) => type !== 'Patient' && type !== 'RelatedPerson');
}

/** A person who died is judged by the age they reached. */
function deathOf(patient: Element | undefined): Date | undefined {
  const value = patient?.value['deceasedDateTime'];
  const died = typeof value === 'string' ? new Date(value) : undefined;
  return died && !Number.isNaN(died.getTime()) ? died : undefined;
}
