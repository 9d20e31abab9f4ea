import { aboutClass, fieldsOf, type ContractClass, type FieldSpec } from '../field/field.js';

/** A JSON Schema 2020-12 document or fragment. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema 2020-12 of a contract class, every nested class once under `$defs`.
 * Nothing beyond the declared fields is allowed (`additionalProperties: false`).
 */
export function jsonSchemaOf(type: ContractClass, id: string): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const root = objectSchema(type, definitions);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: type.name,
    ...root,
    $defs: Object.fromEntries(definitions),
  };
}

function objectSchema(type: ContractClass, definitions: Map<string, JsonSchema>): JsonSchema {
  const fields = fieldsOf(type);
  const required = fields.filter((spec) => spec.notes.required).map((spec) => spec.name);
  return {
    type: 'object',
    description: aboutClass(type),
    properties: Object.fromEntries(fields.map((spec) => [spec.name, fieldSchema(spec, definitions)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function fieldSchema(spec: FieldSpec, definitions: Map<string, JsonSchema>): JsonSchema {
  const { shape, notes } = spec;
  const described = {
    description: notes.about,
    ...(notes.locates ? { 'x-locates': true } : {}),
    ...(notes.freeText ? { 'x-free-text': true } : {}),
  };
  const example = notes.example === undefined ? {} : { examples: [notes.example] };
  switch (shape.kind) {
    case 'scalar':
      return { ...shape.scalar.schema, ...described, ...example };
    case 'scalars':
      return { type: 'array', ...bounds(shape), items: { ...shape.scalar.schema, ...example }, ...described };
    case 'object':
      return { $ref: reference(shape.type(), definitions), ...described };
    case 'objects':
      return { type: 'array', ...bounds(shape), items: { $ref: reference(shape.type(), definitions) }, ...described };
  }
}

function bounds(shape: { readonly min: number; readonly max: number }): JsonSchema {
  return { ...(shape.min > 0 ? { minItems: shape.min } : {}), maxItems: shape.max };
}

function reference(type: ContractClass, definitions: Map<string, JsonSchema>): string {
  if (!definitions.has(type.name)) {
    definitions.set(type.name, {});
    definitions.set(type.name, objectSchema(type, definitions));
  }
  return `#/$defs/${type.name}`;
}
