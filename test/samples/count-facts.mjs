/**
 * Counts the facts that stand in a FHIR JSON file, as a clerk with a pencil would: by walking the raw JSON, knowing
 * nothing of our adapters. Shares no code with them, so that it cannot share their mistakes.
 *
 *   node test/samples/count-facts.mjs <file>…      prints one JSON line per file, counts only
 *
 * A fact is counted once per file however often it is repeated. Every resource counts, billing included: what an adapter
 * leaves out on purpose shows as not found.
 */
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const FHIR_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const DATE_KEY = /(date|datetime|time|instant|^start|^end|^issued|^authoredOn|^sent|^received|^created|^timestamp|^recorded)$/i;
/** The period of a name, address or the like says since when the value holds; it is no event. */
const VALIDITY = new Set(['name', 'address', 'telecom', 'identifier', 'contact', 'generalPractitioner', 'managingOrganization', 'meta']);
const PEOPLE = new Set(['Patient', 'RelatedPerson', 'Person', 'Practitioner']);

/** The distinct facts in the text of one file; all empty when the text is no JSON. */
export function factsIn(text) {
  const facts = {
    people: 0,
    identifiers: new Set(),
    names: new Set(),
    birthDates: new Set(),
    eventDates: new Set(),
    codedItems: new Set(),
  };
  const root = parsed(text);
  if (root !== undefined) walk(root, [], facts);
  return facts;
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
  return [...(Array.isArray(name.given) ? name.given : []), name.family ?? ''].join(' ').trim();
}

function pair(system, value) {
  return `${system ?? ''}|${value}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  for (const file of argv.slice(2)) {
    const { people, ...sets } = factsIn(readFileSync(file, 'utf8'));
    const counts = Object.fromEntries(Object.entries(sets).map(([kind, set]) => [kind, set.size]));
    console.log(JSON.stringify({ file: file.split('/').at(-1), people, ...counts }));
  }
}
