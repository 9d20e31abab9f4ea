import { CARE } from './structure-care.js';
import { DATATYPES } from './structure-datatypes.js';
import { PEOPLE } from './structure-people.js';
import { TREATMENT } from './structure-treatment.js';

/** What FHIR R4 says about one element of a type. */
export interface FieldShape {
  /** `string`, `boolean`, `number` (any numeric primitive), `Resource`, or the name of a listed type. */
  readonly type: string;
  readonly repeats: boolean;
  readonly required: boolean;
}

interface TypeShape {
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Base names of choice elements: `value` of `value[x]`. */
  readonly choices: readonly string[];
  readonly required: readonly string[];
}

const TABLES = { ...DATATYPES, ...PEOPLE, ...CARE, ...TREATMENT };
const RESOURCES: ReadonlySet<string> = new Set(Object.keys({ ...PEOPLE, ...CARE, ...TREATMENT }).filter((name) => !name.includes('.')));
const EVERY_ELEMENT = 'id extension*:Extension modifierExtension*:Extension';
const EVERY_RESOURCE = 'resourceType meta:Meta implicitRules language text:Narrative contained*:Resource';
const TYPES: ReadonlyMap<string, TypeShape> = new Map(Object.entries(TABLES).map(([name, notation]) => [name, typeShape(name, notation)]));
const ELEMENT_NAMES: ReadonlySet<string> = new Set([...TYPES.values()].flatMap(({ fields }) => [...fields.keys()]));
const CHOICES: readonly string[] = [...new Set([...TYPES.values()].flatMap(({ choices }) => choices))];
/** Primitive types a choice element may end in; all others of R4 are written as text. */
const NUMERIC: ReadonlySet<string> = new Set(['Integer', 'Decimal', 'PositiveInt', 'UnsignedInt']);
const TEXTUAL: ReadonlySet<string> = new Set(
  'Base64Binary Canonical Code Date DateTime Id Instant Markdown Oid String Time Uri Url Uuid'.split(' '),
);

/** Whether the structure of a type is listed; others are carried without a structure check. */
export function isListed(type: string): boolean {
  return TYPES.has(type);
}

/** Whether a name is a resource type this adapter knows the structure of. */
export function isListedResource(type: string): boolean {
  return RESOURCES.has(type);
}

/** The shape of an element of a listed type, choice elements included; undefined when R4 has no such element. */
export function fieldOf(type: string, name: string): FieldShape | undefined {
  const shape = TYPES.get(type);
  if (!shape) return undefined;
  const field = shape.fields.get(name);
  if (field) return field;
  const base = shape.choices.find((choice) => name.startsWith(choice) && choiceType(name.slice(choice.length)) !== undefined);
  const chosen = base === undefined ? undefined : choiceType(name.slice(base.length));
  return chosen === undefined ? undefined : { type: chosen, repeats: false, required: false };
}

/**
 * Whether R4 has an element of this name in any listed type: such a name is no sender's word, wherever it stands.
 * The companion of a primitive (`_birthDate`) counts as its element.
 */
export function isElementName(name: string): boolean {
  const own = name.startsWith('_') ? name.slice(1) : name;
  if (ELEMENT_NAMES.has(own)) return true;
  return CHOICES.some((choice) => own.startsWith(choice) && choiceType(own.slice(choice.length)) !== undefined);
}

/** Names of the elements a type must have. */
export function requiredFields(type: string): readonly string[] {
  return TYPES.get(type)?.required ?? [];
}

/** The type a choice element ends in (`Quantity` of `valueQuantity`); undefined when the ending is no type. */
export function choiceType(suffix: string): string | undefined {
  if (suffix === 'Boolean') return 'boolean';
  if (NUMERIC.has(suffix)) return 'number';
  if (TEXTUAL.has(suffix)) return 'string';
  return Object.hasOwn(DATATYPES, suffix) ? suffix : undefined;
}

function typeShape(name: string, notation: string): TypeShape {
  const parts = `${EVERY_ELEMENT} ${RESOURCES.has(name) ? EVERY_RESOURCE : ''} ${notation}`.split(/\s+/u).filter(Boolean);
  const fields = new Map(parts.filter((part) => !part.endsWith('[x]')).map(fieldShape));
  return {
    fields,
    choices: parts.filter((part) => part.endsWith('[x]')).map((part) => part.slice(0, -3)),
    required: [...fields].filter(([, field]) => field.required).map(([field]) => field),
  };
}

function fieldShape(part: string): [string, FieldShape] {
  const [, name = '', marks = '', type = 'string'] = /^(\w+)([*!]*)(?::(.+))?$/u.exec(part) ?? [];
  return [name, { type, repeats: marks.includes('*'), required: marks.includes('!') }];
}
