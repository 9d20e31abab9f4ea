import { concernsUnborn, statesExpectedDate } from './births.js';
import type { Element } from '../read/element.js';
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

/** Who among the people of a submission gets a position, and who is only kin in somebody else's. */
export function choose(people: readonly Person[], choosing: Choosing): Judged[] {
  const family = new Family(people, choosing.references);
  const judged = people.map((person): Candidate => {
    return { person, standing: standingOf(person, choosing.now), kin: kinFor(person, family) };
  });
  const kin = kinOfChildren(judged);
  const mothers = new Set(judged.map(({ person }) => person.unbornOf?.key));
  const present = judged.filter((candidate) => !isOnlyKin(candidate, kin, mothers));
  const notAdult = present.filter(({ standing: is }) => is !== 'adult').length;
  const ambiguous = new Set(present.filter((candidate) => isAmbiguous(candidate, notAdult, choosing)));
  const children = new Set(present.filter((candidate) => !ambiguous.has(candidate) && isChild(candidate)));
  if (children.size === 0) return present.map((candidate) => ({ ...candidate, ambiguous: ambiguous.has(candidate), unclear: [] }));
  const unclear = [...ambiguous].flatMap(({ person }) => person.patient ?? []);
  return present
    .filter((candidate) => !ambiguous.has(candidate))
    .map((candidate) => ({ ...candidate, ambiguous: false, unclear: children.has(candidate) ? unclear : [] }));
}

/**
 * Whom the children of a submission have as kin. Somebody of unknown age has kin of their own only when they are nobody's
 * kin, or something is said about them: two who only link to each other stay two.
 */
function kinOfChildren(judged: readonly Candidate[]): ReadonlySet<unknown> {
  const patientsOf = (candidates: readonly Candidate[]): unknown[] =>
    candidates.flatMap(({ kin }) => kin.map(({ patient }) => patient?.value));
  const anybodys = new Set(patientsOf(judged));
  const anchors = judged.filter((candidate) => {
    if (candidate.standing === 'adult') return false;
    if (candidate.standing !== 'undated') return true;
    return clinical(candidate.person).length > 0 || !anybodys.has(candidate.person.patient?.value);
  });
  return new Set(patientsOf(anchors));
}

function isChild({ standing: is }: Candidate): boolean {
  return is !== 'adult' && is !== 'stillborn';
}

type Candidate = Pick<Judged, 'person' | 'standing' | 'kin'>;

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
function isOnlyKin({ person, standing: is }: Candidate, kin: ReadonlySet<unknown>, mothers: ReadonlySet<unknown>): boolean {
  if (is === 'child' || is === 'unborn' || is === 'stillborn' || clinical(person).length > 0) return false;
  return mothers.has(person.key) || (person.patient !== undefined && kin.has(person.patient.value));
}

/**
 * In a message, document or transaction somebody of unknown age, about whom nothing is said, beside somebody else:
 * nothing tells whether this is the child or an adult. A search or collection lists people; there each stands alone.
 */
function isAmbiguous({ person, standing: is }: Candidate, notAdult: number, { submitted, references }: Choosing): boolean {
  if (is !== 'undated' || submitted.taken !== 'whole' || clinical(person).length > 0) return false;
  // One of those who are no adult is this person.
  return notAdult > 1 && !isFocus(person, submitted, references);
}

function isFocus(person: Person, { entries }: Submitted, references: References): boolean {
  const header = entries[0]?.type === 'MessageHeader' ? entries[0].resource : undefined;
  return header?.many('focus').some((focus) => references.resolve(focus)?.resource.value === person.patient?.value) ?? false;
}
