import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from '../schema/json-schema.js';
import { mostlyAbsent, scalarArbitrary } from './arbitraries.js';

/** Values that a JSON Schema written by this package takes, made from the schema alone: also from one that was released long ago. */
export function schemaArbitrary(schema: JsonSchema): Arbitrary<unknown> {
  const definitions = (schema['$defs'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const known = new Map<string, Arbitrary<unknown>>();
  const byReference = (reference: string): Arbitrary<unknown> => {
    const name = reference.replace('#/$defs/', '');
    const made = known.get(name) ?? arbitrary(definitions[name] ?? {});
    known.set(name, made);
    return made;
  };
  const arbitrary = (fragment: JsonSchema): Arbitrary<unknown> => {
    if (typeof fragment['$ref'] === 'string') return byReference(fragment['$ref']);
    if (fragment['type'] === 'object') return objectArbitrary(fragment, arbitrary);
    if (fragment['type'] === 'array') return listArbitrary(fragment, arbitrary);
    return scalarArbitrary({ rule: 'released', schema: fragment, holds: takes(fragment) });
  };
  return arbitrary(schema);
}

function objectArbitrary(fragment: JsonSchema, inner: (field: JsonSchema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const properties = Object.entries(fragment['properties'] as Readonly<Record<string, JsonSchema>>);
  const required = new Set((fragment['required'] ?? []) as readonly string[]);
  const fields = properties.map(([name, field]) => ({ name, required: required.has(name), arbitrary: inner(field) }));
  return mostlyAbsent(fields);
}

function listArbitrary(fragment: JsonSchema, inner: (item: JsonSchema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const minLength = Number(fragment['minItems'] ?? 0);
  return fc.array(inner(fragment['items'] as JsonSchema), {
    minLength,
    maxLength: Math.max(minLength, Math.min(2, Number(fragment['maxItems']))),
  });
}

/** Only what generated text from a pattern can break: its length. */
function takes(fragment: JsonSchema): (value: unknown) => boolean {
  const pattern = new RegExp(typeof fragment['pattern'] === 'string' ? fragment['pattern'] : '', 'u');
  return (value) => typeof value === 'string' && value !== '' && pattern.test(value) && [...value].length <= Number(fragment['maxLength']);
}
