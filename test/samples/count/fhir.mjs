import { noFacts, pair } from './facts.mjs';

const FHIR_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const DATE_KEY = /(date|datetime|time|instant|^start|^end|^issued|^authoredOn|^sent|^received|^created|^timestamp|^recorded)$/i;
/** The period of a name, address or the like says since when the value holds; it is no event. */
const VALIDITY = new Set(['name', 'address', 'telecom', 'identifier', 'contact', 'generalPractitioner', 'managingOrganization', 'meta']);
const PEOPLE = new Set(['Patient', 'RelatedPerson', 'Person', 'Practitioner']);

/** The facts of a tree in the shape of FHIR JSON, of R4 or STU3. */
export function fhirFacts(root) {
  const facts = noFacts();
  walk(root, [], facts);
  return facts;
}

/** A FHIR resource in XML, read as a tree of elements, in the shape of FHIR JSON: a primitive is its `value` attribute. */
export function fhirFromXml(tree) {
  const [type = '', content = {}] = Object.entries(tree)[0] ?? [];
  return { resourceType: type, ...fields(content) };
}

function fields(element) {
  return Object.fromEntries(
    Object.entries(element)
      .filter(([name]) => !name.startsWith('@'))
      .map(([name, value]) => [name, Array.isArray(value) ? value.map((item) => field(name, item)) : field(name, value)]),
  );
}

function field(name, value) {
  if (typeof value !== 'object' || value === null) return value;
  if (name === 'resource' || name === 'contained') return fhirFromXml(value);
  const text = value['@value'];
  return text === undefined ? fields(value) : text;
}

function walk(node, path, facts) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, path, facts);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (PEOPLE.has(node.resourceType)) facts.people += 1;
  const key = path.at(-1);
  if (key === 'identifier' && typeof node.value === 'string') facts.identifiers.add(pair(node.system, node.value));
  if (typeof node.family === 'string' || Array.isArray(node.given)) facts.names.add(fullName(node));
  if (isCoding(node, key)) facts.codedItems.add(pair(node.system, node.code));
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'string') readDate(name, value, path, facts);
    walk(value, [...path, name], facts);
  }
}

function readDate(name, value, path, facts) {
  if (!FHIR_DATE.test(value)) return;
  if (name === 'birthDate') facts.birthDates.add(value);
  else if (DATE_KEY.test(name) && !path.some((step) => VALIDITY.has(step))) facts.eventDates.add(value);
}

/** A Coding carries a code and its system; a Quantity carries them too, but beside a unit or a value. */
function isCoding(node, key) {
  if (typeof node.code !== 'string' || 'unit' in node || 'value' in node) return false;
  return key === 'coding' || typeof node.system === 'string';
}

function fullName(name) {
  return [name.given ?? [], name.family ?? ''].flat().join(' ').trim();
}
