import { aboutClass, fieldsOf, type ContractClass, type FieldSpec } from '../field/field.js';

/** A JSON Schema 2020-12 document or fragment. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keywords of ours that carry a guard, not a rule; give them to Ajv as `keywords`. */
export const GUARD_KEYWORDS = ['x-locates', 'x-free-text'] as const;

/**
 * The JSON Schema 2020-12 of a contract class, every nested class once under `$defs`.
 * Nothing beyond the declared fields is allowed (`additionalProperties: false`).
 * @throws TypeError when two different classes share a name
 */
export function jsonSchemaOf(type: ContractClass, id: string): JsonSchema {
  const definitions = new Definitions('#/$defs/');
  const root = objectSchema(type, definitions);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: type.name,
    ...root,
    $defs: definitions.schemas(),
  };
}

/**
 * The schemas of classes and of all they nest, by class name, as OpenAPI and AsyncAPI hold them.
 * @throws TypeError when two different classes share a name
 */
export function componentSchemas(types: readonly ContractClass[]): Readonly<Record<string, JsonSchema>> {
  const definitions = new Definitions('#/components/schemas/');
  for (const type of types) definitions.reference(type);
  return definitions.schemas();
}

class Definitions {
  private readonly byName = new Map<string, { readonly type: ContractClass; schema: JsonSchema }>();

  constructor(private readonly base: string) {}

  reference(type: ContractClass): string {
    const known = this.byName.get(type.name);
    if (known === undefined) {
      const definition = { type, schema: {} };
      // Before its content, so that a class may nest itself.
      this.byName.set(type.name, definition);
      definition.schema = objectSchema(type, this);
    } else if (known.type !== type) throw new TypeError(`two contract classes are called ${type.name}`);
    return `${this.base}${type.name}`;
  }

  schemas(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.byName].map(([name, { schema }]) => [name, schema]));
  }
}

function objectSchema(type: ContractClass, definitions: Definitions): JsonSchema {
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

function fieldSchema(spec: FieldSpec, definitions: Definitions): JsonSchema {
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
      return { $ref: definitions.reference(shape.type()), ...described };
    case 'objects':
      return { type: 'array', ...bounds(shape), items: { $ref: definitions.reference(shape.type()) }, ...described };
  }
}

function bounds(shape: { readonly min: number; readonly max: number }): JsonSchema {
  return { ...(shape.min > 0 ? { minItems: shape.min } : {}), maxItems: shape.max };
}
