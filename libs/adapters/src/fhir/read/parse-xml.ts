import type { XmlElement } from '../../kit/xml-tree.js';
import type { Structure } from '../structure/structure.js';
import { isObject, type Json, type JsonObject } from './tree.js';

export const FHIR_NAMESPACE = 'http://hl7.org/fhir';
const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';

/**
 * A resource in FHIR XML as the tree its JSON form would give (FHIR XML): `@value` is the primitive, ids and
 * urls are attributes, repeating elements are lists (the structure tables say which), narrative XHTML is left out but where the structure asks for it.
 */
export function resourceFromXml(element: XmlElement, structure: Structure): JsonObject {
  return { resourceType: element.name, ...members(element, element.name, structure) };
}

/** One member of a type as the tree its JSON form would give. */
export function memberFromXml(element: XmlElement, type: string, structure: Structure): Json {
  return complex(element, structure.fieldOf(type, element.name)?.type ?? 'Unlisted', structure);
}

function members(element: XmlElement, type: string, structure: Structure): JsonObject {
  const tree: Record<string, Json> = {};
  for (const { name, uri, value } of element.attributes) if (uri === '' && (name === 'id' || name === 'url')) tree[name] = value;
  const ours = element.children.filter((child) => child.uri === FHIR_NAMESPACE);
  for (const child of element.children)
    if (child.uri === XHTML_NAMESPACE && structure.fieldOf(type, child.name)?.type === 'xhtml') tree[child.name] = markup(child);
  for (const name of new Set(ours.map((child) => child.name))) {
    if (name === '__proto__') continue;
    addMember(
      tree,
      ours.filter((child) => child.name === name),
      { name, type, structure },
    );
  }
  return tree;
}

interface Member {
  readonly name: string;
  /** The type that has it. */
  readonly type: string;
  readonly structure: Structure;
}

function addMember(tree: Record<string, Json>, elements: readonly XmlElement[], { name, type, structure }: Member): void {
  const field = structure.fieldOf(type, name);
  const fieldType = field?.type ?? 'Unlisted';
  const repeats = field?.repeats === true || elements.length > 1;
  if (!isPrimitive(fieldType, elements)) {
    const items = elements.map((item) => complex(item, fieldType, structure));
    tree[name] = repeats ? items : (items[0] ?? null);
    return;
  }
  const values = elements.map(valueOf);
  const companions = elements.map((item) => companionOf(item, structure));
  if (values.some((value) => value !== null)) tree[name] = repeats ? values : (values[0] ?? null);
  if (companions.some((item) => item !== null)) tree[`_${name}`] = repeats ? companions : (companions[0] ?? null);
}

function isPrimitive(fieldType: string, elements: readonly XmlElement[]): boolean {
  if (fieldType === 'string' || fieldType === 'boolean' || fieldType === 'number') return true;
  // Where the structure is not listed, a value attribute tells a primitive.
  return fieldType === 'Unlisted' && elements.some((element) => valueOf(element) !== null);
}

function complex(element: XmlElement, fieldType: string, structure: Structure): Json {
  const [only] = element.children;
  const holdsResource = element.children.length === 1 && only !== undefined && /^[A-Z]/u.test(only.name) && only.uri === FHIR_NAMESPACE;
  if (holdsResource && (fieldType === 'Resource' || !structure.isListed(fieldType))) return resourceFromXml(only, structure);
  return members(element, fieldType, structure);
}

function valueOf(element: XmlElement): string | null {
  return element.attributes.find((attribute) => attribute.name === 'value' && attribute.uri === '')?.value ?? null;
}

/** The id and extensions of a primitive. */
function companionOf(element: XmlElement, structure: Structure): JsonObject | null {
  const companion = members(element, 'Element', structure);
  return isObject(companion) && Object.keys(companion).length > 0 ? companion : null;
}

/** Narrative as JSON has it: markup in a text. What stands between inline elements comes before them. */
function markup(element: XmlElement): string {
  const inner = element.children.map(markup).join('');
  return `<${element.name}>${escaped(element.text)}${inner}</${element.name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
