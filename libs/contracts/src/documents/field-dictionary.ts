import { aboutClass, fieldsOf, type ContractClass, type FieldSpec } from '../field/field.js';
import { nestedType, reachableClasses } from '../field/reachable.js';
import type { Scalar } from '../field/scalar.js';
import { Problem } from '../intake/problems.js';
import { Receipt, RecordStatus } from '../intake/receipt.js';
import { ChildRecord, MappedRecord, SCHEMA_VERSION } from '../record/child-record.js';

/** The field dictionary in Markdown: every class of the contract once, every field with its rule, words and example. */
export function fieldDictionary(): string {
  const classes = reachableClasses([ChildRecord, MappedRecord, Receipt, RecordStatus, Problem]);
  return [
    `# Field dictionary of the contract, version ${SCHEMA_VERSION}`,
    '',
    'Generated from the classes by `npm run contracts:generate`. "Guard" says what a restricted child needs withheld: *locates* for a field that can',
    'locate a person, *free text* for words of a person. A field that is not required may be left out, which means "unstated"; see `Absence` for',
    'the four other reasons.',
    '',
    ...[...classes.values()].flatMap((type) => section(type, [...classes.values()])),
  ].join('\n');
}

function section(type: ContractClass, all: readonly ContractClass[]): string[] {
  const users = all.flatMap((user) =>
    fieldsOf(user).flatMap((spec) => (nestedType(spec)[0] === type ? [`\`${user.name}.${spec.name}\``] : [])),
  );
  return [
    `## ${type.name}`,
    '',
    aboutClass(type),
    ...(users.length > 0 ? ['', `Used in ${users.join(', ')}.`] : []),
    '',
    '| Path | Type | Rule | Required | About | Example | Guard |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...fieldsOf(type).map((spec) => row(spec)),
    '',
  ];
}

function row(spec: FieldSpec): string {
  const { notes } = spec;
  const guard = [notes.locates ? 'locates' : '', notes.freeText ? 'free text' : ''].filter((word) => word !== '').join(', ');
  const example = notes.example === undefined ? '' : code(JSON.stringify(notes.example));
  const cells = [code(pathOf(spec)), kindOf(spec), ruleOf(spec), notes.required ? 'yes' : '', notes.about, example, guard];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function pathOf(spec: FieldSpec): string {
  return spec.shape.kind === 'scalars' || spec.shape.kind === 'objects' ? `${spec.name}[]` : spec.name;
}

function kindOf(spec: FieldSpec): string {
  const { shape } = spec;
  switch (shape.kind) {
    case 'scalar':
      return String(shape.scalar.schema['type']);
    case 'scalars':
      return `list of ${String(shape.scalar.schema['type'])}`;
    case 'object':
      return `[${shape.type().name}](#${shape.type().name.toLowerCase()})`;
    case 'objects':
      return `list of [${shape.type().name}](#${shape.type().name.toLowerCase()})`;
  }
}

function ruleOf(spec: FieldSpec): string {
  const { shape } = spec;
  const bounds = 'max' in shape ? `${String(shape.min)} to ${String(shape.max)} of ` : '';
  if (shape.kind === 'object' || shape.kind === 'objects') return bounds === '' ? '' : bounds.replace(/ of $/, '');
  return bounds + scalarRule(shape.scalar);
}

function scalarRule({ rule, schema }: Scalar): string {
  const values = schema['enum'];
  if (Array.isArray(values)) return `one of ${values.map((value) => code(String(value))).join(' ')}`;
  if (schema['type'] === 'integer') return `${String(schema['minimum'])} to ${String(schema['maximum'])}`;
  if (schema['type'] === 'boolean') return 'true or false';
  if (rule === 'text') return `1 to ${String(schema['maxLength'])} characters`;
  return `${rule}, at most ${String(schema['maxLength'])} characters: ${code(String(schema['pattern']))}`;
}

function code(words: string): string {
  return `\`${words.replaceAll('`', "'")}\``;
}
