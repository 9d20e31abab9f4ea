import { warning, type Report } from '../../kit/issues.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { NAMESPACE } from '../namespace.js';
import { DOUBT, elementOf, type Fields, type Shape } from '../profile.js';
import { UNMAPPED_ATTRIBUTE_NAMESPACES } from '../unmapped.js';
import { Group, type Written } from './tree.js';

/**
 * Reads a notification from XML. Elements are found by name and namespace in any order; an empty one is unstated; what the profile
 * does not have is reported by its place and left out.
 */
export function groupFromXml(element: XmlElement, fields: Fields, location: string, report: Report): Group {
  const parts = new Map<string, Written | Group | readonly (Written | Group)[]>();
  if (element.text.trim() !== '') report(warning('format.unknown-field', `${location}/text()`, 'Text where the profile has elements'));
  reportAttributes(element, location, report);
  const keys = new Map(Object.entries(fields).map(([key, shape]) => [elementOf(key, shape), key]));
  for (const [index, child] of element.children.entries()) {
    const key = child.uri === NAMESPACE ? keys.get(child.name) : undefined;
    const shape = key === undefined ? undefined : fields[key];
    if (key === undefined || shape === undefined)
      report(warning('format.unknown-field', `${location}/*[${index + 1}]`, 'An element that the profile does not have here'));
    else add(parts, key, shape, { child, location, report });
  }
  return new Group(location, parts, (key) => elementOf(key, fields[key] ?? { kind: 'value' }));
}

interface Found {
  readonly child: XmlElement;
  /** Of the parent. */
  readonly location: string;
  readonly report: Report;
}

function add(parts: Map<string, Written | Group | readonly (Written | Group)[]>, key: string, shape: Shape, found: Found): void {
  const { child, location, report } = found;
  const known = parts.get(key);
  if (shape.kind === 'list') {
    const items = Array.isArray(known) ? (known as readonly (Written | Group)[]) : [];
    const part = partOf(child, shape.of, `${location}/${child.name}[${items.length + 1}]`, report);
    if (part !== undefined) parts.set(key, [...items, part]);
    return;
  }
  if (known !== undefined) {
    report(warning('limit.items', `${location}/${child.name}`, 'More than one; the first is taken'));
    if (shape.kind === 'value' && shape.doubt) parts.set(key, { text: DOUBT, location: `${location}/${child.name}` });
    return;
  }
  const part = partOf(child, shape, `${location}/${child.name}`, report);
  if (part !== undefined) parts.set(key, part);
}

function partOf(element: XmlElement, shape: Shape, location: string, report: Report): Written | Group | undefined {
  if (shape.kind === 'group') return groupFromXml(element, shape.fields, location, report);
  reportAttributes(element, location, report);
  if (element.children.length > 0) {
    report(warning('format.unknown-field', location, 'Elements inside a value are left out'));
    if (shape.kind === 'value' && shape.doubt) return { text: DOUBT, location };
  }
  const text = element.text.trim();
  return text === '' ? undefined : { text, location };
}

function reportAttributes(element: XmlElement, location: string, report: Report): void {
  for (const [index, { uri }] of element.attributes.entries())
    if (!UNMAPPED_ATTRIBUTE_NAMESPACES.has(uri))
      report(warning('format.unknown-field', `${location}/@*[${index + 1}]`, 'The profile has no attributes'));
}
