import { choiceType } from '../structure/choice-types.js';
import { isList, isObject, type Json, type JsonObject } from './tree.js';

/** Which members of which objects a mapping has read: what was never read is reported as unmapped. */
export class Readings {
  /** Held as long as the readings are, which is as long as their resources: a weak map costs several times as much. */
  readonly #read = new Map<object, Map<string, 'read' | 'passed'>>();
  #ofRecord: Map<object, Map<string, 'read' | 'passed'>> | undefined;
  readonly #places = new WeakMap<object, Map<string, string>>();
  readonly #elements = new WeakMap<object, string>();

  /** @param beyond the readings of resources that a record holds besides, where these are those of a part of a submission */
  constructor(private readonly beyond?: Readings) {}

  /** Notes that a member was read; of an object only the member itself, not what is in it. */
  note(owner: object, key: string, how: 'read' | 'passed' = 'read'): void {
    const read = this.#ofRecord ?? this.#read;
    const keys = read.get(owner) ?? new Map<string, 'read' | 'passed'>();
    if (keys.get(key) !== 'passed') keys.set(key, how);
    read.set(owner, keys);
  }

  /** Whether a member was read, or passed over with all that is in it. */
  of(owner: object, key: string): 'read' | 'passed' | undefined {
    const before = this.#read.get(owner)?.get(key);
    return before === 'passed' ? before : (this.#ofRecord?.get(owner)?.get(key) ?? before);
  }

  /** What is read while one record is made is read for that record: the next one that holds the same resource says all of it again. */
  forRecord<T>(make: () => T): T {
    const ours = (): T => {
      this.#ofRecord = new Map();
      try {
        return make();
      } finally {
        this.#ofRecord = undefined;
      }
    };
    return this.beyond ? this.beyond.forRecord(ours) : ours();
  }

  /** Notes where a member stands in the source, when it was moved: every location told is the source's own. */
  place(owner: object, key: string, path: string): void {
    const keys = this.#places.get(owner) ?? new Map<string, string>();
    keys.set(key, path);
    this.#places.set(owner, keys);
  }

  /** Notes where an element stands in the source, when it was moved. */
  placeElement(element: object, path: string): void {
    this.#elements.set(element, path);
  }

  /** Where a moved member stands in the source. */
  placeOf(owner: object, key: string): string | undefined {
    return this.#places.get(owner)?.get(key);
  }

  /** Where a moved element stands in the source. */
  placeOfElement(element: object): string | undefined {
    return this.#elements.get(element);
  }
}

/** A primitive or complex value of a choice element such as `value[x]`. */
export interface Choice {
  /** The type as the element name ends: `Quantity`, `DateTime`. */
  readonly type: string;
  readonly path: string;
  /** A primitive value as text. */
  readonly text?: string;
  readonly element?: Element;
}

/** One element of a checked FHIR tree, with its FHIRPath. Reading a member notes that it was read. */
export class Element {
  /** FHIRPath in the source. */
  readonly path: string;

  constructor(
    readonly value: JsonObject,
    path: string,
    private readonly readings: Readings,
  ) {
    this.path = readings.placeOfElement(value) ?? path;
  }

  /** The resource type of a resource; empty for any other element. */
  get resourceType(): string {
    return this.text('resourceType') ?? '';
  }

  /** A primitive as text, digits of a number as written. */
  text(name: string): string | undefined {
    return primitive(this.#member(name));
  }

  /** True or false. */
  flag(name: string): boolean | undefined {
    const value = this.#member(name);
    return typeof value === 'boolean' ? value : undefined;
  }

  /** A whole number. */
  whole(name: string): number | undefined {
    const text = this.text(name);
    return text !== undefined && /^-?\d{1,15}$/u.test(text) ? Number(text) : undefined;
  }

  /** A complex element. */
  one(name: string): Element | undefined {
    const value = this.#member(name);
    return isObject(value) ? new Element(value, this.at(name), this.readings) : undefined;
  }

  /** The elements of a list; one element where a structure was not checked counts as a list of one. */
  many(name: string): Element[] {
    const value = this.#member(name);
    if (isObject(value)) return [new Element(value, this.at(name), this.readings)];
    if (!isList(value)) return [];
    return value.flatMap((item, index) => (isObject(item) ? [new Element(item, `${this.at(name)}[${index}]`, this.readings)] : []));
  }

  /** The primitives of a list, each with its path. */
  texts(name: string): { readonly text: string; readonly path: string }[] {
    const value = this.#member(name);
    const items: readonly Json[] = isList(value) ? value : [value ?? null];
    return items.flatMap((item, index) => {
      const text = primitive(item);
      return text === undefined ? [] : [{ text, path: `${this.at(name)}[${index}]` }];
    });
  }

  /** The value of a choice element, such as `value[x]`, whichever type it has. */
  choice(base: string): Choice | undefined {
    const key = Object.keys(this.value).find((name) => name.startsWith(base) && choiceType(name.slice(base.length)) !== undefined);
    if (key === undefined) return undefined;
    const element = this.one(key);
    const text = this.text(key);
    const type = key.slice(base.length);
    return { type, path: this.at(key), ...(element ? { element } : {}), ...(text === undefined ? {} : { text }) };
  }

  /** Extensions with this url (FHIR R4 Extensibility). */
  extensions(...urls: readonly string[]): Element[] {
    return this.many('extension')
      .filter((item) => urls.includes(primitive(item.value['url']) ?? ''))
      .map((item) => {
        item.text('url');
        return item;
      });
  }

  /** The first extension with one of these urls. */
  extension(...urls: readonly string[]): Element | undefined {
    return this.extensions(...urls)[0];
  }

  /** The id and extensions of a primitive member. */
  companion(name: string): Element | undefined {
    return this.one(`_${name}`);
  }

  /** Whether the element has this member at all. */
  holds(name: string): boolean {
    return this.value[name] !== undefined;
  }

  /** Notes members as done with, with all that is in them, without reading them. */
  pass(...names: readonly string[]): void {
    for (const name of names) this.readings.note(this.value, name, 'passed');
  }

  /** Whether a member was read, or passed over with all that is in it. */
  readingOf(name: string): 'read' | 'passed' | undefined {
    return this.readings.of(this.value, name);
  }

  /** The elements of a member, without noting it as read. */
  peek(name: string): Element[] {
    const value = this.value[name];
    if (isObject(value)) return [this.elsewhere(value, this.at(name))];
    if (!isList(value)) return [];
    return value.flatMap((item, index) => (isObject(item) ? [this.elsewhere(item, `${this.at(name)}[${index}]`)] : []));
  }

  /** Another element of the same tree, found by a search that reads nothing. */
  elsewhere(value: JsonObject, path: string): Element {
    return new Element(value, path, this.readings);
  }

  /** FHIRPath of a member in the source. */
  at(name: string): string {
    return this.readings.placeOf(this.value, name) ?? `${this.path}.${name}`;
  }

  /** Whether a member was moved from where the source has it. */
  isMoved(name: string): boolean {
    return this.readings.placeOf(this.value, name) !== undefined;
  }

  #member(name: string): Json | undefined {
    this.readings.note(this.value, name);
    return Object.hasOwn(this.value, name) ? this.value[name] : undefined;
  }
}

function primitive(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}
