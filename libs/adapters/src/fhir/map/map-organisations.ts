import type { Identifier, Organisation, Telecom } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { fitText, kept, present } from '../../kit/texts.js';
import { CONTACT_PURPOSE, ORGANISATION_TYPE } from '../codes/codes-care.js';
import type { Element } from '../read/element.js';
import { address } from './map-addresses.js';
import { codesOf, codings } from './map-codings.js';
import { identifier, identifiers } from './map-identifiers.js';
import { telecoms } from './map-telecoms.js';
import type { Mapping } from './mapping.js';

/** The organisation a Reference names: what the submission holds of it, beside what the reference itself says. */
export function organisation(reference: Element | undefined, type: Organisation['type'], mapping: Mapping): Organisation | undefined {
  if (!reference) return undefined;
  const target = mapping.resolve(reference);
  reference.pass('reference', 'type');
  const logical = identifier(reference.one('identifier'), mapping);
  const display = fitText(reference.text('display'), 300, reference.at('display'), mapping.report);
  const stated = target ? organisationOf(target, type, mapping) : undefined;
  const made = present<Organisation>({
    ...stated,
    type: stated?.type ?? type,
    name: stated?.name ?? display,
    identifiers: stated?.identifiers ?? identifiersOf(reference, logical, mapping),
    period: logical?.period,
  });
  return Object.keys(made).length > 1 ? made : undefined;
}

/** An Organization, or what stands for one: a Location, a HealthcareService, the organisation of a PractitionerRole. */
export function organisationOf(resource: Element, type: Organisation['type'], mapping: Mapping): Organisation | undefined {
  if (resource.resourceType === 'PractitionerRole') return organisationOfRole(resource, type, mapping);
  if (!HOLDS_ORGANISATION.has(resource.resourceType)) return undefined;
  resource.pass('id', 'active', 'status', 'text');
  const { report } = mapping;
  const where = resource.resourceType === 'Organization' ? resource.many('address')[0] : resource.one('address');
  return present<Organisation>({
    type: typeOf(resource, type),
    name: fitText(resource.text('name'), 300, resource.at('name'), report),
    identifiers: identifiers(resource.many('identifier'), 10, mapping),
    telecoms: [...telecoms(resource.many('telecom'), 10, mapping), ...contactTelecoms(resource, mapping)].slice(0, 10),
    address: address(where, mapping),
  });
}

/** How to reach an organisation for a purpose: CP-IS names the duty telephone (EC) and the office (WP) of an authority this way. */
function contactTelecoms(resource: Element, mapping: Mapping): Telecom[] {
  if (resource.resourceType !== 'Organization') return [];
  return resource.many('contact').flatMap((contact) => {
    const original = codings(contact.one('purpose'), mapping).slice(0, 5);
    const use = original.map(({ code }) => CONTACT_PURPOSE[code ?? '']).find((word) => word !== undefined);
    return telecoms(contact.many('telecom'), 10, mapping).map((telecom) => ({
      ...telecom,
      ...(use === undefined ? {} : { use }),
      ...(original.length > 0 ? { original: [...original, ...(telecom.original ?? [])].slice(0, 5) } : {}),
    }));
  });
}

/** A role whose organisation is a role again names none: roles may name each other in a circle. */
function organisationOfRole(role: Element, type: Organisation['type'], mapping: Mapping): Organisation | undefined {
  const reference = role.one('organization');
  if (reference && mapping.resolve(reference)?.resourceType === 'PractitionerRole') return undefined;
  return organisation(reference, type, mapping);
}

const HOLDS_ORGANISATION: ReadonlySet<string> = new Set(['Organization', 'Location', 'HealthcareService']);

/** The kind of organisation: what its own type says, else what the member that names it implies. */
function typeOf(resource: Element, implied: Organisation['type']): Organisation['type'] {
  const stated = resource.many('type').flatMap((concept) => codesOf(concept));
  const known = stated.map((code) => ORGANISATION_TYPE[code]).find((type) => type !== undefined);
  return implied === 'unknown' || implied === 'health-organisation' ? (known ?? implied) : implied;
}

/** Without a logical identifier a literal reference that leads outside is still the sender's own id for it. */
function identifiersOf(reference: Element, logical: Identifier | undefined, mapping: Mapping): Identifier[] {
  if (logical) return [logical];
  const literal = reference.value['reference'];
  if (typeof literal !== 'string' || literal.startsWith('#') || literal.startsWith('urn:')) return [];
  return kept([plainIdentifier('local', literal, { location: reference.path, report: mapping.report })]);
}
