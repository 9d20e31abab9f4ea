import type { Measure, Professional, Reference } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { coding } from './map-codings.js';
import { identifier } from './map-identifiers.js';
import type { Mapping } from './mapping.js';

/** Dates as FHIR writes them (R4 Datatypes, date and dateTime): a member whose text is one is a fact of when. */
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/u;
const DATE_MEMBER = /(?:date|datetime|time|instant|start|end|issued|authoredOn|sent|received|created|timestamp|recorded)$/iu;
/** Said of the resource's own upkeep, not of the child. */
const PASSED_OVER: ReadonlySet<string> = new Set(['text', 'contained', 'meta']);

/** What a resource says beyond what its mapping has fields for. */
export interface FurtherFacts {
  readonly measures: readonly Measure[];
  readonly references: readonly Reference[];
  /** Organisations only their code is known of, under the name of the element that names them. */
  readonly professionals: readonly Professional[];
}

/**
 * Codes, identifiers and dates of a resource that its mapping had no field for: further facts under the name of
 * their element, so that a code the source thought worth sending is never lost for want of a field.
 */
export function furtherFacts(resource: Element, mapping: Mapping): FurtherFacts {
  const found: Found = { measures: [], references: [], professionals: [] };
  for (const tag of resource.one('meta')?.many('tag') ?? []) addCoding('meta.tag', tag, found, mapping);
  visit(resource, '', found, mapping);
  return found;
}

interface Found extends FurtherFacts {
  readonly measures: Measure[];
  readonly references: Reference[];
  readonly professionals: Professional[];
}

function visit(element: Element, name: string, found: Found, mapping: Mapping): void {
  for (const key of Object.keys(element.value)) {
    if (PASSED_OVER.has(key) || key === 'id') continue;
    const value = element.value[key];
    const label = labelOf(name, key, element);
    if (typeof value === 'string') {
      const isFact = key === 'eventUri' || (DATE.test(value) && DATE_MEMBER.test(key));
      if (isFact && element.readingOf(key) === undefined) addDate(element, key, label, { found, mapping });
      continue;
    }
    if (element.readingOf(key) === 'passed') continue;
    for (const item of element.peek(key)) visitItem(item, label, found, mapping);
  }
}

function visitItem(item: Element, label: string, found: Found, mapping: Mapping): void {
  if (isCoding(item)) {
    if (item.readingOf('code') === undefined) addCoding(label, item, found, mapping);
    return;
  }
  if (isIdentifier(item) && item.readingOf('value') === undefined) addIdentifier(label, item, found, mapping);
  visit(item, label, found, mapping);
}

/** A Coding has a code, and neither a figure nor a unit. */
function isCoding({ value, path }: Element): boolean {
  const plain = typeof value['code'] === 'string' && !('value' in value) && !('unit' in value) && !('coding' in value);
  return plain && (typeof value['system'] === 'string' || /coding\[\d+\]$/u.test(path));
}

function isIdentifier({ value, path }: Element): boolean {
  return typeof value['value'] === 'string' && /[iI]dentifier(?:\[\d+\])?$/u.test(path);
}

function addCoding(name: string, item: Element, { measures }: Found, mapping: Mapping): void {
  const code = coding(item, mapping);
  if (code) measures.push(called(name, { code }));
}

/** The code of an organisation can locate a child, and stands where such codes are guarded. */
function addIdentifier(name: string, item: Element, { references, professionals }: Found, mapping: Mapping): void {
  const found = identifier(item, mapping);
  if (!found) return;
  const { type, value, system } = found;
  if (type === 'ods') professionals.push({ role: called(name, {}).name, organisation: { type: 'unknown', identifiers: [found] } });
  else references.push(present<Reference>({ type: 'other', value, system }));
}

interface Adding {
  readonly found: Found;
  readonly mapping: Mapping;
}

function addDate(element: Element, key: string, name: string, { found, mapping }: Adding): void {
  const value = fitText(element.text(key), 4000, element.at(key), mapping.report);
  if (value !== undefined) found.measures.push(called(name, { value }));
}

/** Names come from the sender's own elements and urls, and must fit like any text. */
function called(name: string, fact: Omit<Measure, 'name'>): Measure {
  return { name: fitText(name, 200, '/', () => undefined) ?? 'Further fact', ...fact };
}

/** The path of element names; an extension is called by the last part of its url. */
function labelOf(parent: string, key: string, element: Element): string {
  const url = element.value['url'];
  const step = typeof url === 'string' && key.startsWith('value') ? (/[^/]+$/u.exec(url)?.[0] ?? key) : key;
  if (key === 'extension' || key === 'coding') return parent;
  return parent === '' ? step : `${parent}.${step}`;
}
