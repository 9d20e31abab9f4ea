import { warning } from '../kit/issues.js';
import type { Entry, Submitted } from '../fhir/choose/entries.js';
import { keyOf, identifierKeys, type References } from '../fhir/choose/references.js';
import { headerOf } from '../fhir/map/map-source.js';
import { Element, type Readings } from '../fhir/read/element.js';
import { isObject, type Json, type JsonObject } from '../fhir/read/tree.js';
import { withBirth } from './birth.js';
import { messageEvent } from './message.js';
import { withSurroundings } from './surroundings.js';

/** NEMS routing demographics: whom a message is delivered for (Event-MessageHeader-1). */
const ROUTING = /\/Extension-(?:DCH-|EMS-)?RoutingDemographics-1$/u;

/**
 * Completes a message: a deletion holds no Patient, so its child is whom the header routes it for; in a birth notification
 * what is said of the mother belongs to the child that was born.
 */
export function complete(submitted: Submitted, references: References): Submitted {
  const header = headerOf(submitted);
  if (!header) return withSurroundings(submitted, references);
  const routing = header.many('extension').find((item) => ROUTING.test(item.text('url') ?? ''));
  const patients = submitted.entries.filter(({ type }) => type === 'Patient');
  const entries = routing ? routed(submitted, { header, routing, patients }) : submitted.entries;
  const isBirth = messageEvent(submitted)?.kind === 'birth' && patients.length > 1;
  const routedTo = { ...submitted, entries };
  return withSurroundings(isBirth ? withBirth(routedTo, references) : routedTo, references);
}

interface Routed {
  readonly header: Element;
  readonly routing: Element;
  readonly patients: readonly Entry[];
}

function routed(submitted: Submitted, { header, routing, patients }: Routed): readonly Entry[] {
  const { entries, readings } = submitted;
  const parts = partsOf(routing, readings);
  const holder = entries.find(({ resource }) => resource?.value === header.value);
  const key = isObject(parts.identifier) ? keyOf(parts.identifier) : undefined;
  const known = patients.some(({ resource }) => resource && key !== undefined && identifierKeys(resource.value).includes(key));
  passOver(routing, known && messageEvent(submitted)?.kind !== 'birth');
  if (holder && patients.length === 0 && parts.identifier !== undefined) {
    const patient = patientOf(parts, routing, readings);
    return [...entries, { index: holder.index, path: routing.path, type: 'Patient', resource: patient, outcome: false, issues: [] }];
  }
  if (key === undefined || known || patients.length === 0) return entries;
  const issue = warning('format.reference', routing.path, 'The message is routed for somebody who is in none of its resources');
  return entries.map((entry) => (entry === holder ? { ...entry, issues: [...entry.issues, issue] } : entry));
}

/** Number and name repeat the child's. The date of birth may differ, as in official samples, and is a further fact then; a mother's is none. */
function passOver(routing: Element, isChilds: boolean): void {
  if (!isChilds) routing.pass('url', 'extension');
  routing.extension('nhsNumber')?.pass('valueIdentifier');
  routing.extension('name')?.pass('valueHumanName');
}

interface Parts {
  readonly identifier?: Json;
  readonly name?: Json;
  readonly born?: string;
}

const PARTS = [
  ['identifier', 'nhsNumber', 'valueIdentifier'],
  ['name', 'name', 'valueHumanName'],
  ['born', 'birthDateTime', 'valueDateTime'],
] as const;

/** The parts of the extension, each of them told to stand where it does. */
function partsOf(routing: Element, readings: Readings): Parts {
  const found: Record<string, Json> = {};
  for (const [name, url, member] of PARTS) {
    const part = routing.extension(url);
    const value = part?.value[member];
    if (!part || value === undefined || (name === 'born') !== (typeof value === 'string')) continue;
    if (isObject(value)) readings.placeElement(value, part.at(member));
    found[name] = value;
  }
  return found;
}

/** The time of a routing date of birth is a filler (noon or midnight in what is sent): only its day is one. */
function patientOf({ identifier, name, born }: Parts, routing: Element, readings: Readings): Element {
  const patient: JsonObject = {
    resourceType: 'Patient',
    ...(identifier === undefined ? {} : { identifier: [identifier] }),
    ...(name === undefined ? {} : { name: [name] }),
    ...(born === undefined ? {} : { birthDate: born.replace(/T.*$/u, '') }),
  };
  for (const member of ['identifier', 'name', 'birthDate']) readings.place(patient, member, routing.path);
  return new Element(patient, routing.path, readings);
}
