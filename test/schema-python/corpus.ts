import { jsonSchemaOf, schemas, validateContract, type ContractClass, type JsonSchema } from '@mash-gateway/contracts';
import { arbitraryOf, publishedClasses, reachableClasses, violationsOf } from '@mash-gateway/contracts/testing';
import fc from 'fast-check';

/** One value with the verdict of class-validator, and what the value is there to show. */
export interface CorpusEntry {
  readonly schema: string;
  /** Name under `$defs`; null for the schema itself. */
  readonly definition: string | null;
  readonly value: unknown;
  readonly valid: boolean;
  readonly shows: string;
}

/**
 * Valid values of every class and every constraint broken once, through JSON and back.
 * Each nested class is checked under the `$defs` of the first schema that holds it.
 */
export function corpus(): readonly CorpusEntry[] {
  const seen = new Set<string>();
  return Object.entries(publishedClasses()).flatMap(([schema, root]) =>
    [...reachableClasses([root]).values()].flatMap((type) => {
      const isNew = !seen.has(type.name);
      seen.add(type.name);
      return isNew ? entriesOf(schema, type === root ? null : type.name, type) : [];
    }),
  );
}

/** The published schemas by file name, made from the classes. */
export function publishedSchemas(): Readonly<Record<string, JsonSchema>> {
  return schemas();
}

function entriesOf(schema: string, definition: string | null, type: ContractClass): CorpusEntry[] {
  const runs = definition === null ? 150 : 20;
  const values = fc.sample(arbitraryOf(type), { numRuns: runs, seed: 20 });
  const [base = {}] = values;
  const broken = violationsOf(type).map(({ constraint, applyTo }) => ({ value: applyTo(base), shows: constraint }));
  return [...values.map((value) => ({ value, shows: `${type.name} valid` })), ...broken].map(({ value, shows }) => {
    const received: unknown = JSON.parse(JSON.stringify(value));
    return { schema, definition, value: received, valid: validateContract(type, received).length === 0, shows };
  });
}

/** The schema of a class with a fault in it, by which the suite proves that it would see one. */
export function faulty(type: ContractClass, id: string): JsonSchema {
  return { ...jsonSchemaOf(type, id), additionalProperties: true };
}
