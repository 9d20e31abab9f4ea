import type { Address, Child, Coding, InvolvedPerson } from '@mash-gateway/contracts';
import { notice } from '../../kit/issues.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import { kept, present } from '../../kit/texts.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { RELATIONSHIP, roleOf } from '../codes/relationship.js';
import { refIdentifier, refKey } from '../read/ref-id.js';
import { Part } from '../read/part.js';
import { answer, demographics } from './demographics.js';
import type { ObjectSource, Statement } from './object-source.js';
import { addresses, names, telecoms } from './person.js';
import { aboutReferred } from './statement.js';

/** What a ContactPersonal says of the person, without what the contact is to any learner. */
type Described = Omit<InvolvedPerson, 'personId' | 'roles' | 'visibility'>;

/** LearnerContact: what a person is to the learner, with the person where the body has one. */
export function contact(source: ObjectSource): Statement | undefined {
  const { part } = source;
  const refId = part.attribute('ContactPersonalRefId');
  const statement = aboutReferred(source, [refId === undefined ? undefined : refKey(refId)]);
  if (statement === undefined) return undefined;
  const flags = part.at('ContactFlags');
  const isConfidential = confidential(flags);
  const person = involved(source, refId, isConfidential);
  const sharesHome = isConfidential && person.livesWithChild === 'yes';
  const child: Child = sharesHome ? { ...statement.child, addresses: [{ use: 'home', confidential: true }] } : statement.child;
  const armedForces = flags.at('MemberOfArmedForces');
  const serviceChild = armedForces.yesNo() === 'yes' && person.parentalResponsibility === 'yes';
  const original = answer(armedForces, 'sif-uk/ContactFlags/MemberOfArmedForces', 'Contact is a member of the armed forces');
  return {
    ...statement,
    child: serviceChild ? { ...child, careStatuses: [{ kind: 'service-child', state: 'current', original: kept([original]) }] } : child,
    persons: [person],
  };
}

/** What is kept of a ContactPersonal for the objects that refer to it. */
export function describedContact(element: XmlElement, now: Date): Described {
  const person = new Part(element, '/', () => undefined, now).at('PersonalInformation');
  return present<Described>({
    names: names(person),
    ...demographics(person),
    addresses: addresses(person),
    telecoms: telecoms(person),
  });
}

function involved({ part, joined }: ObjectSource, refId: string | undefined, isConfidential: boolean): InvolvedPerson {
  const flags = part.at('ContactFlags');
  const found = refId === undefined ? undefined : joined.find('ContactPersonal', refId);
  if (refId !== undefined && typeof found !== 'object')
    part.report(
      notice('format.reference', `${part.location}/@ContactPersonalRefId`, 'The contact is not in this body; only the reference is known'),
    );
  const described = typeof found === 'object' ? (found.kept as Described) : {};
  const relationship = part.at('Relationship').coded(RELATIONSHIP);
  const responsibility = flags.at('ParentLegalGuardian').yesNo();
  const local = part.at('LocalId');
  const interpreter = flags.at('RequiresInterpreter');
  return present<InvolvedPerson>({
    personId: 'p1',
    ...described,
    addresses: guarded(described.addresses ?? [], isConfidential),
    identifiers: kept([
      refIdentifier(refId, 'sif-uk/ContactPersonal/RefId', part),
      plainIdentifier('local', local.raw(), { location: local.location, report: part.report }, { system: 'sif-uk/LearnerContact/LocalId' }),
    ]),
    roles: roles(relationship, flags),
    relationshipToChild: relationship,
    visibility: responsibility === 'yes' || isFamily(relationship?.normalised) ? 'normal' : 'third-party',
    parentalResponsibility: responsibility,
    livesWithChild: flags.at('LivesWith').yesNo(),
    contactOrder: part.at('ContactSequence').whole(1, 100),
    communicationNeeds: [
      ...(described.communicationNeeds ?? []),
      ...kept([
        interpreter.yesNo() === 'yes' ? answer(interpreter, 'sif-uk/ContactFlags/RequiresInterpreter', 'Needs an interpreter') : undefined,
      ]),
    ],
    markers: kept([mayNotCollect(flags.at('PickupRights'))]),
  });
}

/**
 * AddressDisclosure is read both ways: "hide this address from other contacts" by systems, "may the address be disclosed" in the data model (2.6).
 * A word that one of them reads as "do not disclose" is taken so, and both Yes and No are such a word; only its absence says nothing.
 */
function confidential(flags: Part): boolean {
  const flag = flags.at('AddressDisclosure');
  if (flag.raw() === undefined) return false;
  flag.yesNo();
  flag.report(notice('source.withheld', flag.location, 'The address is not to be disclosed'));
  return true;
}

/** Where the address itself is not in the body, the flag still stands. */
function guarded(listed: readonly Address[], isConfidential: boolean): Address[] {
  if (!isConfidential) return [...listed];
  if (listed.length === 0) return [{ use: 'home', confidential: true }];
  return listed.map((address) => ({ ...address, confidential: true }));
}

function roles(relationship: InvolvedPerson['relationshipToChild'], flags: Part): InvolvedPerson['roles'] {
  const code = relationship?.original?.[0]?.code ?? '';
  const first = relationship ? { ...relationship, normalised: roleOf(relationship.normalised, code) } : undefined;
  return [
    first ?? { normalised: 'unknown' },
    ...kept([
      roleOfFlag(flags.at('EmergencyContact'), 'emergency-contact', 'To be told in an emergency'),
      roleOfFlag(flags.at('PrimaryCareProvider'), 'carer', 'Provides daily care'),
      roleOfFlag(flags.at('DisciplinaryContact'), 'other', 'To be told of disciplinary action'),
    ]),
  ];
}

function roleOfFlag(
  flag: Part,
  normalised: InvolvedPerson['roles'][number]['normalised'],
  display: string,
): InvolvedPerson['roles'][number] | undefined {
  if (flag.yesNo() !== 'yes') return undefined;
  const original = answer(flag, `sif-uk/ContactFlags/${flag.element?.name ?? ''}`, display);
  return { normalised, original: kept([original]) };
}

/** That somebody may not fetch the child is a warning; that they may is the ordinary case. */
function mayNotCollect(flag: Part): Coding | undefined {
  return flag.yesNo() === 'no' ? answer(flag, 'sif-uk/ContactFlags/PickupRights', 'Has no right to collect the child') : undefined;
}

const NO_FAMILY: ReadonlySet<string> = new Set(['other', 'unknown', 'none', 'associate', 'partner', 'former-partner']);

function isFamily(kind: string | undefined): boolean {
  return kind !== undefined && !NO_FAMILY.has(kind);
}
