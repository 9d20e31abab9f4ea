import type { Professional } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { codesOf } from './map-codings.js';
import { identifier, identifiers } from './map-identifiers.js';
import { personName } from './map-names.js';
import { organisation, organisationOf } from './map-organisations.js';
import { telecoms } from './map-telecoms.js';
import type { Mapping } from './mapping.js';

/** The professional or organisation a Reference names. RelatedPersons and Patients are people of the record, not professionals. */
export function professional(reference: Element | undefined, role: string | undefined, mapping: Mapping): Professional | undefined {
  if (!reference) return undefined;
  const target = mapping.resolve(reference);
  reference.pass('reference', 'type');
  if (target) return professionalOf(target, role, mapping);
  const declared = typeNamedBy(reference);
  if (declared === 'Patient' || declared === 'RelatedPerson') return undefined;
  if (declared === 'Organization') return rolled(role, { organisation: organisation(reference, 'health-organisation', mapping) });
  const logical = identifier(reference.one('identifier'), mapping);
  const display = fitText(reference.text('display'), 300, reference.at('display'), mapping.report);
  return rolled(role, {
    identifiers: logical ? [logical] : undefined,
    name: display === undefined ? undefined : { use: 'unknown', text: display },
  });
}

/** A Practitioner, PractitionerRole or organisation as a professional. */
export function professionalOf(target: Element, role: string | undefined, mapping: Mapping): Professional | undefined {
  switch (target.resourceType) {
    case 'Practitioner':
      return rolled(role, practitioner(target, mapping));
    case 'PractitionerRole':
      return practitionerRole(target, role, mapping);
    case 'Device':
      return device(target, role, mapping);
    case 'Organization':
    case 'HealthcareService':
    case 'Location':
      return rolled(role, { organisation: organisationOf(target, 'health-organisation', mapping) });
    default:
      return undefined;
  }
}

type Facts = { readonly [K in keyof Professional]?: Professional[K] | undefined };

function practitioner(target: Element, mapping: Mapping): Facts {
  target.pass('id', 'active', 'text');
  return {
    name: personName(target.many('name')[0], mapping),
    identifiers: identifiers(target.many('identifier'), 10, mapping),
    telecoms: telecoms(target.many('telecom'), 10, mapping),
  };
}

function practitionerRole(target: Element, role: string | undefined, mapping: Mapping): Professional | undefined {
  target.pass('id', 'active', 'text');
  const reference = target.one('practitioner');
  const who = reference ? mapping.resolve(reference) : undefined;
  const person = who ? practitioner(who, mapping) : (professional(reference, undefined, mapping) ?? {});
  const own = identifiers(target.many('identifier'), 10, mapping);
  return rolled(roleName(target, mapping) ?? role, {
    ...person,
    identifiers: [...(person.identifiers ?? []), ...own].slice(0, 10),
    telecoms: kept([...(person.telecoms ?? []), ...telecoms(target.many('telecom'), 10, mapping)]).slice(0, 10),
    organisation: organisation(target.one('organization'), 'health-organisation', mapping),
  });
}

function roleName(practitionerRole: Element, mapping: Mapping): string | undefined {
  const [code] = practitionerRole.many('code');
  const stated = code?.value['text'] ?? firstDisplay(code) ?? codesOf(code)[0];
  return typeof stated === 'string' ? fitText(stated, 200, practitionerRole.at('code'), mapping.report) : undefined;
}

/** A system that acted for somebody: its number, who owns it and, in CP-IS, the role it acted for. */
function device(target: Element, role: string | undefined, mapping: Mapping): Professional | undefined {
  target.pass('id', 'text', 'status');
  const [name] = target.many('deviceName');
  const called = fitText(name?.text('name'), 300, target.at('deviceName'), mapping.report);
  const assigned = target.extension(ASSIGNED_ENTITY)?.one('valueReference');
  const responsible = assigned && mapping.resolve(assigned);
  return rolled((responsible && roleName(responsible, mapping)) ?? role, {
    name: called === undefined ? undefined : { use: 'unknown', text: called },
    identifiers: identifiers(target.many('identifier'), 10, mapping),
    organisation: organisation(target.one('owner'), 'health-organisation', mapping),
  });
}

/** CP-IS: the role of whoever is responsible for what a device did. */
const ASSIGNED_ENTITY = 'https://fhir.nhs.uk/R4/StructureDefinition/Extension-CPIS-AssignedEntity';

function rolled(role: string | undefined, facts: Facts): Professional | undefined {
  const made = present<Professional>({
    name: undefined,
    identifiers: undefined,
    organisation: undefined,
    telecoms: undefined,
    ...facts,
    role: undefined,
  });
  if (Object.keys(made).length === 0) return undefined;
  return role === undefined ? made : { role, ...made };
}

function firstDisplay(concept: Element | undefined): unknown {
  const list = concept?.value['coding'];
  const first = Array.isArray(list) ? (list as readonly unknown[])[0] : undefined;
  return typeof first === 'object' && first !== null && 'display' in first ? first.display : undefined;
}

/** The type a reference declares, or its literal shows. */
export function typeNamedBy(reference: Element): string | undefined {
  const declared = reference.value['type'];
  if (typeof declared === 'string') return declared;
  const literal = reference.value['reference'];
  return typeof literal === 'string' ? /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/u.exec(literal)?.[1] : undefined;
}
