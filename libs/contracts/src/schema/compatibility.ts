import type { JsonSchema } from './json-schema.js';

/**
 * Where a newer schema takes less than an older one took, as `Definition.field: what`; empty when every document that the
 * older one takes is taken by the newer one. Knows the keywords that {@link jsonSchemaOf} writes.
 */
export function narrowings(older: JsonSchema, newer: JsonSchema): readonly string[] {
  const definitions = Object.keys(definitionsOf(older));
  return [
    ...objectNarrowings('', older, newer),
    ...definitions.flatMap((name) => {
      const now = definitionsOf(newer)[name];
      return now === undefined ? [`${name}: is gone`] : objectNarrowings(name, definitionsOf(older)[name] ?? {}, now);
    }),
  ];
}

function objectNarrowings(name: string, older: JsonSchema, newer: JsonSchema): string[] {
  const [before, now] = [propertiesOf(older), propertiesOf(newer)];
  const demanded = requiredOf(newer).filter((field) => !requiredOf(older).includes(field));
  return [
    ...demanded.map((field) => `${name}.${field}: is now required`),
    ...Object.entries(before).flatMap(([field, schema]) => {
      const current = now[field];
      return current === undefined ? [`${name}.${field}: is gone`] : fieldNarrowings(`${name}.${field}`, schema, current);
    }),
  ];
}

function fieldNarrowings(name: string, older: JsonSchema, newer: JsonSchema): string[] {
  const faults = [
    ...unequal(name, older, newer, 'type'),
    ...unequal(name, older, newer, '$ref'),
    // A pattern is compared as text: whether one takes all that another took cannot be decided here.
    ...unequal(name, older, newer, 'pattern'),
    ...['maxLength', 'maxItems', 'maximum'].flatMap((keyword) => bound(name, older, newer, keyword, (before, now) => now < before)),
    ...['minLength', 'minItems', 'minimum'].flatMap((keyword) => bound(name, older, newer, keyword, (before, now) => now > before)),
    ...lostValues(name, older, newer),
  ];
  const [items, current] = [older['items'], newer['items']];
  return isSchema(items) && isSchema(current) ? [...faults, ...fieldNarrowings(`${name}[]`, items, current)] : faults;
}

function unequal(name: string, older: JsonSchema, newer: JsonSchema, keyword: string): string[] {
  return older[keyword] === newer[keyword] ? [] : [`${name}: ${keyword} changed`];
}

function bound(
  name: string,
  older: JsonSchema,
  newer: JsonSchema,
  keyword: string,
  narrower: (before: number, now: number) => boolean,
): string[] {
  const [before, now] = [older[keyword], newer[keyword]];
  if (typeof now !== 'number') return [];
  return typeof before !== 'number' || narrower(before, now) ? [`${name}: ${keyword} is narrower`] : [];
}

function lostValues(name: string, older: JsonSchema, newer: JsonSchema): string[] {
  const now = newer['enum'];
  if (!Array.isArray(now)) return [];
  const before = older['enum'];
  if (!Array.isArray(before)) return [`${name}: is now a closed list`];
  return before.filter((value) => !now.includes(value)).map((value) => `${name}: no longer takes ${String(value)}`);
}

function definitionsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['$defs'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function requiredOf(schema: JsonSchema): readonly string[] {
  return (schema['required'] ?? []) as readonly string[];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
