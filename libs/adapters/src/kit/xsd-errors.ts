import type { ErrorDetail, XmlDocument } from 'libxml2-wasm';

/** What libxml2 says, by its fixed words, and how an issue says it. libxml2's own messages repeat values and are never passed on. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/Missing child element/u, 'A child element is missing'],
  [/This element is not expected/u, 'An element is not expected here'],
  [/No matching global declaration/u, 'The root is not of this profile'],
  [/is required but missing/u, 'A required attribute is missing'],
  [/attribute .* is not allowed/su, 'An attribute is not allowed here'],
  [/Character content .* is not allowed/su, 'Text is not allowed here'],
  [/Element content is not allowed/u, 'Elements are not allowed here'],
  [/Duplicate key-sequence/u, 'An id is used twice'],
  [/\[facet 'enumeration'\]/u, 'Not in the code list'],
  [/\[facet '(?:maxLength|length)'\]/u, 'Too long'],
  [/\[facet 'minLength'\]/u, 'Too short or empty'],
  [/\[facet 'pattern'\]/u, 'Not written as the type demands'],
  [/\[facet '(?:min|max)(?:In|Ex)clusive'\]/u, 'Out of range'],
  [/is not a valid value/u, 'Not a value of the type'],
];

/** Names that may stand in a location: another name is the sender's word, so its position stands for it. */
export interface SchemaNames {
  readonly namespace: string;
  readonly elements: ReadonlySet<string>;
}

/** Location and rule of a schema error. Both hold words of this project and of the schema only. */
export function describeSchemaError(
  detail: ErrorDetail,
  document: XmlDocument,
  names: SchemaNames,
): { readonly location: string; readonly rule: string } {
  const rule = RULES.find(([words]) => words.test(detail.message))?.[1] ?? 'Not valid under the schema';
  return { location: `line ${detail.line}${pathOf(detail.xpath ?? '', document, names)}`, rule };
}

/** libxml2 gives a path of positions, such as `/*[1]/*[2]`, when the document has a namespace without a prefix. */
function pathOf(xpath: string, document: XmlDocument, names: SchemaNames): string {
  const steps = xpath.split('/').slice(1);
  if (steps.length === 0) return '';
  const path = steps.map((step, index) => nameAt(`/${steps.slice(0, index + 1).join('/')}`, document, names) ?? position(step));
  return `, /${path.join('/')}`;
}

function nameAt(xpath: string, document: XmlDocument, names: SchemaNames): string | undefined {
  const node = POSITIONS.test(xpath) ? document.get(xpath) : null;
  if (node === null || !('namespaceUri' in node) || !('name' in node)) return undefined;
  const { name } = node;
  return node.namespaceUri === names.namespace && typeof name === 'string' && names.elements.has(name) ? name : undefined;
}

const POSITIONS = /^(?:\/\*(?:\[\d+\])?)+$/u;

function position(step: string): string {
  return /\[\d+\]$/u.exec(step)?.[0].replace('[', '*[') ?? '*';
}
