import { NHS_NUMBER_SYSTEM } from '../../kit/identifiers.js';
import { nhsNumberInUrl } from '../codes/pds-url.js';
import { NHS_NUMBER_SYSTEMS } from '../codes/systems.js';
import { Readings, type Element } from '../read/element.js';
import type { Entry } from './entries.js';
import { keyOf, References } from './references.js';
import { SUBJECT_MEMBERS, SUPPORTING, TRAILS } from './resource-kinds.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';

/** Someone a resource is about: a Patient in the submission, or only a reference that names one outside it. */
export type Subject =
  { readonly kind: 'patient'; readonly patient: Element } | { readonly kind: 'named'; readonly key: string; readonly reference: Element };

/** Whom an entry is about. */
export type About =
  | { readonly kind: 'about'; readonly subjects: readonly Subject[] }
  /** It is read where others refer to it. */
  | { readonly kind: 'supporting' }
  /** It should be about someone, and does not say whom. `path` is where it should; `dangling` when a reference there leads nowhere; `atPlace` when it is about a place. */
  | { readonly kind: 'unsaid'; readonly path: string; readonly dangling: boolean; readonly atPlace?: boolean }
  /** It is about a device, a place or a record, never a person. */
  | { readonly kind: 'no-person' };

/** Whom an entry is about, by what it says and by nothing else. */
export function aboutWhom(entry: Entry, references: References): About {
  const { resource, type } = entry;
  if (!resource || SUPPORTING.has(type)) return { kind: 'supporting' };
  if (entry.about) return { kind: 'about', subjects: [{ kind: 'patient', patient: entry.about }] };
  if (TRAILS.has(type) || type === 'Group') return { kind: 'no-person' };
  if (type === 'Patient') return { kind: 'about', subjects: [{ kind: 'patient', patient: resource }] };
  if (type === 'AuditEvent') return accessed(resource, references);
  const named = type === 'RelatedPerson' ? relatedTo(entry, resource) : subjectReferences(resource, references);
  const found = named.map((reference) => follow(reference, references));
  const subjects = found.flatMap((item) => (item === 'no-person' || item === undefined ? [] : item));
  if (subjects.length > 0) return { kind: 'about', subjects: [...subjects, ...alsoAbout(resource, references)] };
  if (type === 'Flag' && named[0] && isPlace(named[0], references))
    return { kind: 'unsaid', path: named[0].path, dangling: false, atPlace: true };
  if (found.includes('no-person')) return { kind: 'no-person' };
  const others = patientsNamedIn(resource, references);
  if (others.length > 0) return { kind: 'about', subjects: others };
  const [first] = named;
  return { kind: 'unsaid', path: first?.path ?? resource.at('subject'), dangling: first?.value['reference'] !== undefined };
}

/** Whose record an AuditEvent says was looked at (CP-IS, previous accesses); one that names no patient is about no person. */
function accessed(resource: Element, references: References): About {
  const subjects = resource.many('entity').flatMap((entity): readonly Subject[] => {
    const what = entity.one('what');
    if (!what || !(isPatient(what, references) || isPatientByRole(entity, what))) return [];
    const found = follow(what, references);
    return found === undefined || found === 'no-person' ? [] : found;
  });
  return subjects.length > 0 ? { kind: 'about', subjects } : { kind: 'no-person' };
}

/**
 * The keys of people outside the submission whom an entry may be about: two entries with one of them in common are about one
 * person. Of a reference that does lead to an entry too, because that is not known before all entries are.
 */
export function outsideKeys(entry: Entry): string[] {
  const { resource, type } = entry;
  const subjects = type === 'Group' && resource ? membersOf(resource, NOWHERE) : subjectsOf(aboutWhom(entry, NOWHERE));
  return subjects.flatMap((subject) => (subject.kind === 'named' ? [subject.key] : []));
}

const NOWHERE = new References([], new Readings());

function subjectsOf(about: About): readonly Subject[] {
  return about.kind === 'about' ? about.subjects : [];
}

/** An entity that is a patient by its role (http://terminology.hl7.org/CodeSystem/object-role, 1) or by an NHS number. */
function isPatientByRole(entity: Element, what: Element): boolean {
  const role = entity.value['role'];
  const identifier = what.value['identifier'];
  const system = isObject(identifier) ? identifier['system'] : undefined;
  return (isObject(role) && role['code'] === '1') || (typeof system === 'string' && NHS_NUMBER_SYSTEMS.has(system));
}

function subjectReferences(resource: Element, references: References): Element[] {
  if (resource.resourceType === 'Appointment')
    return resource
      .many('participant')
      .map((item) => item.one('actor'))
      .filter((actor): actor is Element => actor !== undefined && isPatient(actor, references));
  for (const name of SUBJECT_MEMBERS) {
    const reference = resource.one(name);
    if (reference) return [reference];
  }
  return [];
}

/** Whose relation somebody is; PDS answers with an empty `patient` and names the patient in the URL of the RelatedPerson alone. */
function relatedTo({ fullUrl }: Entry, related: Element): Element[] {
  const patient = related.one('patient');
  if (patient && (patient.value['reference'] !== undefined || patient.value['identifier'] !== undefined)) return [patient];
  const reference = patientInUrl(fullUrl);
  if (reference !== undefined) return [related.elsewhere({ reference }, related.at('patient'))];
  return patient ? [patient] : [];
}

/** The Patient in whose compartment a RelatedPerson stands, by its url. */
export function patientInUrl(fullUrl: string | undefined): string | undefined {
  return /^(.*\/Patient\/[A-Za-z0-9.-]{1,64})\/RelatedPerson\//u.exec(fullUrl ?? '')?.[1];
}

/** BaRS holds a flag about the safety of a scene on its Location. */
function isPlace(reference: Element, references: References): boolean {
  const target = references.resolve(reference)?.resource;
  if (target) return target.resourceType === 'Location';
  const literal = reference.value['reference'];
  return reference.value['type'] === 'Location' || (typeof literal === 'string' && /(?:^|\/)Location\/[^/]+$/u.test(literal));
}

function isPatient(actor: Element, references: References): boolean {
  const target = references.resolve(actor)?.resource;
  return target ? target.resourceType === 'Patient' : namesPatient(actor.value['reference']) || actor.value['type'] === 'Patient';
}

function namesPatient(literal: Json | undefined): boolean {
  return typeof literal === 'string' && /(?:^|\/)Patient\//u.test(literal);
}

function follow(reference: Element, references: References): Subject[] | 'no-person' | undefined {
  const target = references.resolve(reference)?.resource;
  if (target?.resourceType === 'Patient') return [{ kind: 'patient', patient: target }];
  if (target?.resourceType === 'Group') return membersOf(target, references);
  if (target) return 'no-person';
  return named(reference);
}

/** The Patients of a group; groups of groups are not followed, because they may hold themselves. */
function membersOf(group: Element, references: References): Subject[] {
  return group.many('member').flatMap((member): Subject[] => {
    const entity = member.one('entity');
    if (!entity) return [];
    const target = references.resolve(entity)?.resource;
    if (target?.resourceType === 'Patient') return [{ kind: 'patient', patient: target }];
    const outside = target ? undefined : named(entity);
    return outside === undefined || outside === 'no-person' ? [] : outside;
  });
}

/** A reference that leaves the submission still names someone when it has an identifier or a Patient id. */
function named(reference: Element): Subject[] | 'no-person' | undefined {
  const identifier = reference.value['identifier'];
  const key = isObject(identifier) ? keyOf(identifier) : undefined;
  if (key !== undefined) return mayBePatient(reference) ? [{ kind: 'named', key, reference }] : 'no-person';
  const literal = reference.value['reference'];
  if (typeof literal !== 'string') return undefined;
  const [, type, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/u.exec(literal) ?? [];
  const number = nhsNumberInUrl(literal);
  if (number !== undefined) return [{ kind: 'named', key: keyOf({ system: NHS_NUMBER_SYSTEM, value: number }) ?? literal, reference }];
  // An id is one person's on its own server only.
  if (type === 'Patient')
    return [
      { kind: 'named', key: /^https?:/u.test(literal) ? literal.replace(/\/_history\/[^/]+$/u, '') : `Patient/${id ?? ''}`, reference },
    ];
  return type === undefined ? undefined : 'no-person';
}

/** A communication may have one subject and be about further children (FHIR R4 Communication.about). */
function alsoAbout(resource: Element, references: References): Subject[] {
  if (resource.resourceType !== 'Communication') return [];
  return resource.many('about').flatMap((reference) => {
    const target = references.resolve(reference)?.resource;
    return target?.resourceType === 'Patient' ? [{ kind: 'patient', patient: target } as const] : [];
  });
}

/** Patients of the submission that any member of a resource refers to. */
function patientsNamedIn(resource: Element, references: References): Subject[] {
  const found = new Map<JsonObject, Subject>();
  for (const reference of referencesIn(resource)) {
    const target = references.resolve(reference)?.resource;
    if (target?.resourceType === 'Patient') found.set(target.value, { kind: 'patient', patient: target });
  }
  return [...found.values()];
}

/** Every Reference element inside a resource, contained resources left out. */
export function referencesIn(resource: Element): Element[] {
  const found: Element[] = [];
  const visit = (value: Json, at: string): void => {
    if (isList(value))
      value.forEach((item, index) => {
        visit(item, `${at}[${index}]`);
      });
    else if (isObject(value)) {
      if (typeof value['reference'] === 'string' || isObject(value['identifier'])) found.push(resource.elsewhere(value, at));
      for (const [key, item] of Object.entries(value)) if (key !== 'contained') visit(item, `${at}.${key}`);
    }
  };
  for (const [key, item] of Object.entries(resource.value)) if (key !== 'contained') visit(item, resource.at(key));
  return found;
}

/** Whether a reference can mean a Patient, by its declared type or its literal. */
function mayBePatient(reference: Element): boolean {
  const declared = reference.value['type'];
  if (typeof declared === 'string') return declared === 'Patient';
  const literal = reference.value['reference'];
  const [, type] = typeof literal === 'string' ? (/(?:^|\/)([A-Z][A-Za-z]+)\//u.exec(literal) ?? []) : [];
  return type === undefined || type === 'Patient';
}
