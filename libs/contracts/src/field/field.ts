import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import type { Scalar } from './scalar.js';

/** What every field says about itself, once: the rule's words, its example and how it must be guarded. */
export interface FieldNotes {
  /** One sentence for the field dictionary and the JSON Schema description. */
  readonly about: string;
  /** A value that passes the rule; for lists, one element. Nested fields take theirs from the class. */
  readonly example?: unknown;
  /** The field must be present. Default: it may be left out, which means "unstated" (see `absences` for other reasons). */
  readonly required?: true;
  /** A required list may be empty; without this it has at least one element. */
  readonly mayBeEmpty?: true;
  /** The field can locate a person: withheld whole for a restricted child. */
  readonly locates?: true;
  /** Free text: withheld whole for a restricted child, and never logged. */
  readonly freeText?: true;
}

/** A contract class: constructed without arguments. */
export type ContractClass<T extends object = object> = new () => T;

/** The shape of a field, as the generators read it. */
export type FieldShape =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'scalars'; readonly scalar: Scalar; readonly max: number; readonly min: number }
  | { readonly kind: 'object'; readonly type: () => ContractClass }
  | { readonly kind: 'objects'; readonly type: () => ContractClass; readonly max: number; readonly min: number };

/** One field of a contract class. */
export interface FieldSpec {
  readonly name: string;
  readonly shape: FieldShape;
  readonly notes: FieldNotes;
}

const declared = new WeakMap<object, FieldSpec[]>();
const descriptions = new WeakMap<object, string>();

/** Describes a contract class for the JSON Schema and the field dictionary. */
export function About(text: string): ClassDecorator {
  return (target) => {
    descriptions.set(target, text);
  };
}

/** The description given with {@link About}; empty when none was. */
export function aboutClass(type: ContractClass): string {
  return descriptions.get(type) ?? '';
}

/** All fields of a class, inherited ones first, in the order they are declared. */
export function fieldsOf(type: ContractClass): readonly FieldSpec[] {
  const parent: unknown = Object.getPrototypeOf(type);
  const inherited = typeof parent === 'function' && parent !== Function.prototype ? fieldsOf(parent as ContractClass) : [];
  return [...inherited, ...(declared.get(type) ?? [])];
}

/** A single value under a scalar rule. */
export function Value(scalar: Scalar, notes: FieldNotes): PropertyDecorator {
  return field({ kind: 'scalar', scalar }, notes, (value) => scalar.holds(value), scalar.rule);
}

/** A list of values under a scalar rule. */
export function Values(scalar: Scalar, max: number, notes: FieldNotes): PropertyDecorator {
  const min = leastLength(notes);
  const holds = (value: unknown): boolean =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every((item) => scalar.holds(item));
  return field({ kind: 'scalars', scalar, max, min }, notes, holds, `listOf:${scalar.rule}`);
}

/** A nested contract object. */
export function One(type: () => ContractClass, notes: FieldNotes): PropertyDecorator {
  return nested({ kind: 'object', type }, notes, isObject, 'object');
}

/** A list of nested contract objects; a required list has at least one. */
export function Many(type: () => ContractClass, max: number, notes: FieldNotes): PropertyDecorator {
  const min = leastLength(notes);
  // class-validator's nested validation passes over null elements and accepts maps: say here what a list is.
  const holds = (value: unknown): boolean => Array.isArray(value) && value.length >= min && value.length <= max && value.every(isObject);
  return nested({ kind: 'objects', type, max, min }, notes, holds, 'listOf:object');
}

function leastLength(notes: FieldNotes): number {
  return notes.required && !notes.mayBeEmpty ? 1 : 0;
}

function nested(shape: FieldShape, notes: FieldNotes, holds: (value: unknown) => boolean, rule: string): PropertyDecorator {
  const whole = field(shape, notes, holds, rule);
  return (target, property) => {
    whole(target, property);
    ValidateNested()(target, property);
  };
}

function field(shape: FieldShape, notes: FieldNotes, holds: (value: unknown) => boolean, rule: string): PropertyDecorator {
  return (target, property) => {
    const name = String(property);
    const owner = target.constructor;
    declared.set(owner, [...(declared.get(owner) ?? []), { name, shape, notes }]);
    // Only an absent field is "unstated"; null is a value, and no rule accepts it.
    if (!notes.required) ValidateIf((_, value) => value !== undefined)(target, property);
    ValidateBy({ name: rule, validator: { validate: holds, defaultMessage: () => `must satisfy ${rule}` } })(target, property);
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
