import type { Entry, Submitted } from '../fhir/choose/entries.js';
import type { References } from '../fhir/choose/references.js';
import { SUPPORTING } from '../fhir/choose/resource-kinds.js';
import { referencesIn } from '../fhir/choose/subjects.js';
import type { Element } from '../fhir/read/element.js';
import type { JsonObject } from '../fhir/read/tree.js';

/** Far more than any event sends: with more, the work would grow with children times entries. */
const MOST_FRAMED = 20;

/**
 * What stands in a message for nobody to refer to: NEMS and Digital Child Health send the service that sent it and the
 * roles of its practitioners as entries of their own. They belong to the message and so to everybody it is about.
 */
export function withSurroundings(submitted: Submitted, references: References): Submitted {
  const { entries, type } = submitted;
  if (type !== 'message' && type !== 'document') return submitted;
  const referred = new Set<Entry>();
  for (const { resource } of entries)
    for (const reference of resource ? referencesIn(resource) : []) {
      const target = references.resolve(reference)?.entry;
      if (target) referred.add(target);
    }
  const unreferred = entries.filter((entry) => stands(entry) && !referred.has(entry));
  // Each of them goes into every record of the message.
  const framed = unreferred.slice(0, MOST_FRAMED);
  return { ...submitted, framed, roles: rolesOf(framed, references) };
}

/** What is about nobody and still says something of the message: who sent it, and who made the change (Provenance). */
function stands({ type, resource }: Entry): boolean {
  if (type === 'Provenance') resource?.pass('id', 'target');
  return type === 'Provenance' || (SUPPORTING.has(type) && type !== 'MessageHeader');
}

/** One role of a practitioner is theirs here; two say nothing of which it is in. */
function rolesOf(framed: readonly Entry[], references: References): ReadonlyMap<JsonObject, Element> {
  const roles = new Map<JsonObject, Element>();
  const several = new Set<JsonObject>();
  for (const { resource, type } of framed) {
    const [reference] = type === 'PractitionerRole' && resource ? resource.peek('practitioner') : [];
    const practitioner = reference && references.resolve(reference)?.resource;
    if (!resource || practitioner?.resourceType !== 'Practitioner') continue;
    if (roles.has(practitioner.value)) several.add(practitioner.value);
    roles.set(practitioner.value, resource);
  }
  for (const practitioner of several) roles.delete(practitioner);
  return roles;
}
