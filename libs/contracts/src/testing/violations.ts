import { fieldsOf, type ContractClass, type FieldSpec } from '../field/field.js';
import type { Scalar } from '../field/scalar.js';
import type { ContractValue } from './arbitraries.js';

/** One constraint of the contract and one way to break it. */
export interface Violation {
  /** What is broken, e.g. `PersonName.family maxLength`. */
  readonly constraint: string;
  /** Kind of constraint, e.g. `maxLength`. */
  readonly kind: string;
  /** A copy of a valid value that breaks this constraint and no other of its field. */
  readonly applyTo: (value: ContractValue) => ContractValue;
}

/** Keys that no object of the contract has: invented ones and the ones every JavaScript object inherits. */
const FOREIGN_KEYS = ['shoeSize', '', '__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'child/names', 'na\u0000me'];

/** Every constraint of a contract class, nested classes not included, each with the ways to break it. */
export function violationsOf(type: ContractClass): readonly Violation[] {
  const ofFields = fieldsOf(type).flatMap((spec) => fieldBreaks(spec).map((broken) => violation(type, spec, broken)));
  const foreign = FOREIGN_KEYS.map((key): Violation => ({
    constraint: `${type.name} additionalProperties`,
    kind: 'additionalProperties',
    applyTo: (value) => withOwn(value, key, 'x'),
  }));
  return [...ofFields, ...foreign];
}

/** A copy with an own member of any name, `__proto__` included, as JSON.parse would make it. */
export function withOwn(value: ContractValue, key: string, member: unknown): ContractValue {
  return Object.defineProperty({ ...value }, key, { value: member, enumerable: true, configurable: true, writable: true });
}

interface Break {
  readonly kind: string;
  /** The value to put in the field's place; absent: the field is removed. */
  readonly member?: unknown;
}

function violation(type: ContractClass, spec: FieldSpec, { kind, ...broken }: Break): Violation {
  const applyTo = (value: ContractValue): ContractValue =>
    'member' in broken
      ? withOwn(value, spec.name, broken.member)
      : Object.fromEntries(Object.entries(value).filter(([key]) => key !== spec.name));
  return { constraint: `${type.name}.${spec.name} ${kind}`, kind, applyTo };
}

function fieldBreaks(spec: FieldSpec): Break[] {
  const required: Break[] = spec.notes.required ? [{ kind: 'required' }] : [];
  return [...required, ...shapeBreaks(spec)];
}

function shapeBreaks({ shape, notes }: FieldSpec): Break[] {
  const wrongObject = [null, 'x', 7, true, []].map((member): Break => ({ kind: 'object', member }));
  switch (shape.kind) {
    case 'scalar':
      return scalarBreaks(shape.scalar, notes.example);
    case 'object':
      return wrongObject;
    case 'scalars':
      return [
        ...listBreaks(shape, notes.example),
        ...scalarBreaks(shape.scalar, notes.example).map(({ kind, member }): Break => ({ kind: `item ${kind}`, member: [member] })),
      ];
    case 'objects':
      return [...listBreaks(shape, {}), ...wrongObject.map(({ member }): Break => ({ kind: 'item object', member: [member] }))];
  }
}

function listBreaks({ min, max }: { readonly min: number; readonly max: number }, item: unknown): Break[] {
  const notLists = [null, 'x', 7, true, {}, { 0: item, length: 1 }].map((member): Break => ({ kind: 'array', member }));
  const tooFew: Break[] = min > 0 ? [{ kind: 'minItems', member: [] }] : [];
  return [...notLists, ...tooFew, { kind: 'maxItems', member: Array.from({ length: max + 1 }, () => item) }];
}

function scalarBreaks(scalar: Scalar, example: unknown): Break[] {
  const { schema } = scalar;
  const wrongType = (...members: unknown[]): Break[] => [null, {}, [], [example], ...members].map((member) => ({ kind: 'type', member }));
  if (schema['type'] === 'boolean') return wrongType('true', 0, 1, '');
  if (schema['type'] === 'integer')
    return [...wrongType('7', true, ''), ...wholeBreaks(Number(schema['minimum']), Number(schema['maximum']))];
  const type = wrongType(7, 0, true);
  if (Array.isArray(schema['enum'])) return [...type, ...enumBreaks(schema['enum'] as string[])];
  return [
    ...type,
    ...(schema['minLength'] === undefined ? patternBreaks(scalar, String(example)) : textBreaks(Number(schema['maxLength']))),
  ];
}

function wholeBreaks(min: number, max: number): Break[] {
  return [
    { kind: 'integer', member: min + 0.5 },
    { kind: 'minimum', member: min - 1 },
    { kind: 'maximum', member: max + 1 },
  ];
}

function enumBreaks(values: readonly string[]): Break[] {
  const first = values[0] ?? '';
  const others = [
    '',
    'no-such-word',
    `${first}\n`,
    ` ${first}`,
    first.toUpperCase() === first ? `${first}x` : first.toUpperCase(),
    '__proto__',
  ];
  return others.map((member) => ({ kind: 'enum', member }));
}

function textBreaks(max: number): Break[] {
  const storable = ['\u0000', 'a\u0000b', '\uD83D', '\uDC67\uD83D', 'ok\uD800', '\uDFFFok'];
  return [
    { kind: 'minLength', member: '' },
    { kind: 'maxLength', member: 'x'.repeat(max + 1) },
    { kind: 'maxLength', member: '\u{1F467}'.repeat(max + 1) },
    ...storable.map((member): Break => ({ kind: 'storable', member })),
  ];
}

function patternBreaks(scalar: Scalar, example: string): Break[] {
  // A line end at the end, a foreign digit and a character without width look right to a careless pattern.
  const near = [
    '',
    `${example}\n`,
    `\n${example}`,
    `${example}\u0000`,
    `${example}\uFE0F`,
    `${example}\u0301`,
    `${example}\uD800`,
    `\uFEFF${example}`,
  ];
  const foreignDigits = example.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
  const changed = foreignDigits === example ? [] : [foreignDigits];
  return [...near, ...changed].map((member): Break => ({ kind: 'pattern', member })).concat(lengthBreak(scalar, example));
}

/** A value that matches the pattern and is one character too long, where the pattern leaves room for one. */
function lengthBreak(scalar: Scalar, example: string): Break[] {
  const max = Number(scalar.schema['maxLength']);
  const pattern = new RegExp(String(scalar.schema['pattern']), 'u');
  const last = example.slice(-1);
  const long = example + last.repeat(Math.max(0, max + 1 - example.length));
  return pattern.test(long) ? [{ kind: 'maxLength', member: long }] : [];
}
