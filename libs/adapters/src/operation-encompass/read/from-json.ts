import { warning, type Report } from '../../kit/issues.js';
import { DOUBT, type Fields, type Shape } from '../profile.js';
import { Group, type Written } from './tree.js';

/** Reads a notification from JSON. `null` is unstated; what the profile does not have, or has as something else, is reported and left out. */
export function groupFromJson(value: unknown, fields: Fields, location: string, report: Report): Group {
  const parts = new Map<string, Written | Group | readonly (Written | Group)[]>();
  if (!isObject(value)) {
    report(warning('format.value', location || '/', 'An object is expected here'));
    return new Group(location, parts, (key) => key);
  }
  for (const [key, inner] of Object.entries(value)) {
    const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (shape === undefined) report(warning('format.unknown-field', `${location}/*`, 'A key that the profile does not have here'));
    else {
      const part = partOf(inner, shape, `${location}/${key}`, report);
      if (part !== undefined) parts.set(key, part);
    }
  }
  return new Group(location, parts, (key) => key);
}

function partOf(
  value: unknown,
  shape: Shape,
  location: string,
  report: Report,
): Written | Group | readonly (Written | Group)[] | undefined {
  if (value === null) return undefined;
  switch (shape.kind) {
    case 'value':
      return writtenOf(value, location, report) ?? (shape.doubt && typeof value === 'object' ? { text: DOUBT, location } : undefined);
    case 'group':
      return groupFromJson(value, shape.fields, location, report);
    case 'list':
      return itemsOf(value, shape.of, location, report);
  }
}

function itemsOf(value: unknown, of: Shape, location: string, report: Report): readonly (Written | Group)[] {
  const isList = Array.isArray(value);
  if (!isList) report(warning('format.value', location, 'A list is expected here; read as its only item'));
  const items: readonly unknown[] = isList ? value : [value];
  return items.flatMap((item, index) => partOf(item, of, isList ? `${location}/${index}` : location, report) ?? []);
}

/** Numbers and truths are read as their text: a reference of digits is often sent as a number. */
function writtenOf(value: unknown, location: string, report: Report): Written | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = String(value).trim();
    return text === '' ? undefined : { text, location };
  }
  report(warning('format.value', location, 'A text is expected here'));
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
