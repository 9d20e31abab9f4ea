import type { Element } from './element.js';
import type { Person } from './people.js';
import { identifierKeys, type References } from './references.js';

/** Someone who belongs to a child: the RelatedPerson that says so, the Patient they also are, or both. */
export interface Kin {
  readonly related?: Element;
  readonly patient?: Element;
  /** The reference that names them, when the submission holds neither. */
  readonly reference?: Element;
  /** Known without a relationship code: the mother an unborn child is held against, or a linked record. */
  readonly relation?: 'mother' | 'linked' | 'unknown';
}

/** The kin of one person: RelatedPersons about them, Patients those also are, and Patients they link to. */
export function kinOf(person: Person, people: readonly Person[], references: References): Kin[] {
  const others = people.filter((other) => other !== person);
  const related = person.own.flatMap(({ type, resource }): Kin[] => {
    if (type !== 'RelatedPerson' || !resource) return [];
    const also = others.find(({ patient }) => patient !== undefined && isSamePerson(resource, patient, references));
    return [{ related: resource, ...(also?.patient ? { patient: also.patient } : {}) }];
  });
  const linked = linkedPatients(person, references).filter((patient) => !related.some((kin) => kin.patient?.value === patient.value));
  return [...related, ...linked.map((patient): Kin => ({ patient, relation: 'linked' }))];
}

/** A RelatedPerson is a Patient of the submission when they share an identifier, or the Patient links to it (FHIR R4 Patient.link). */
function isSamePerson(related: Element, patient: Element, references: References): boolean {
  const keys = new Set(identifierKeys(related.value));
  if (identifierKeys(patient.value).some((key) => keys.has(key))) return true;
  return links(patient).some((other) => references.resolve(other)?.resource.value === related.value);
}

/** Patients another Patient points to with `seealso` (how senders link the mother's record). */
function linkedPatients(person: Person, references: References): Element[] {
  if (!person.patient) return [];
  return links(person.patient).flatMap((other) => {
    const target = references.resolve(other)?.resource;
    return target?.resourceType === 'Patient' && target.value !== person.patient?.value ? [target] : [];
  });
}

function links(patient: Element): Element[] {
  return patient.many('link').flatMap((link) => {
    const other = link.one('other');
    return other && (link.value['type'] === 'seealso' || link.value['type'] === 'refer' || link.value['type'] === undefined) ? [other] : [];
  });
}
