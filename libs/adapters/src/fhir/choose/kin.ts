import type { Element } from '../read/element.js';
import type { Person } from './people.js';
import type { References } from './references.js';
import type { JsonObject } from '../read/tree.js';

/** Someone who belongs to a child: the RelatedPerson that says so, the Patient they also are, or both. */
export interface Kin {
  readonly related?: Element;
  readonly patient?: Element;
  /** The reference that names them, when the submission holds neither. */
  readonly reference?: Element;
  /** Known without a relationship code: the mother an unborn child is held against, or a linked record. */
  readonly relation?: 'mother' | 'linked' | 'unknown';
}

/** Finds who belongs to whom. Built once per submission, so that many people cost no more than one look each. */
export class Family {
  /** RelatedPersons that a Patient links to: they are the same person (FHIR R4 Patient.link). */
  readonly #linkedTo = new Map<JsonObject, Element>();

  constructor(
    people: readonly Person[],
    private readonly references: References,
    /** Mothers by their child, where a message says who they are and no resource does. */
    private readonly mothers: ReadonlyMap<JsonObject, Element> = new Map(),
  ) {
    for (const { patient } of people) {
      if (!patient) continue;
      for (const other of links(patient)) {
        const target = references.resolve(other)?.resource;
        if (target?.resourceType === 'RelatedPerson') this.#linkedTo.set(target.value, patient);
      }
    }
  }

  /** The kin of one person: RelatedPersons about them, Patients those also are, and Patients they link to. */
  kinOf(person: Person): Kin[] {
    const related = person.own.flatMap(({ type, resource }): Kin[] => {
      if (type !== 'RelatedPerson' || !resource) return [];
      const also = this.#patientOf(resource, person);
      return [{ related: resource, ...(also ? { patient: also } : {}) }];
    });
    const known = new Set(related.map((kin) => kin.patient?.value));
    const linked = linkedPatients(person, this.references).filter((patient) => !known.has(patient.value));
    const mother = person.patient && this.mothers.get(person.patient.value);
    const named = mother && !known.has(mother.value) ? [{ patient: mother, relation: 'mother' } as const] : [];
    return [
      ...related,
      ...named,
      ...linked.map((patient): Kin => ({ patient, relation: mayBeParent(patient, person) ? 'linked' : 'unknown' })),
    ];
  }

  /** The Patient a RelatedPerson also is: one with the same identifier, or one that links to it. */
  #patientOf(related: Element, person: Person): Element | undefined {
    const found = [...this.references.sharing('Patient', related), this.#linkedTo.get(related.value)];
    return found.find((patient) => patient !== undefined && patient.value !== person.patient?.value);
  }
}

/** A link alone says that two records belong together; only the years between them make one a parent's. */
function mayBeParent(other: Element, { patient }: Person): boolean {
  const [older, younger] = [yearOf(other), yearOf(patient)];
  return older !== undefined && younger !== undefined && younger - older >= YOUNGEST_PARENT;
}

const YOUNGEST_PARENT = 12;

function yearOf(patient: Element | undefined): number | undefined {
  const date = patient?.value['birthDate'];
  return typeof date === 'string' && /^\d{4}/u.test(date) ? Number(date.slice(0, 4)) : undefined;
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
