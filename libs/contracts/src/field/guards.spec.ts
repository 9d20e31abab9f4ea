import { expect, test } from '@jest/globals';
import { ChildRecord } from '../record/child-record.js';
import { Address, Organisation, Professional, Telecom } from '../record/parts.js';
import { fieldsOf, type ContractClass, type FieldSpec } from './field.js';
import { nameOf } from './paths.js';
import { nestedType, reachableClasses } from './reachable.js';

/** Design, children who must not be found: every field that can locate, and all free text, is withheld whole. When in doubt, withhold. */
const fields = [...reachableClasses([ChildRecord]).values()].flatMap((type) => fieldsOf(type).map((spec) => ({ type, spec })));

/** Who may be told: whoever works on the record needs to know these. */
const NEVER_WITHHELD = [
  // The rules under which the record is shared.
  'Handling.controller',
  'Handling.detrimentTest',
  'StatedHandling.detrimentTest',
  // Catalogue words about the record, not about the child.
  'Absence.stated',
  'Issue.location',
  'Issue.rule',
  'Unmapped.location',
  'Unmapped.reason',
  'Source.sourceRecordId',
  // Marks, not words.
  'Attendance.marks',
];

test.each(fields.filter(({ spec }) => holds(spec, Address, Telecom, Organisation, Professional)))(
  '$type.name $spec.name holds an address, contact, organisation or professional, and is marked as locating',
  ({ spec }) => {
    expect(spec.notes.locates).toBe(true);
  },
);

test('a long text is free text, a part of a name or address, or on the list of what is never withheld', () => {
  const unmarked = fields.filter(({ spec }) => longestText(spec) >= 300 && spec.notes.freeText !== true && spec.notes.locates !== true);

  expect(unmarked.map(({ type, spec }) => nameOf(type, spec)).filter((name) => !NEVER_WITHHELD.includes(name))).toEqual([
    'PersonName.text',
    'Coding.display',
    'Plan.heldAgainst',
  ]);
});

function holds(spec: FieldSpec, ...types: readonly ContractClass[]): boolean {
  return nestedType(spec).some((type) => types.includes(type));
}

function longestText({ shape }: FieldSpec): number {
  if (shape.kind !== 'scalar' && shape.kind !== 'scalars') return 0;
  return shape.scalar.rule === 'text' ? Number(shape.scalar.schema['maxLength']) : 0;
}
