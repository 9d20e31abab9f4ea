import type { Measure } from '@mash-gateway/contracts';
import { fitText } from '../kit/texts.js';
import type { Element } from './element.js';
import { coding } from './map-codings.js';
import type { Mapping } from './mapping.js';

/** Dates as FHIR writes them (R4 §2.24.0.1): a member whose text is one is a fact of when. */
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/u;
const DATE_MEMBER = /(?:date|datetime|time|instant|start|end|issued|authoredOn|sent|received|created|timestamp|recorded)$/iu;
/** Said of the resource's own upkeep, not of the child. */
const PASSED_OVER: ReadonlySet<string> = new Set(['text', 'contained', 'meta']);

/**
 * Codes, identifiers and dates of a resource that its mapping had no field for: further facts under the name of
 * their element, so that a code the source thought worth sending is never lost for want of a field.
 */
export function furtherFacts(resource: Element, most: number, mapping: Mapping): Measure[] {
  const found: Measure[] = [];
  const add = (measure: Measure | undefined): void => {
    if (measure && found.length < most) found.push(measure);
  };
  for (const tag of resource.one('meta')?.many('tag') ?? []) add(named('meta.tag', tag, mapping));
  visit(resource, '', add, mapping);
  return found;
}

type Add = (measure: Measure | undefined) => void;

function visit(element: Element, name: string, add: Add, mapping: Mapping): void {
  for (const key of Object.keys(element.value)) {
    if (PASSED_OVER.has(key) || key === 'id') continue;
    const value = element.value[key];
    const label = labelOf(name, key, element);
    if (typeof value === 'string') {
      const isFact = key === 'eventUri' || (DATE.test(value) && DATE_MEMBER.test(key));
      if (isFact && element.readingOf(key) === undefined) add(dated(element, key, label, mapping));
      continue;
    }
    if (element.readingOf(key) === 'passed') continue;
    for (const item of element.peek(key)) visitItem(item, label, add, mapping);
  }
}

function visitItem(item: Element, label: string, add: Add, mapping: Mapping): void {
  if (isCoding(item)) {
    if (item.readingOf('code') === undefined) add(named(label, item, mapping));
    return;
  }
  if (isIdentifier(item) && item.readingOf('value') === undefined) add(identified(item, label, mapping));
  visit(item, label, add, mapping);
}

/** A Coding has a code, and neither a figure nor a unit. */
function isCoding({ value, path }: Element): boolean {
  const plain = typeof value['code'] === 'string' && !('value' in value) && !('unit' in value) && !('coding' in value);
  return plain && (typeof value['system'] === 'string' || /coding\[\d+\]$/u.test(path));
}

function isIdentifier({ value, path }: Element): boolean {
  return typeof value['value'] === 'string' && /[iI]dentifier(?:\[\d+\])?$/u.test(path);
}

function named(name: string, item: Element, mapping: Mapping): Measure | undefined {
  const code = coding(item, mapping);
  return code && called(name, { code });
}

function identified(item: Element, name: string, mapping: Mapping): Measure | undefined {
  item.pass('system', 'use');
  const value = fitText(item.text('value'), 4000, item.at('value'), mapping.report);
  return value === undefined ? undefined : called(name, { value });
}

function dated(element: Element, key: string, name: string, mapping: Mapping): Measure | undefined {
  const value = fitText(element.text(key), 4000, element.at(key), mapping.report);
  return value === undefined ? undefined : called(name, { value });
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
