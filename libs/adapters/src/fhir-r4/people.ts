import { childState } from '../kit/age.js';
import { hasNhsNumber, isExpected, isStillborn, quietBirthDate } from './births.js';
import type { Element } from './element.js';
import type { Entry } from './entries.js';
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
  /** Entries about this person in source order, their own Patient entry among them. */
  readonly own: readonly Entry[];
}

/** What a person is on the day of receipt. `undated` is born, of unknown age. */
export type Standing = 'child' | 'adult' | 'undated' | 'unborn' | 'stillborn';

/** Gathers the people of a submission in the order they are first met. */
export class People {
  readonly #people = new Map<unknown, Person>();

  /** Notes that an entry is about somebody. */
  add(subject: Subject, entry: Entry): void {
    const person = this.#of(subject);
    if (!person.own.includes(entry)) this.#set({ ...person, own: [...person.own, entry] });
  }

  /** Gives entries about a mother to the unborn child she carries. */
  partUnborn(mother: Person, entries: readonly Entry[]): void {
    const remaining = { ...mother, own: mother.own.filter((entry) => !entries.includes(entry)) };
    this.#set(remaining);
    this.#set({ key: { unbornOf: mother.key }, unbornOf: remaining, own: entries });
  }

  /** Everyone met so far. */
  all(): readonly Person[] {
    return [...this.#people.values()];
  }

  #of(subject: Subject): Person {
    const key = subject.kind === 'patient' ? subject.patient.value : subject.key;
    const known = this.#people.get(key);
    if (known) return known;
    return subject.kind === 'patient' ? { key, patient: subject.patient, own: [] } : { key, reference: subject.reference, own: [] };
  }

  #set(person: Person): void {
    this.#people.set(person.key, person);
  }
}

/** What a person is, judged by date of birth and death and by nothing else. */
export function standing(person: Person, now: Date): Standing {
  const { patient, own } = person;
  if (isStillborn(patient, own)) return 'stillborn';
  const born = quietBirthDate(patient, now);
  if (born === undefined) return 'undated';
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
