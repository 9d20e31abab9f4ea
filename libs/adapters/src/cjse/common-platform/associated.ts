import type { Coding, InvolvedPerson, Organisation, Professional } from '@mash-gateway/contracts';
import { notice } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import type { JsonPart } from '../read/json-part.js';
import { words, type Reading } from '../read/values.js';
import { addressOf, nameOf, personOf, telecomsOf } from './person.js';

/** Somebody whom the Common Platform associates with a defendant or party. */
export interface Associated {
  readonly part: JsonPart;
  /** The person's own part, where the record of a child victim or witness begins. */
  readonly person: JsonPart;
  readonly kind: 'family' | 'victim' | 'witness' | 'other';
  readonly original: Coding | undefined;
}

/** apiAssociatedPerson. The role is free text; `parentGuardian` in several spellings is what the Common Platform itself writes. */
export function associatedOf(owner: JsonPart, reading: Reading): Associated[] {
  return owner.many('associatedPersons').flatMap((part) => {
    const role = words(part, 'role', 120, reading);
    const person = part.one('person');
    if (person === undefined) return [];
    const original = role === undefined ? undefined : { system: 'common-platform/associated-person', code: role };
    return [{ part, person, kind: kindOf(role), original }];
  });
}

/** A parent, guardian or other person beside a child, as the child's record shows one. */
export function companion({ part, person, kind, original }: Associated, reading: Reading): Omit<InvolvedPerson, 'personId'> {
  const family = kind === 'family';
  if (!family) reading.report(notice('code.unknown', part.place('role'), 'Not a role this adapter knows; kept as written'));
  const originals = kept([original]);
  const word = wordOf(original?.code);
  return present<Omit<InvolvedPerson, 'personId'>>({
    roles: [present({ normalised: family ? word : ('other' as const), original: originals })],
    relationshipToChild: family && word !== 'accompanying-adult' ? present({ normalised: word, original: originals }) : undefined,
    visibility: family ? 'normal' : 'third-party',
    ...personOf(person, reading),
  });
}

/** apiOrganisation. */
export function organisationOf(part: JsonPart | undefined, reading: Reading): Organisation | undefined {
  part?.passOver('incorporationNumber', 'registeredCharityNumber');
  const name = words(part, 'name', 300, reading);
  if (part === undefined) return undefined;
  const organisation = present<Organisation>({
    type: 'other',
    name,
    telecoms: telecomsOf(part.one('contact'), reading),
    address: addressOf(part.one('address'), reading, 'work'),
  });
  return Object.keys(organisation).length === 1 ? undefined : organisation;
}

/** Who represents a defendant or party: an organisation, associated or not. */
export function representativesOf(owner: JsonPart, names: readonly string[], reading: Reading): Professional[] {
  const associated = owner.one('associatedDefenceOrganisation');
  associated?.passOver('applicationReference', 'associationStartDate', 'associationEndDate', 'fundingType', 'isAssociatedByLAA', 'status');
  const firm = associated?.one('defenceOrganisation');
  firm?.passOver('laaContractNumber', 'sraNumber', 'barCouncilMembershipNumber', 'incorporationNumber', 'registeredCharityNumber');
  const organisations = [
    ...names.map((name) => organisationOf(owner.one(name), reading)),
    organisationOf(firm?.one('organisation'), reading),
  ];
  return kept(organisations).map((organisation) => ({ role: 'Legal representative', organisation }));
}

/** Counsel at the hearing. */
export function counselOf(part: JsonPart, reading: Reading): Professional {
  part.passOver('id', 'attendanceDays', 'status', 'userId', 'defendants');
  return present<Professional>({ role: 'Defence counsel', name: nameOf(part, 'usual', reading) });
}

const SPELLING = /[^a-z]/gu;

function kindOf(role: string | undefined): Associated['kind'] {
  const word = role?.toLowerCase().replace(SPELLING, '') ?? '';
  if (word.includes('victim')) return 'victim';
  if (word.includes('witness')) return 'witness';
  return FAMILY.has(word) ? 'family' : 'other';
}

type FamilyWord = 'guardian' | 'parent' | 'mother' | 'father' | 'carer' | 'accompanying-adult';

/** Children and Young Persons Act 1933 s.107: who has the care of a child counts as guardian, and so does `parentGuardian`. */
const FAMILY: ReadonlyMap<string, FamilyWord> = new Map([
  ['parentguardian', 'guardian'],
  ['parentorguardian', 'guardian'],
  ['guardian', 'guardian'],
  ['parent', 'parent'],
  ['mother', 'mother'],
  ['father', 'father'],
  ['carer', 'carer'],
  ['appropriateadult', 'accompanying-adult'],
]);

function wordOf(role: string | undefined): FamilyWord {
  return FAMILY.get(role?.toLowerCase().replace(SPELLING, '') ?? '') ?? 'guardian';
}
