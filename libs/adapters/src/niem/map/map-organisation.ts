import type { Organisation, PersonName, Professional } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { plainIdentifier } from '../../kit/identifiers.js';
import type { Associations } from '../graph/associations.js';
import type { Things } from '../graph/things.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import { addressOf } from './map-address.js';
import { telecomsOf } from './map-contacts.js';
import type { PersonFacts } from './map-person.js';
import type { Reading } from './reading.js';

/** An organisation by its name, its ORI (the FBI's number of an agency) and its address. */
export function organisationOf(thing: Node | undefined, type: Organisation['type'], around: Around): Organisation | undefined {
  if (thing === undefined) return undefined;
  const { things, associations, reading } = around;
  const facts = new Facts(things.elementsOf(thing), reading);
  const ori = facts.first('OrganizationORIIdentification', 'ORI');
  const place = associations.places.get(thing)?.[0]?.place;
  const organisation = present<Organisation>({
    type,
    name: facts.text(300, 'OrganizationName', 'FacilityName', 'OrganizationUnitName'),
    identifiers: kept([ori && oriOf(ori, reading)]),
    address: place && addressOf(new Facts(things.elementsOf(place), reading), 'work'),
  });
  return Object.keys(organisation).length === 1 ? undefined : organisation;
}

/** What reading an organisation needs. */
export interface Around {
  readonly things: Things;
  readonly associations: Associations;
  readonly reading: Reading;
}

/** An ORI is nine characters given by the FBI; it names an agency and needs no check here. */
export function oriOf(node: Node, reading: Reading) {
  const id = node.one('IdentificationID') ?? node;
  return plainIdentifier('other', id.text, reading.at(id), { system: `${node.element.uri}#${node.name}` });
}

/** An officer or caseworker: a professional of the entry, and nobody of the child's life. */
export function professionalOf(person: PersonFacts, around: Around): Professional | undefined {
  const badge = person.facts.first('EnforcementOfficialBadgeIdentification');
  const unit = person.facts.first('EnforcementOfficialUnit') ?? around.associations.organisations.get(person.person.thing);
  const id = badge?.one('IdentificationID');
  const [name] = person.fields.names ?? [];
  const professional = present<Professional>({
    role: person.person.roles[0]?.original.code,
    name,
    identifiers: kept([
      id && plainIdentifier('local', id.text, person.facts.reading.at(id), { system: `${badge?.element.uri ?? ''}#${badge?.name ?? ''}` }),
    ]),
    organisation: organisationOf(unit, 'police-force', around),
    telecoms: person.fields.telecoms,
  });
  return professional.name === undefined && professional.identifiers === undefined && professional.organisation === undefined
    ? undefined
    : professional;
}

/** A LEXS contact: the parts of a name, a telephone and an organisation, without a Person around them. */
export function contactOf(node: Node | undefined, role: string, reading: Reading): Professional | undefined {
  if (node === undefined) return undefined;
  const name = present<PersonName>({
    use: 'official',
    given: reading.texts(node.many('PersonGivenName'), 150, 5),
    family: reading.text(node.one('PersonSurName'), 150),
    text: reading.text(node.one('PersonFullName'), 300),
  });
  const organisation = reading.text(node.one('OrganizationName'), 300);
  const professional = present<Professional>({
    role,
    name: Object.keys(name).length > 1 ? name : undefined,
    organisation: organisation === undefined ? undefined : { type: 'police-force', name: organisation },
    telecoms: telecomsOf(node, undefined, reading).slice(0, 10),
  });
  return Object.keys(professional).length === 1 ? undefined : professional;
}
