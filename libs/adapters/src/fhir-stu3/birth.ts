import type { Entry } from '../fhir/choose/entries.js';
import type { References } from '../fhir/choose/references.js';
import { codesOf } from '../fhir/map/map-codings.js';
import type { Element } from '../fhir/read/element.js';
import { isList, isObject, type JsonObject } from '../fhir/read/tree.js';
import { EXTENSIONS } from '../fhir/codes/systems.js';
import { RELATIONS } from './codes/relationships.js';

/**
 * The entries of a birth notification, with those about the mother given to the child that was born. With several
 * children, or when nothing tells who the child is, nothing is given to anybody.
 */
export function birthOf(entries: readonly Entry[], references: References): readonly Entry[] {
  const patients = entries.flatMap(({ type, resource }) => (type === 'Patient' && resource ? [resource] : []));
  const born = childrenOf(entries, references, patients);
  const [child, ...more] = born;
  if (!child || more.length > 0) return entries;
  const others = new Set(patients.filter(({ value }) => value !== child.value).map(({ value }) => value));
  return entries.map((entry) => (isAboutOther(entry, references, others) ? { ...entry, about: child } : entry));
}

/** The Patient that a mother's RelatedPerson is about; else the one with a time of birth. */
function childrenOf(entries: readonly Entry[], references: References, patients: readonly Element[]): readonly Element[] {
  const related = entries.flatMap(({ type, resource }): Element[] => {
    if (type !== 'RelatedPerson' || !resource) return [];
    const isMother = resource
      .peek('relationship')
      .flatMap(codesOf)
      .some((code) => RELATIONS[code]?.kin === 'mother');
    const [patient] = isMother ? resource.peek('patient') : [];
    const target = patient && references.resolve(patient)?.resource;
    return target?.resourceType === 'Patient' ? [target] : [];
  });
  const children = patients.filter(({ value }) => related.some((target) => target.value === value));
  return children.length > 0 ? children : patients.filter(({ value }) => hasBirthTime(value));
}

function hasBirthTime(patient: JsonObject): boolean {
  const companion = patient['_birthDate'];
  const extensions = isObject(companion) ? companion['extension'] : undefined;
  return isList(extensions) && extensions.some((item) => isObject(item) && EXTENSIONS.birthTime.some((url) => url === item['url']));
}

function isAboutOther({ type, resource }: Entry, references: References, others: ReadonlySet<JsonObject>): boolean {
  if (!resource || type === 'Patient' || type === 'RelatedPerson') return false;
  const [subject] = [...resource.peek('subject'), ...resource.peek('patient')];
  const target = subject && references.resolve(subject)?.resource;
  return target !== undefined && others.has(target.value);
}
