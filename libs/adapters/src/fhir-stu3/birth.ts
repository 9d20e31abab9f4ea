import type { Entry, Submitted } from '../fhir/choose/entries.js';
import type { References } from '../fhir/choose/references.js';
import { codesOf } from '../fhir/map/map-codings.js';
import type { Element } from '../fhir/read/element.js';
import { isList, isObject, type JsonObject } from '../fhir/read/tree.js';
import { EXTENSIONS } from '../fhir/codes/systems.js';
import { RELATIONS } from './codes/relationships.js';

/**
 * A birth notification, with what is said of the mother given to the child that was born. She is the one other Patient
 * there is, whether a RelatedPerson says so or not. With several children, or when nothing tells who the child is,
 * nothing is given to anybody.
 */
export function withBirth(submitted: Submitted, references: References): Submitted {
  const { entries } = submitted;
  const patients = entries.flatMap(({ type, resource }) => (type === 'Patient' && resource ? [resource] : []));
  const [child, ...more] = childrenOf(entries, references, patients);
  if (!child || more.length > 0) return submitted;
  const others = patients.filter(({ value }) => value !== child.value);
  const [mother, ...further] = others;
  const values = new Set(others.map(({ value }) => value));
  return {
    ...submitted,
    entries: entries.map((entry) => (isAboutOther(entry, references, values) ? { ...entry, about: child } : entry)),
    ...(mother && further.length === 0 ? { mothers: new Map([[child.value, mother]]) } : {}),
  };
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
  const named = new Set(related.map(({ value }) => value));
  const children = patients.filter(({ value }) => named.has(value));
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
