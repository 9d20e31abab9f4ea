import { warning, type Report } from './issues.js';

/**
 * Makes a text of the source fit a contract field: trimmed, without characters PostgreSQL cannot hold
 * (U+0000 and lone surrogates), and at most `max` code points. What had to change is reported, never silent.
 * @returns undefined when nothing is left, so that an empty element reads as unstated
 */
export function fitText(value: string | undefined, max: number, location: string, report: Report): string | undefined {
  if (value === undefined) return undefined;
  const trimmed = value.trim();
  if (trimmed === '') return undefined;
  const storable = withoutUnstorable(trimmed, location, report);
  if (storable.length <= max) return storable === '' ? undefined : storable;
  const points = Array.from(storable);
  if (points.length <= max) return storable;
  report(warning('text.shortened', location, `Longer than ${max} characters`));
  return points.slice(0, max).join('').trimEnd();
}

/** As {@link fitText} where nobody needs to be told, because the value is told of elsewhere or is none of the child's. */
export function clipped(value: string, max: number): string {
  return fitText(value, max, '/', () => undefined) ?? '';
}

/** An id of a source made of its parts; undefined when it does not fit whole, for a shortened id could be somebody else's. */
export function wholeId(...parts: readonly string[]): string | undefined {
  const id = parts.join(':');
  return fitText(id, 300, '/', () => undefined) === id ? id : undefined;
}

/** Leaves out fields that are undefined and lists that are empty, so that absence is never written as a value. */
export function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  if (isWhole(fields)) return fields as T;
  const filled: Record<string, unknown> = {};
  for (const key in fields) {
    const value: unknown = fields[key];
    if (isThere(value)) filled[key] = value;
  }
  return filled as T;
}

function isWhole(fields: object): boolean {
  for (const key in fields) if (!isThere((fields as Record<string, unknown>)[key])) return false;
  return true;
}

function isThere(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** The items that are there, without the ones a mapping found nothing for. */
export function kept<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item): item is T => item !== undefined);
}

/** The first `max` items; the contract's limit, reported when it bites. */
export function fitList<T>(items: readonly T[], max: number, location: string, report: Report): T[] {
  if (items.length <= max) return [...items];
  report(warning('limit.items', location, `More than ${max}`));
  return items.slice(0, max);
}

function withoutUnstorable(value: string, location: string, report: Report): string {
  if (!SUSPECT.test(value)) return value;
  // In Unicode mode a surrogate pair is one character, so only halves match.
  const storable = value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
  if (storable.length === value.length) return value;
  report(warning('text.unstorable', location, 'Holds U+0000 or half of a surrogate pair, which is left out'));
  return storable.trim();
}

/** Any half of a pair, right or wrong, or U+0000: nearly every text is past here at once. */
const SUSPECT = /[\0\uD800-\uDFFF]/;
