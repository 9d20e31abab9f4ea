import type { Address, Child, InvolvedPerson } from '@mash-gateway/contracts';
import { childState } from '../../kit/age.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import { notice, warning } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { fitList, kept, present, wholeId } from '../../kit/texts.js';
import { refText } from '../read/numbers.js';
import { refIdentifier, refKey } from '../read/ref-id.js';
import type { Part } from '../read/part.js';
import { careEntries, careStatuses } from './care.js';
import { birthAndArrival, demographics, withheld } from './demographics.js';
import { currentSchool, pastEnrolments } from './enrolment.js';
import { identifiers, LEARNER_REF_ID, refIdIsShared } from './learner-identity.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { addresses, names, telecoms } from './person.js';
import { authority } from './school.js';

/** LearnerPersonal: the learner and what the school knows of the family, of care and of protection. */
export function learner({ part, repeated, hidden, now }: ObjectSource): Statement {
  const person = part.at('PersonalInformation');
  const described = demographics(person);
  const { school, yearGroup, entries } = currentSchool(part);
  const child = present<Child>({
    state: childState(described.birthDate, now),
    names: names(person),
    ...described,
    ...birthAndArrival(person),
    identifiers: identifiers(part, repeated),
    addresses: guarded(addresses(person), part, hidden),
    telecoms: telecoms(person),
    school,
    yearGroup,
    localAuthority: authority(part.at('HomeLA')),
    careStatuses: careStatuses(part),
  });
  const refId = part.attribute('RefId');
  const isShared = refIdIsShared(part, repeated);
  if (isShared)
    part.report(warning('format.ambiguous-child', `${part.location}/@RefId`, 'Another learner of this body has the same RefId'));
  return {
    child,
    persons: siblings(part),
    entries: [...careOf(part, child), ...entries, ...pastEnrolments(part)],
    absences: withheld(person),
    source:
      refId === undefined || isShared
        ? {}
        : present<Statement['source']>({ sourceRecordId: wholeId('sif-uk', 'LearnerPersonal', refKey(refId)) }),
  };
}

/** Whoever lives with a contact whose address is not to be disclosed lives there too, wherever in the body the contact stands. */
function guarded(listed: readonly Address[], part: Part, hidden: Repeats): Address[] {
  const text = refText(part.attribute('RefId'));
  if (text === undefined || listed.length === 0 || !hidden.includes(text)) return [...listed];
  const place = `${part.location}/PersonalInformation/Address`;
  part.report(notice('source.withheld', place, 'Lives with a contact whose address is not to be disclosed'));
  return listed.map((address) => ({ ...address, confidential: true }));
}

/** A plan ends at eighteen: what a school left standing on an adult is kept as a status and is no concern about a child. */
function careOf(part: Part, { state }: Child): readonly Entry[] {
  return careEntries(part).filter(({ kind }) => state !== 'adult' || kind !== 'plan');
}

/** Siblings at the same school: referred to, never copied. */
function siblings(part: Part): InvolvedPerson[] {
  const listed = part.at('SiblingList').all('Sibling');
  return fitList(listed, 100, part.location, part.report).map((sibling, index) => {
    const refId = sibling.at('LearnerPersonalRefId');
    const local = sibling.at('UIPI');
    const reading = ({ location, report }: Part) => ({ location, report });
    return present<InvolvedPerson>({
      personId: `p${index + 1}`,
      identifiers: kept([
        refIdentifier(refId.raw(), LEARNER_REF_ID, reading(refId)),
        plainIdentifier('local', local.raw(), reading(local), { system: 'sif-uk/UIPI' }),
      ]),
      roles: [{ normalised: 'sibling' }],
      relationshipToChild: { normalised: 'sibling' },
      visibility: 'normal',
    });
  });
}
