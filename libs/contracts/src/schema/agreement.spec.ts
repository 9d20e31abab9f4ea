import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {
  AuditRoot,
  ChildIdentity,
  ChildJoined,
  ChildMerged,
  Deadline,
  Decision,
  HandlingChanged,
  RecordWithdrawn,
} from '../delivery/events.js';
import { Value, type ContractClass } from '../field/field.js';
import { text, type Scalar } from '../field/scalar.js';
import { reachableClasses } from '../field/reachable.js';
import { validateContract } from '../instance.js';
import { Problem } from '../intake/problems.js';
import { Receipt, RecordStatus } from '../intake/receipt.js';
import { ChildRecord, MappedRecord } from '../record/child-record.js';
import { arbitraryOf } from '../testing/arbitraries.js';
import { violationsOf } from '../testing/violations.js';
import { GUARD_KEYWORDS, jsonSchemaOf } from './json-schema.js';

/** Ajv on the generated schema and class-validator on the classes must give the same verdict on everything. */
const classes = reachableClasses([
  ...[ChildRecord, MappedRecord, Receipt, RecordStatus, Problem],
  ...[AuditRoot, ChildIdentity, ChildJoined, ChildMerged, Deadline, Decision, HandlingChanged, RecordWithdrawn],
]);
const table = [...classes.values()].map((type) => ({ name: type.name, type, verdicts: verdictsOf(type) }));
const tried = { valid: 0, invalid: 0, either: 0 };
const violated = new Map<string, { constraints: Set<string>; values: number }>();

describe('valid values', () => {
  test.each(table)('$name: both validators accept what the rules generate', ({ type, verdicts }) => {
    fc.assert(
      fc.property(arbitraryOf(type), (value) => {
        tried.valid += 1;
        expect(verdicts(value)).toEqual({ ajv: true, classValidator: true });
      }),
      { numRuns: type === ChildRecord || type === MappedRecord ? 500 : 60 },
    );
  });
});

describe('invalid values', () => {
  test.each(table)('$name: both validators refuse each constraint broken alone', ({ type, verdicts }) => {
    const violations = violationsOf(type);
    const accepted: string[] = [];
    fc.assert(
      fc.property(arbitraryOf(type), (value) => {
        for (const { constraint, kind, applyTo } of violations) {
          const { ajv, classValidator } = verdicts(applyTo(value));
          if (ajv || classValidator) accepted.push(`${constraint}: ${ajv ? 'Ajv' : ''} ${classValidator ? 'class-validator' : ''}`);
          else count(kind, constraint);
        }
      }),
      { numRuns: 2 },
    );

    expect([...new Set(accepted)]).toEqual([]);
  });
});

describe('values that may be either', () => {
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\uD800', '\u0000', NaN, Infinity, -0, 2 ** 53),
  );

  test.each(table)('$name: the validators agree when any member is replaced by anything', ({ type, verdicts }) => {
    fc.assert(
      fc.property(arbitraryOf(type), fc.nat(), junk, (value, at, replacement) => {
        tried.either += 1;
        const { ajv, classValidator } = verdicts(replacedAt(value, at, replacement));
        expect({ ajv }).toEqual({ ajv: classValidator });
      }),
      { numRuns: type === ChildRecord ? 1500 : 100 },
    );
  });
});

test('a rule said differently to the two validators would be noticed', () => {
  const lax: Scalar = { ...text(5), holds: (value) => typeof value === 'string' };
  class Faulty {
    @Value(lax, { about: 'A word.', required: true })
    word!: string;
  }
  const verdicts = verdictsOf(Faulty);
  const noticed = violationsOf(Faulty).filter(({ applyTo }) => {
    const { ajv, classValidator } = verdicts(applyTo({ word: 'ok' }));
    return ajv !== classValidator;
  });

  expect(new Set(noticed.map(({ kind }) => kind))).toEqual(new Set(['minLength', 'maxLength', 'storable']));
});

test('every constraint of every field was violated', () => {
  const constraints = new Set(table.flatMap(({ type }) => violationsOf(type).map(({ constraint }) => constraint)));
  const missed = [...constraints].filter((constraint) => ![...violated.values()].some((of) => of.constraints.has(constraint)));

  expect(missed).toEqual([]);
  expect(tried.valid + tried.invalid + tried.either).toBeGreaterThan(10_000);
});

afterAll(() => {
  const kinds = [...violated]
    .sort()
    .map(([kind, { constraints, values }]) => `  ${kind}: ${String(constraints.size)} constraints, ${String(values)} values`);
  const sums = `${String(tried.valid)} valid, ${String(tried.invalid)} invalid, ${String(tried.either)} open`;
  process.stdout.write(
    `Ajv and class-validator agree on ${sums} values of ${String(table.length)} classes; violated:\n${kinds.join('\n')}\n`,
  );
});

function verdictsOf(type: ContractClass): (value: unknown) => { readonly ajv: boolean; readonly classValidator: boolean } {
  const ajv = new Ajv2020({ strict: true, keywords: [...GUARD_KEYWORDS] }).compile(jsonSchemaOf(type, `urn:test:${type.name}`));
  return (value) => ({ ajv: ajv(value), classValidator: validateContract(type, value).length === 0 });
}

function count(kind: string, constraint: string): void {
  const of = violated.get(kind) ?? { constraints: new Set<string>(), values: 0 };
  of.constraints.add(constraint);
  violated.set(kind, { constraints: of.constraints, values: of.values + 1 });
  tried.invalid += 1;
}

/** A copy in which the n-th member, counted through all levels, is replaced. */
function replacedAt(value: unknown, at: number, replacement: unknown): unknown {
  const size = sizeOf(value);
  let left = at % size;
  const walk = (item: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return replacement;
    }
    left -= 1;
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, walk(member)]));
    return item;
  };
  return walk(value);
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + sizeOf(member), 1);
}
