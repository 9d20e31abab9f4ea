import { fault, notice } from '../../kit/issues.js';
import type { Entry } from './entries.js';
import type { Person } from './people.js';
import { Element, Readings } from '../read/element.js';
import type { Position } from './position.js';
import type { JsonObject } from '../read/tree.js';

/**
 * An entry that asks for a deletion: `Patient/123`, `Patient?identifier=system|value`, `Flag/abc` or `Flag?patient=…`
 * (FHIR R4 RESTful API, delete and conditional delete). It becomes a record with change `delete`; a deletion that names nobody is refused.
 * @param count how many people the whole submission is about
 */
export function deletion(entry: Entry, people: readonly Person[], count = people.length): Position {
  const named = namedIn(entry);
  if (named) return { kind: 'deletion', entry, person: named, issues: [] };
  const [only] = people;
  if (only && count === 1) {
    const issues = [notice('format.missing', at(entry), 'Says not whom it is about; taken to be the one person there is')];
    return { kind: 'deletion', entry, person: { ...only, own: [] }, issues };
  }
  const code = count > 1 ? 'format.ambiguous-child' : 'format.no-child';
  return { kind: 'refused', entries: [entry], issues: [fault(code, at(entry), 'A deletion must say whose record it deletes')] };
}

/** The deleted resource as `Type/id`; undefined for a conditional deletion. A history names the version as well. */
export function deletedResource(entry: Entry): string | undefined {
  return DELETED.exec(entry.url ?? '')?.[1];
}

/** The version that the deletion made: in a history, the etag of the entry or the version in its URL (FHIR R4 RESTful API, history). */
export function deletedVersion(entry: Entry): string | undefined {
  return /^(?:W\/)?"([^"]{1,100})"$/u.exec(entry.etag ?? '')?.[1] ?? DELETED.exec(entry.url ?? '')?.[2];
}

const DELETED = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})(?:\/_history\/([A-Za-z0-9.-]{1,64}))?$/u;

/** Whether a deletion says itself whose record it deletes. */
export function saysWhose(entry: Entry): boolean {
  return namedIn(entry) !== undefined;
}

function namedIn(entry: Entry): Person | undefined {
  const direct = deletedResource(entry);
  if (direct?.startsWith('Patient/')) return deletedPatient(direct, entry);
  const [type, query] = (entry.url ?? '').split('?', 2);
  const wanted = new URLSearchParams(query ?? '');
  const identifier =
    (type === 'Patient' ? wanted.get('identifier') : null) ?? wanted.get('patient.identifier') ?? wanted.get('subject.identifier');
  if (identifier) return person({ identifier: identifierOf(identifier) }, entry);
  const subject = wanted.get('patient') ?? wanted.get('subject');
  if (!subject) return undefined;
  return person({ reference: subject.includes('/') ? subject : `Patient/${subject}` }, entry);
}

/** A deletion may say who was deleted, by the Patient as it was: known by more than an id. */
function deletedPatient(reference: string, entry: Entry): Person {
  const { type, resource } = entry;
  return type === 'Patient' && resource ? { key: entry.url, patient: resource, met: entry.index, own: [] } : person({ reference }, entry);
}

function identifierOf(token: string): JsonObject {
  const bar = token.lastIndexOf('|');
  return bar < 0 ? { value: token } : { system: token.slice(0, bar), value: token.slice(bar + 1) };
}

function person(reference: JsonObject, entry: Entry): Person {
  return { key: entry.url, reference: new Element(reference, at(entry), new Readings()), met: entry.index, own: [] };
}

function at(entry: Entry): string {
  return `Bundle.entry[${entry.index}].request.url`;
}
