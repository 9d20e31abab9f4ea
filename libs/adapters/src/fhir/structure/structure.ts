import { choiceType } from './choice-types.js';

/** What a release of FHIR says about one element of a type. */
export interface FieldShape {
  /** `string`, `xhtml` (markup in a text), `boolean`, `number` (any numeric primitive), `Resource`, or the name of a listed type. */
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

/**
 * Tables of a release. Notation, one string per type: `name` is a text, `name:Type` another type, `*` repeats,
 * `!` is required, `name[x]` is a choice of types.
 */
export interface StructureTables {
  readonly datatypes: Readonly<Record<string, string>>;
  /** Resources, and their parts as `Resource.Part`. */
  readonly resources: Readonly<Record<string, string>>;
}

const EVERY_ELEMENT = 'id extension*:Extension modifierExtension*:Extension';
const EVERY_RESOURCE = 'resourceType meta:Meta implicitRules language text:Narrative contained*:Resource';

/** The elements one release of FHIR has. */
export class Structure {
  readonly #resources: ReadonlySet<string>;
  readonly #types: ReadonlyMap<string, TypeShape>;
  readonly #elementNames: ReadonlySet<string>;
  readonly #choices: readonly string[];

  constructor({ datatypes, resources }: StructureTables) {
    this.#resources = new Set(Object.keys(resources).filter((name) => !name.includes('.')));
    const all = Object.entries({ ...datatypes, ...resources });
    this.#types = new Map(all.map(([name, notation]) => [name, typeShape(notation, this.#resources.has(name))]));
    this.#elementNames = new Set([...this.#types.values()].flatMap(({ fields }) => [...fields.keys()]));
    this.#choices = [...new Set([...this.#types.values()].flatMap(({ choices }) => choices))];
  }

  /** Whether the structure of a type is listed; others are carried without a structure check. */
  isListed(type: string): boolean {
    return this.#types.has(type);
  }

  /** Whether a name is a resource type whose structure is known. */
  isListedResource(type: string): boolean {
    return this.#resources.has(type);
  }

  /** The shape of an element of a listed type, choice elements included; undefined when the release has no such element. */
  fieldOf(type: string, name: string): FieldShape | undefined {
    const shape = this.#types.get(type);
    if (!shape) return undefined;
    const field = shape.fields.get(name);
    if (field) return field;
    const base = shape.choices.find((choice) => name.startsWith(choice) && choiceType(name.slice(choice.length)) !== undefined);
    const chosen = base === undefined ? undefined : choiceType(name.slice(base.length));
    return chosen === undefined ? undefined : { type: chosen, repeats: false, required: false };
  }

  /**
   * Whether the release has an element of this name in any listed type: such a name is no sender's word, wherever it stands.
   * The companion of a primitive (`_birthDate`) counts as its element.
   */
  readonly isElementName = (name: string): boolean => {
    const own = name.startsWith('_') ? name.slice(1) : name;
    if (this.#elementNames.has(own)) return true;
    return this.#choices.some((choice) => own.startsWith(choice) && choiceType(own.slice(choice.length)) !== undefined);
  };

  /** Names of the elements a type must have. */
  requiredFields(type: string): readonly string[] {
    return this.#types.get(type)?.required ?? [];
  }
}

function typeShape(notation: string, isResource: boolean): TypeShape {
  const parts = `${EVERY_ELEMENT} ${isResource ? EVERY_RESOURCE : ''} ${notation}`.split(/\s+/u).filter(Boolean);
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
