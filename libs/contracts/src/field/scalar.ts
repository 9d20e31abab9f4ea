/**
 * A scalar rule: one check, said twice from one definition, as a JSON Schema
 * fragment and as a predicate, so that Ajv and class-validator cannot disagree.
 */
export interface Scalar {
  /** Name of the rule as class-validator reports it, e.g. `text`. */
  readonly rule: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly holds: (value: unknown) => boolean;
}

/** Free text of 1 to `max` Unicode code points, without characters PostgreSQL cannot hold (U+0000, lone surrogates). */
export function text(max: number): Scalar {
  return {
    rule: 'text',
    schema: { type: 'string', minLength: 1, maxLength: max, pattern: STORABLE.source },
    holds: (value) => typeof value === 'string' && STORABLE.test(value) && withinLength(value, max),
  };
}

/** Text that matches `pattern` whole. The pattern is anchored here; write it without `^` and `$`. */
export function matching(rule: string, pattern: string, max: number): Scalar {
  const anchored = new RegExp(`^(?:${pattern})$(?!\\n)`, 'u');
  return {
    rule,
    schema: { type: 'string', maxLength: max, pattern: anchored.source },
    holds: (value) => typeof value === 'string' && anchored.test(value) && withinLength(value, max),
  };
}

/** One of a closed list of lower-case codes. */
export function oneOf(values: readonly string[]): Scalar {
  const allowed = new Set<unknown>(values);
  return { rule: 'oneOf', schema: { type: 'string', enum: [...values] }, holds: (value) => allowed.has(value) };
}

/** A whole number between `min` and `max`, both included. */
export function whole(min: number, max: number): Scalar {
  return {
    rule: 'whole',
    schema: { type: 'integer', minimum: min, maximum: max },
    holds: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
  };
}

/** True or false, never a string that says so. */
export const truth: Scalar = { rule: 'truth', schema: { type: 'boolean' }, holds: (value) => typeof value === 'boolean' };

const STORABLE = /^[^\u0000\uD800-\uDFFF]*$/u;

function withinLength(value: string, max: number): boolean {
  if (value.length === 0) return false;
  // A code point takes at most two UTF-16 units, so most strings need no counting.
  if (value.length <= max) return true;
  if (value.length > 2 * max) return false;
  return Array.from(value).length <= max;
}
