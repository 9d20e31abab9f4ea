import { fieldsOf, type ContractClass, type FieldSpec } from './field.js';

/** All classes nested in the given ones, these included, by name and in the order they are first met. */
export function reachableClasses(
  roots: readonly ContractClass[],
  found = new Map<string, ContractClass>(),
): ReadonlyMap<string, ContractClass> {
  for (const type of roots) {
    if (found.has(type.name)) continue;
    found.set(type.name, type);
    reachableClasses(fieldsOf(type).flatMap(nestedType), found);
  }
  return found;
}

/** The class a field nests: one or none. */
export function nestedType({ shape }: FieldSpec): readonly ContractClass[] {
  return shape.kind === 'object' || shape.kind === 'objects' ? [shape.type()] : [];
}
