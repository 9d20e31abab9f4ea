import { concernsUnborn, statesExpectedDate } from './births.js';
import type { Element } from '../read/element.js';
import type { JsonObject } from '../read/tree.js';
import type { Entry, Submitted } from './entries.js';
import { Family, type Kin } from './kin.js';
import { clinical, standing, type Person, type Standing } from './people.js';
import type { References } from './references.js';
import { isBorn } from './sort-out.js';

/** A person who gets a position of their own. */
export interface Judged {
  readonly person: Person;
  readonly standing: Standing;
  readonly kin: readonly Kin[];
  /** Nothing tells whether this is a child or an adult, and no child is known. */
  readonly ambiguous: boolean;
  /** People beside this child of whom nothing tells what they are to it. */
  readonly unclear: readonly Element[];
}

interface Choosing {
  readonly submitted: Submitted;
  readonly references: References;
  readonly now: Date;
}

/** Somebody who is more than kin in somebody else's record. */
export interface Candidate extends Kinsfolk {
  /** Of unknown age, and nothing is said about them: beside somebody else who is no adult they may be anybody. */
  readonly doubtful: boolean;
}

/** What of a whole submission decides about each of its people. */
export interface Outlook {
  /** People that it is about. */
  readonly people: number;
  /** Somebody else than the doubtful one may be the child, so that they are ambiguous. */
  readonly isAmbiguous: boolean;
  /** People who are children beyond doubt. */
  readonly children: number;
  readonly adults: number;
  /** Patients of whom nothing tells what they are to the children; only where there are children. */
  readonly unclear: readonly Element[];
}

/** The people of a submission, or of a part of it that nothing outside refers to, without those who are only kin of somebody else. */
export function candidatesAmong(people: readonly Person[], choosing: Choosing): Candidate[] {
  const family = new Family(people, choosing.references, choosing.submitted.mothers);
  const judged = people.map((person): Kinsfolk => {
    return { person, standing: standingOf(person, choosing.now), kin: kinFor(person, family) };
  });
  const kin = kinOfChildren(judged);
  const mothers = new Set(judged.map(({ person }) => person.unbornOf?.key));
  return judged
    .filter((candidate) => !isOnlyKin(candidate, kin, mothers))
    .map((candidate) => ({ ...candidate, doubtful: isDoubtful(candidate, choosing) }));
}

/** People who may be anybody in one submission: each of them is told in the record of every child beside them. */
export const MOST_DOUBTFUL = 100;

/** What the candidates of all parts of a submission, and the number of its people, come to. */
export class Tally {
  #people = 0;
  #notAdult = 0;
  #children = 0;
  #adults = 0;
  #doubtful = 0;
  readonly #unclear: { readonly met: number; readonly patient: Element }[] = [];

  /** Counts one part. @returns how many doubtful people there are by now */
  add(people: readonly Person[], candidates: readonly Candidate[]): number {
    this.#people += people.length;
    for (const { person, standing: is, doubtful } of candidates) {
      if (is === 'adult') this.#adults += 1;
      else this.#notAdult += 1;
      if (doubtful) {
        this.#doubtful += 1;
        if (person.patient) this.#unclear.push({ met: person.met, patient: person.patient });
      } else if (isChild(is)) this.#children += 1;
    }
    return this.#doubtful;
  }

  /** What it came to. */
  outlook(): Outlook {
    // One of those who are no adult is the doubtful one.
    const isAmbiguous = this.#notAdult > 1 && this.#doubtful > 0;
    const children = isAmbiguous ? this.#children : this.#children + this.#doubtful;
    // As they are met in the submission, in whatever order its parts were counted.
    const inOrder = [...this.#unclear].sort((one, other) => one.met - other.met);
    const unclear = isAmbiguous && children > 0 ? inOrder.map(({ patient }) => patient) : [];
    return { people: this.#people, isAmbiguous, children, adults: this.#adults, unclear };
  }
}

/** Who among the candidates gets a position. */
export function choose(candidates: readonly Candidate[], { isAmbiguous, children, unclear }: Outlook): Judged[] {
  const judged = candidates.map(({ doubtful, ...candidate }): Judged => {
    const ambiguous = doubtful && isAmbiguous;
    return { ...candidate, ambiguous, unclear: !ambiguous && isChild(candidate.standing) ? unclear : [] };
  });
  return children === 0 ? judged : judged.filter(({ ambiguous }) => !ambiguous);
}

/**
 * Whom the children of a submission have as kin. Somebody of unknown age has kin of their own only when they are nobody's
 * kin, or something is said about them: two who only link to each other stay two.
 */
function kinOfChildren(judged: readonly Kinsfolk[]): ReadonlySet<JsonObject> {
  const patientsOf = (candidates: readonly Kinsfolk[]): JsonObject[] =>
    candidates.flatMap(({ kin }) => kin.flatMap(({ patient }) => (patient ? [patient.value] : [])));
  const anybodys = new Set(patientsOf(judged));
  const anchors = judged.filter(({ person, standing: is }) => {
    if (is !== 'undated') return is !== 'adult';
    return clinical(person).length > 0 || person.patient === undefined || !anybodys.has(person.patient.value);
  });
  return new Set(patientsOf(anchors));
}

function isChild(is: Standing): boolean {
  return is !== 'adult' && is !== 'stillborn';
}

type Kinsfolk = Pick<Judged, 'person' | 'standing' | 'kin'>;

function standingOf(person: Person, now: Date): Standing {
  if (person.unbornOf) return 'unborn';
  const is = standing(person, now);
  if (is !== 'undated' || isBorn(person)) return is;
  // Held on the child's own Patient: no date of birth, no NHS number, and something that says unborn.
  return person.own.some(saysUnborn) ? 'unborn' : is;
}

function saysUnborn({ resource }: Entry): boolean {
  return resource !== undefined && (concernsUnborn(resource) || statesExpectedDate(resource));
}

function kinFor(person: Person, family: Family): Kin[] {
  const mother = person.unbornOf;
  if (!mother) return family.kinOf(person);
  const { patient, reference } = mother;
  return [{ relation: 'mother', ...(patient ? { patient } : {}), ...(reference ? { reference } : {}) }];
}

/** An adult, or somebody of unknown age, who is there only as somebody's kin is a person in that record and no record of their own. */
function isOnlyKin({ person, standing: is }: Kinsfolk, kin: ReadonlySet<unknown>, mothers: ReadonlySet<unknown>): boolean {
  if (is === 'child' || is === 'unborn' || is === 'stillborn' || clinical(person).length > 0) return false;
  return mothers.has(person.key) || (person.patient !== undefined && kin.has(person.patient.value));
}

/**
 * In a message, document or transaction somebody of unknown age, about whom nothing is said, beside somebody else:
 * nothing tells whether this is the child or an adult. A search or collection lists people; there each stands alone.
 */
function isDoubtful({ person, standing: is }: Kinsfolk, { submitted, references }: Choosing): boolean {
  if (is !== 'undated' || submitted.taken !== 'whole' || clinical(person).length > 0) return false;
  return !isFocus(person, submitted, references);
}

function isFocus(person: Person, { entries }: Submitted, references: References): boolean {
  const [first] = entries;
  const header = first?.index === 0 && first.type === 'MessageHeader' ? first.resource : undefined;
  const { patient } = person;
  if (!header || !patient) return false;
  return header.many('focus').some((focus) => references.resolve(focus)?.resource.value === patient.value);
}
