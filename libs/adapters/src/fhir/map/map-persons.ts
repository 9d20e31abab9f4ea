import type { Identifier, InvolvedPerson, PersonName } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { ONESELF, type Relation } from '../codes/codes-people.js';
import type { Element } from '../read/element.js';
import type { Kin } from '../choose/kin.js';
import { allCodings, codesOf } from './map-codings.js';
import { demographics, gender } from './map-demographics.js';
import { named } from './map-named.js';
import { personName } from './map-names.js';
import { telecoms } from './map-telecoms.js';
import { addresses } from './map-addresses.js';
import { period, usedPeriod } from './map-periods.js';
import { organisation } from './map-organisations.js';
import type { Mapping } from './mapping.js';
import { EXTENSIONS, ukCore } from '../codes/systems.js';

/** Most people one record may carry (contract: `persons`). */
export const MOST_PERSONS = 100;

/** A person of the record together with the resources they were read from. */
export interface MappedPerson {
  readonly person: InvolvedPerson;
  readonly sources: readonly Element[];
}

/** Everyone around the child: kin, contacts of the Patient, and the general practitioner where a person is named. */
export function persons(patient: Element | undefined, kin: readonly Kin[], mapping: Mapping): MappedPerson[] {
  const contacts = (patient?.many('contact') ?? []).filter((contact) => !isOneself(contact));
  const numbered = (index: number): string => `p${index + 1}`;
  const family = kin.map((item, index) => kinPerson(item, numbered(index), mapping));
  const others = contacts.map((contact, index) => ({ person: contactPerson(contact, numbered(kin.length + index), mapping), sources: [] }));
  const mother = family.some(({ person }) => person.roles.some(({ normalised }) => normalised === 'mother'))
    ? undefined
    : maidenName(patient, mapping);
  const known = mother ? [{ person: { personId: numbered(kin.length + contacts.length), ...mother }, sources: [] }] : [];
  return fitList([...family, ...others, ...known], MOST_PERSONS, patient?.path ?? '/', mapping.report);
}

/** A contact that is the patient; what it holds is the patient's own. */
export function isOneself(contact: Element): boolean {
  return contact.many('relationship').flatMap(codesOf).includes(ONESELF);
}

function kinPerson({ related, patient, reference, relation }: Kin, personId: string, mapping: Mapping): MappedPerson {
  const relationships = related?.many('relationship') ?? [];
  const found = relationOf(relationships, { relation, patient }, mapping);
  const own = related ? demographics(related, mapping) : {};
  const fromPatient = patient ? demographics(patient, mapping) : {};
  const rank = related?.extension(...EXTENSIONS.contactRank)?.whole('valuePositiveInt');
  related?.pass('id', 'active', 'text', 'patient');
  patient?.pass('id', 'active', 'text', 'link');
  const original = allCodings(relationships, mapping).slice(0, 20);
  const person = present<InvolvedPerson>({
    ...(reference ? named(reference, mapping) : {}),
    ...own,
    ...fromPatient,
    names: merged<PersonName>(fromPatient.names, own.names, (name) => JSON.stringify(name)),
    identifiers: merged<Identifier>(fromPatient.identifiers, own.identifiers, ({ type, value }) => `${type}|${value}`),
    personId,
    roles: [present<InvolvedPerson['roles'][number]>({ normalised: found.role, original })],
    relationshipToChild: present<NonNullable<InvolvedPerson['relationshipToChild']>>({ normalised: found.kin, original }),
    // Of whom nothing is known, nothing is shown more widely than need be.
    visibility: relation === 'unknown' ? 'third-party' : 'normal',
    contactOrder: rank !== undefined && rank >= 1 && rank <= 100 ? rank : undefined,
    copiesOfLetters: copies(related),
    period: related ? period(related.one('period'), mapping) : undefined,
  });
  return { person, sources: kept([related, patient]) };
}

function contactPerson(contact: Element, personId: string, mapping: Mapping): InvolvedPerson {
  const relationships = contact.many('relationship');
  const original = allCodings(relationships, mapping).slice(0, 20);
  const roles = rolesOf(relationships, mapping);
  const kinship = relationships
    .flatMap(codesOf)
    .map((code) => mapping.relations[code]?.kin)
    .find((word) => word !== undefined && word !== 'unknown');
  const name = personName(contact.one('name'), mapping);
  const rank = contact.extension(...EXTENSIONS.contactRank)?.whole('valuePositiveInt');
  const where = contact.one('address');
  const works = organisation(contact.one('organization'), 'unknown', mapping);
  contact.pass('id');
  return present<InvolvedPerson>({
    personId,
    roles: roles.map((normalised) => present<InvolvedPerson['roles'][number]>({ normalised, original })),
    relationshipToChild:
      kinship === undefined ? undefined : present<NonNullable<InvolvedPerson['relationshipToChild']>>({ normalised: kinship, original }),
    names: name ? [name] : orgName(works?.name),
    identifiers: works?.identifiers,
    notes: name ? works?.name : undefined,
    gender: gender(contact, mapping),
    telecoms: telecoms(contact.many('telecom'), 30, mapping),
    addresses: where ? addresses([where], mapping) : undefined,
    visibility: 'normal',
    contactOrder: rank !== undefined && rank >= 1 && rank <= 100 ? rank : undefined,
    copiesOfLetters: copies(contact),
    period: usedPeriod(contact, mapping),
  });
}

/** UK Core CopyCorrespondenceIndicator. */
function copies(person: Element | undefined): InvolvedPerson['copiesOfLetters'] {
  const stated = person?.extension(...ukCore('CopyCorrespondenceIndicator'))?.flag('valueBoolean');
  if (stated === undefined) return undefined;
  return stated ? 'yes' : 'no';
}

/** HL7 patient-mothersMaidenName: all that is known of a mother whom nothing else names. */
function maidenName(patient: Element | undefined, mapping: Mapping): Omit<InvolvedPerson, 'personId'> | undefined {
  const stated = patient?.extension(...EXTENSIONS.mothersMaidenName);
  const text = fitText(stated?.text('valueString'), 300, stated?.path ?? '/', mapping.report);
  if (text === undefined) return undefined;
  return {
    roles: [{ normalised: 'mother' }],
    relationshipToChild: { normalised: 'mother' },
    names: [{ use: 'maiden', text }],
    visibility: 'normal',
  };
}

function orgName(name: string | undefined): PersonName[] | undefined {
  return name === undefined ? undefined : [{ use: 'unknown', text: name }];
}

/** A contact may be the mother and the emergency contact at once. */
function rolesOf(relationships: readonly Element[], { relations }: Mapping): InvolvedPerson['roles'][number]['normalised'][] {
  const found = relationships.flatMap(codesOf).flatMap((code) => relations[code]?.role ?? []);
  return found.length > 0 ? [...new Set(found)].slice(0, 10) : ['unknown'];
}

function relationOf(
  relationships: readonly Element[],
  { relation, patient }: { readonly relation: Kin['relation']; readonly patient: Element | undefined },
  { relations }: Mapping,
): Relation {
  const coded = relationships
    .flatMap(codesOf)
    .map((code) => relations[code])
    .find((item) => item !== undefined);
  if (coded) return coded;
  if (relation === 'mother') return { role: 'mother', kin: 'mother' };
  // The record a child's Patient links to with `seealso` is the mother's, when it is a woman's.
  if (relation === 'linked')
    return patient?.value['gender'] === 'female' ? { role: 'mother', kin: 'mother' } : { role: 'parent', kin: 'parent' };
  return { role: 'unknown', kin: 'unknown' };
}

/** The values of two resources about one person, each once; what the first says of a value stands. */
function merged<T>(first: readonly T[] | undefined, second: readonly T[] | undefined, keyOf: (item: T) => string): T[] | undefined {
  const once = new Map<string, T>();
  for (const item of [...(first ?? []), ...(second ?? [])]) if (!once.has(keyOf(item))) once.set(keyOf(item), item);
  return once.size > 0 ? [...once.values()].slice(0, 30) : undefined;
}
