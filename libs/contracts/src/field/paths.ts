import { fieldsOf, type ContractClass, type FieldSpec } from './field.js';
import { nestedType, reachableClasses } from './reachable.js';

/** A field of a class as `Class.field`: the same wherever the class is nested. */
export type FieldName = `${string}.${string}`;

/** Every field that holds a value itself, in the given classes and all they nest. */
export function leafNames(roots: readonly ContractClass[]): ReadonlySet<FieldName> {
  const fields = [...reachableClasses(roots).values()].flatMap((type) => fieldsOf(type).map((spec) => ({ type, spec })));
  return new Set(fields.filter(({ spec }) => nestedType(spec).length === 0).map(({ type, spec }) => nameOf(type, spec)));
}

/**
 * The fields a path such as `child.names[].given` leads through; lists are marked with `[]`, lists of values too.
 * @returns undefined when the path leads nowhere
 */
export function fieldsAlong(
  root: ContractClass,
  path: string,
): readonly { readonly type: ContractClass; readonly spec: FieldSpec }[] | undefined {
  const found: { type: ContractClass; spec: FieldSpec }[] = [];
  let type: ContractClass | undefined = root;
  for (const step of path.split('.')) {
    if (type === undefined) return undefined;
    const spec: FieldSpec | undefined = fieldsOf(type).find((field) => written(field) === step);
    if (spec === undefined) return undefined;
    found.push({ type, spec });
    type = nestedType(spec)[0];
  }
  return found;
}

/** The name of a field: `Class.field`. */
export function nameOf(type: ContractClass, spec: FieldSpec): FieldName {
  return `${type.name}.${spec.name}`;
}

/** All values that a path leads to in a document; empty when it is not filled. */
export function valuesAt(document: unknown, path: string): readonly unknown[] {
  return path.split('.').reduce<readonly unknown[]>(
    (values, step) => {
      const isList = step.endsWith('[]');
      const name = isList ? step.slice(0, -2) : step;
      return values
        .flatMap((value) => memberOf(value, name))
        .flatMap((value) => (isList && Array.isArray(value) ? (value as unknown[]) : [value]));
    },
    [document],
  );
}

function memberOf(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return [(value as Record<string, unknown>)[name]];
}

function written({ name, shape }: FieldSpec): string {
  return shape.kind === 'scalars' || shape.kind === 'objects' ? `${name}[]` : name;
}
