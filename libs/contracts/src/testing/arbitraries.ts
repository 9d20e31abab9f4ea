import fc, { type Arbitrary } from 'fast-check';
import { fieldsOf, type ContractClass, type FieldSpec } from '../field/field.js';
import type { Scalar } from '../field/scalar.js';

/** A contract value as JSON holds it. */
export type ContractValue = Record<string, unknown>;

/** Optional fields that one object fills on average; each field has its turn over many values. */
const FILLED = 3;
const ABSENT = Symbol('absent');
/** Values per pattern, always the same ones: generating text from a pattern is slow, choosing is not. */
const POOL = { numRuns: 150, seed: 1 };
/** Elements of one list at most; the limits themselves are tried by the violations. */
const LISTED = 2;

const known = new WeakMap<ContractClass, Arbitrary<ContractValue>>();
const knownScalars = new WeakMap<Scalar, Arbitrary<unknown>>();

/**
 * Valid values of a contract class, made from its field metadata: a rule added to the contract is generated from then on.
 * Text holds odd Unicode on purpose: astral, combining and right-to-left characters, variation selectors, line ends.
 */
export function arbitraryOf(type: ContractClass): Arbitrary<ContractValue> {
  const made = known.get(type) ?? objectArbitrary(type);
  known.set(type, made);
  return made;
}

/** Values that a scalar rule accepts. */
export function scalarArbitrary(scalar: Scalar): Arbitrary<unknown> {
  const made = knownScalars.get(scalar) ?? newScalarArbitrary(scalar);
  knownScalars.set(scalar, made);
  return made;
}

function newScalarArbitrary(scalar: Scalar): Arbitrary<unknown> {
  const { schema } = scalar;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (schema['type'] === 'boolean') return fc.boolean();
  if (schema['type'] === 'integer') return wholeArbitrary(Number(schema['minimum']), Number(schema['maximum']));
  return schema['minLength'] === undefined ? patternArbitrary(scalar) : textArbitrary(Number(schema['maxLength']));
}

/** Characters that tell validators apart; none of them is refused by `text`. */
export const ODD_CHARACTERS = [
  '\n',
  '\r',
  '\t',
  '\u001F',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u00DF',
  'e\u0301',
  '\u2764\uFE0F',
  '\u200D',
  '\u202E',
  '\u2028',
  '\uFEFF',
  '\uFFFD',
  '\uFFFE',
  '\u{1F469}\u200D\u{1F467}',
  '\u{10FFFF}',
  '\u0660',
  '\u{1D7D8}',
] as const;

/** A field of an object to generate. */
export interface GeneratedField {
  readonly name: string;
  readonly required: boolean;
  readonly arbitrary: Arbitrary<unknown>;
}

/** Objects that hold every required field and a few of the others. */
export function mostlyAbsent(fields: readonly GeneratedField[]): Arbitrary<ContractValue> {
  const optional = fields.filter(({ required }) => !required).length;
  const absent = { weight: Math.max(1, Math.ceil(optional / FILLED) - 1), arbitrary: fc.constant(ABSENT) };
  const model = fields.map(({ name, required, arbitrary }): [string, Arbitrary<unknown>] => [
    name,
    required ? arbitrary : fc.oneof(absent, { weight: 1, arbitrary }),
  ]);
  return fc
    .record(Object.fromEntries(model))
    .map((value): ContractValue => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== ABSENT)));
}

function objectArbitrary(type: ContractClass): Arbitrary<ContractValue> {
  return mostlyAbsent(
    fieldsOf(type).map((spec) => ({ name: spec.name, required: spec.notes.required === true, arbitrary: fieldArbitrary(spec) })),
  );
}

function fieldArbitrary({ shape }: FieldSpec): Arbitrary<unknown> {
  switch (shape.kind) {
    case 'scalar':
      return scalarArbitrary(shape.scalar);
    case 'scalars':
      return fc.array(scalarArbitrary(shape.scalar), { minLength: shape.min, maxLength: Math.min(shape.max, LISTED) });
    case 'object':
      return arbitraryOf(shape.type());
    case 'objects':
      return fc.array(arbitraryOf(shape.type()), { minLength: shape.min, maxLength: Math.min(shape.max, LISTED) });
  }
}

function wholeArbitrary(min: number, max: number): Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(min, max),
    fc.maxSafeInteger().map((value) => min + (Math.abs(value) % (max - min + 1))),
  );
}

function textArbitrary(max: number): Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'Aa z-\'"\\/<&0') },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_CHARACTERS) },
  );
  const short = fc.string({ unit, minLength: 1, maxLength: Math.min(12, max) });
  // A text of astral characters just at the limit: a validator that counts UTF-16 units refuses it.
  const longest = fc.constantFrom('\u{1F467}', 'x').map((character) => character.repeat(max));
  const inLimit = short.filter((value) => [...value].length <= max);
  return max > 200 ? inLimit : fc.oneof({ weight: 9, arbitrary: inLimit }, { weight: 1, arbitrary: longest });
}

function patternArbitrary(scalar: Scalar): Arbitrary<string> {
  // The anchor against a line end at the end is a lookahead, which the generator does not know.
  const pattern = new RegExp(String(scalar.schema['pattern']).replace(/\$\(\?!\\n\)$/, '$'), 'u');
  const matching = fc.stringMatching(pattern, { maxLength: Number(scalar.schema['maxLength']) }).filter((value) => scalar.holds(value));
  return fc.constantFrom(...fc.sample(matching, POOL));
}
