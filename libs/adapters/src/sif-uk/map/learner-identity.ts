import type { Child, Identifier } from '@mash-gateway/contracts';
import { childState } from '../../kit/age.js';
import { plainIdentifier, uln, upn } from '../../kit/identifiers.js';
import { warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { kept, present } from '../../kit/texts.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import type { Joined } from '../read/join.js';
import { numberText, refText } from '../read/numbers.js';
import { refIdentifier } from '../read/ref-id.js';
import { Part } from '../read/part.js';
import { demographics } from './demographics.js';
import { names } from './person.js';

/** Identifier system of a RefId; the kind of object is part of it, because a RefId alone does not say it. */
export const LEARNER_REF_ID = 'sif-uk/LearnerPersonal/RefId';

/** As much of a learner as other objects of the body need to say whom they are about. */
export type Identity = Pick<Child, 'names' | 'birthDate' | 'gender' | 'identifiers'>;

/** RefId, local numbers, UPN with its day of issue, former UPNs and ULN. */
export function identifiers(learner: Part, repeated: Repeats): Identifier[] {
  const reading = (part: Part) => ({ location: part.location, report: part.report });
  const issued = learner.at('UPNAllocationDate').day();
  const own = learner.at('UPN');
  const learnerNumber = learner.at('ULN');
  return kept([
    refIdentifier(learner.attribute('RefId'), LEARNER_REF_ID, { location: `${learner.location}/@RefId`, report: learner.report }),
    plainIdentifier('local', learner.at('LocalId').raw(), reading(learner.at('LocalId')), { system: 'sif-uk/LearnerPersonal/LocalId' }),
    plainIdentifier('local', learner.at('UIPI').raw(), reading(learner.at('UIPI')), { system: 'sif-uk/UIPI' }),
    // The school that holds the pupil vouches for the UPN.
    ownOnly(own, repeated, upn(own.raw(), { ...reading(own), vouched: true }, issued === undefined ? {} : { period: { start: issued } })),
    ...learner
      .at('FormerUPNList')
      .all('UPN')
      .map((former) => upn(former.raw(), { ...reading(former), superseded: true })),
    ownOnly(learnerNumber, repeated, uln(learnerNumber.raw(), reading(learnerNumber))),
  ]);
}

/** A RefId that two learners of the body have says nothing of who either is. */
export function refIdIsShared(learner: Part, repeated: Repeats): boolean {
  const text = refText(learner.attribute('RefId'));
  return text !== undefined && repeated.has(text);
}

/** What is kept of a learner for the objects that refer to it. */
export function identityOf(element: XmlElement, repeated: Repeats, now: Date): Identity {
  const learner = new Part(element, '/', () => undefined, now);
  const person = learner.at('PersonalInformation');
  const { birthDate, gender } = demographics(person);
  // The RefId stands in the reference already.
  const [, ...numbers] = identifiers(learner, repeated);
  return present<Identity>({ names: names(person), birthDate, gender, identifiers: numbers });
}

/**
 * The child an object refers to: as the body names it, or by the reference alone. What is not there is not guessed.
 * @param place where the reference stands
 */
export function referredChild(refId: string | undefined, place: Part, joined: Joined): Child | undefined {
  const { report, now, location } = place;
  const reference = refIdentifier(refId, LEARNER_REF_ID, place);
  if (reference === undefined) return undefined;
  const found = joined.find('LearnerPersonal', reference.value);
  if (found === 'ambiguous')
    report(warning('format.ambiguous-child', location, 'Several learners of this body have the RefId; none is taken'));
  if (found === undefined) report(warning('format.reference', location, 'The learner is not in this body; only the reference is known'));
  const identity: Identity = typeof found === 'object' ? (found.kept as Identity) : {};
  return { state: childState(identity.birthDate, now), ...identity, identifiers: [reference, ...(identity.identifiers ?? [])] };
}

function ownOnly(part: Part, repeated: Repeats, identifier: Identifier | undefined): Identifier | undefined {
  if (identifier === undefined || !repeated.has(numberText(part.element?.name ?? '', identifier.value))) return identifier;
  part.report(warning('format.ambiguous-child', part.location, 'Another learner of this body has the same number'));
  return { ...identifier, status: identifier.status === 'verified' ? 'unverified' : identifier.status };
}
