import { concernsUnborn, statesExpectedDate } from './births.js';
import type { Element } from './element.js';
import type { Entry, Submitted } from './entries.js';
import { kinOf, type Kin } from './kin.js';
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
  const judged = people.map((person): Candidate => {
    return { person, standing: standingOf(person, choosing.now), kin: kinFor(person, people, choosing.references) };
  });
  const present = judged.filter((candidate) => !isOnlyKin(candidate, judged));
  const ambiguous = present.filter((candidate) => isAmbiguous(candidate, present, choosing));
  const certain = present.filter((candidate) => !ambiguous.includes(candidate));
  const children = certain.filter(({ standing: is }) => is !== 'adult' && is !== 'stillborn');
  if (children.length === 0) return present.map((candidate) => ({ ...candidate, ambiguous: ambiguous.includes(candidate), unclear: [] }));
  const unclear = ambiguous.flatMap(({ person }) => person.patient ?? []);
  return certain.map((candidate) => ({ ...candidate, ambiguous: false, unclear: children.includes(candidate) ? unclear : [] }));
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

function kinFor(person: Person, people: readonly Person[], references: References): Kin[] {
  const mother = person.unbornOf;
  if (!mother) return kinOf(person, people, references);
  const { patient, reference } = mother;
  return [{ relation: 'mother', ...(patient ? { patient } : {}), ...(reference ? { reference } : {}) }];
}

/** An adult, or somebody of unknown age, who is there only as somebody's kin is a person in that record and no record of their own. */
function isOnlyKin({ person, standing: is }: Candidate, all: readonly Candidate[]): boolean {
  if (is === 'child' || is === 'unborn' || is === 'stillborn' || clinical(person).length > 0) return false;
  if (all.some((other) => other.person.unbornOf?.key === person.key)) return true;
  return person.patient !== undefined && all.some(({ kin }) => kin.some(({ patient }) => patient?.value === person.patient?.value));
}

/**
 * In a message, document or transaction somebody of unknown age, about whom nothing is said, beside somebody else:
 * nothing tells whether this is the child or an adult. A search or collection lists people; there each stands alone.
 */
function isAmbiguous({ person, standing: is }: Candidate, present: readonly Candidate[], { submitted, references }: Choosing): boolean {
  if (is !== 'undated' || submitted.taken !== 'whole' || clinical(person).length > 0) return false;
  const others = present.filter((other) => other.person !== person && other.standing !== 'adult');
  return others.length > 0 && !isFocus(person, submitted, references);
}

function isFocus(person: Person, { entries }: Submitted, references: References): boolean {
  const header = entries[0]?.type === 'MessageHeader' ? entries[0].resource : undefined;
  return header?.many('focus').some((focus) => references.resolve(focus)?.resource.value === person.patient?.value) ?? false;
}
