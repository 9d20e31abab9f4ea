import type { XmlElement } from '../../kit/xml-tree.js';
import { KNOWN_NAMES } from './known-names.js';
import type { Namespaces, Vocabulary } from './namespaces.js';

/**
 * An element of a package with its place in it. Children are found by local name among the elements of standard
 * namespaces only, whatever their prefix. A node remembers that it was read, so that what nobody read can be told.
 */
export class Node {
  readonly children: readonly Node[];
  readonly vocabulary: Vocabulary | undefined;
  readonly #byName = new Map<string, Node[]>();
  readonly #counts = new Map<string, number>();
  readonly #ids: ReadonlyMap<string, string>;
  #all: Node[] | undefined;
  #read = false;
  #told = false;

  constructor(
    readonly element: XmlElement,
    readonly namespaces: Namespaces,
    readonly parent?: Node,
    readonly place = 1,
    readonly twin = 1,
  ) {
    this.vocabulary = namespaces.of(element.uri);
    this.#ids = idsOf(element, namespaces);
    this.children = element.children.map((child, index) => {
      const count = (this.#counts.get(child.name) ?? 0) + 1;
      this.#counts.set(child.name, count);
      return new Node(child, namespaces, this, index + 1, count);
    });
    for (const child of this.children) {
      if (child.vocabulary === undefined) continue;
      const named = this.#byName.get(child.name);
      if (named) named.push(child);
      else this.#byName.set(child.name, [child]);
    }
  }

  get name(): string {
    return this.element.name;
  }

  /** Path of names the mapping knows, others by place: it is safe to tell anybody. */
  get path(): string {
    const around = this.parent?.path ?? '';
    const known = this.vocabulary !== undefined && (this.#told || KNOWN_NAMES.has(this.name));
    if (!known) return `${around}/*[${this.place}]`;
    const alone = this.parent === undefined ? this.twin === 1 : this.parent.#counts.get(this.name) === 1;
    return `${around}/${this.name}${alone ? '' : `[${this.twin}]`}`;
  }

  /** The first child of any of the names, in the order of the names. */
  one(...names: readonly string[]): Node | undefined {
    for (const name of names) {
      const found = this.#byName.get(name)?.[0];
      if (found) return found.reading();
    }
    return undefined;
  }

  /** All children of the names: name by name, in source order. */
  many(...names: readonly string[]): readonly Node[] {
    return names.flatMap((name) => this.#byName.get(name) ?? []).map((child) => child.reading());
  }

  /** Whether there is a child of that name; asking reads nothing. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The element at the end of a path of names. */
  at(...path: readonly string[]): Node | undefined {
    let found: Node | undefined = this.reading();
    for (const name of path) found = found?.one(name);
    return found;
  }

  /** The character data with white space collapsed, as NIEM text and tokens are indented by their senders; undefined when blank. */
  get text(): string | undefined {
    const text = this.element.text.replace(/\s+/gu, ' ').trim();
    return text === '' ? undefined : text;
  }

  /** The character data with its line breaks, for accounts in words. */
  get prose(): string | undefined {
    const text = this.element.text.trim();
    return text === '' ? undefined : text;
  }

  /** An id or reference of the structures namespace, or `ref` of the LEXS library: `id`, `ref`, `uri`, `metadata`. */
  link(name: 'id' | 'ref' | 'uri' | 'metadata'): string | undefined {
    return this.#ids.get(name);
  }

  /** Marks the element as read, and its name as one that may be told. */
  reading(): this {
    this.#read = true;
    this.#told = true;
    return this;
  }

  /** Marks the element and all that is in it as known and deliberately not carried. */
  passOver(): void {
    this.reading();
    for (const child of this.children) child.passOver();
  }

  /** Whether the mapping read it, or anything in it. */
  get wasRead(): boolean {
    return this.#read || this.children.some((child) => child.wasRead);
  }

  /** Names the element in paths without reading it. */
  tellName(): void {
    this.#told = true;
  }

  /** Every element below, in source order, itself first. Kept, because each part of the mapping goes through all of them. */
  everything(): readonly Node[] {
    if (this.#all === undefined) {
      this.#all = [];
      collect(this, this.#all);
    }
    return this.#all;
  }
}

function collect(node: Node, all: Node[]): void {
  all.push(node);
  for (const child of node.children) collect(child, all);
}

/** Attributes of the structures namespace and of the LEXS library that link elements. */
function idsOf(element: XmlElement, namespaces: Namespaces): ReadonlyMap<string, string> {
  if (element.attributes.length === 0) return NONE;
  const links = element.attributes.filter(({ uri, value }) => {
    const vocabulary = namespaces.of(uri);
    return (vocabulary === 'structures' || vocabulary === 'lexs') && value.trim() !== '';
  });
  return links.length === 0 ? NONE : new Map(links.map(({ name, value }) => [name, value.trim()]));
}

const NONE: ReadonlyMap<string, string> = new Map();
