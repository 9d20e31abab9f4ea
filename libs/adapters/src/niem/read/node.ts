import type { XmlElement } from '../../kit/xml-tree.js';
import { JOINING_NAMES, KNOWN_NAMES } from './known-names.js';
import type { Namespaces, Vocabulary } from './namespaces.js';

const NO_NODES: readonly Node[] = [];

/**
 * An element of a package with its place in it. Children are found by local name among the elements of standard
 * namespaces only, whatever their prefix. A node remembers that it was read, so that what nobody read can be told.
 * What not every element is asked for (indexes, paths) is made when it is.
 */
export class Node {
  readonly children: readonly Node[];
  readonly vocabulary: Vocabulary | undefined;
  readonly #namespaces: Namespaces;
  #byName: Map<string, Node[]> | undefined;
  #places: ReadonlyMap<Node, Place> | undefined;
  #all: Node[] | undefined;
  #below: Map<string, Node[]> | undefined;
  #read = false;
  #told = false;

  /** @param place number of a package in its document, from 1 */
  constructor(
    readonly element: XmlElement,
    namespaces: Namespaces,
    readonly parent?: Node,
    readonly place = 1,
  ) {
    this.#namespaces = namespaces;
    this.vocabulary = namespaces.of(element.uri);
    this.children = element.children.length === 0 ? NO_NODES : element.children.map((child) => new Node(child, namespaces, this));
  }

  get name(): string {
    return this.element.name;
  }

  /** Path of names the mapping knows, others by place: it is safe to tell anybody. */
  get path(): string {
    const around = this.parent?.path ?? '';
    const known = this.vocabulary !== undefined && (this.#told || KNOWN_NAMES.has(this.name));
    const { place, twin, alone } = this.parent?.placeOf(this) ?? { place: 1, twin: this.place, alone: this.place === 1 };
    if (!known) return `${around}/*[${place}]`;
    return `${around}/${this.name}${alone ? '' : `[${twin}]`}`;
  }

  /** The first child of any of the names, in the order of the names. */
  one(...names: readonly string[]): Node | undefined {
    if (this.children.length === 0) return undefined;
    for (const name of names) {
      const found = this.#named(name)[0];
      if (found) return found.reading();
    }
    return undefined;
  }

  /** All children of the names: name by name, in source order. */
  many(...names: readonly string[]): readonly Node[] {
    if (this.children.length === 0) return NO_NODES;
    let all: readonly Node[] = NO_NODES;
    for (const name of names) {
      const found = this.#named(name);
      if (found.length > 0) all = all.length === 0 ? found : [...all, ...found];
    }
    for (const child of all) child.reading();
    return all;
  }

  /** Whether there is a child of that name; asking reads nothing. */
  has(name: string): boolean {
    return this.children.length > 0 && this.#named(name).length > 0;
  }

  /** The element at the end of a path of names. */
  at(...path: readonly string[]): Node | undefined {
    let found: Node | undefined = this.met();
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

  /** An id or reference of the structures namespace, or `ref` of the LEXS library. */
  link(name: 'id' | 'ref' | 'uri' | 'metadata'): string | undefined {
    for (const attribute of this.element.attributes) {
      if (attribute.name !== name) continue;
      const vocabulary = this.#namespaces.of(attribute.uri);
      const value = attribute.value.trim();
      if ((vocabulary === 'structures' || vocabulary === 'lexs') && value !== '') return value;
    }
    return undefined;
  }

  /** Marks the element as read, and its name as one that may be told. */
  reading(): this {
    this.#read = true;
    this.#told = true;
    return this;
  }

  /** Marks as read an element that was met, not asked for: its name may be the sender's, and is told only when it is published. */
  met(): this {
    this.#read = true;
    if (JOINING_NAMES.has(this.name)) this.#told = true;
    return this;
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

  /** Every element of that name and a standard namespace below, in source order. */
  below(name: string): readonly Node[] {
    this.#below ??= indexOf(this.everything());
    return this.#below.get(name) ?? NO_NODES;
  }

  /** Where a child stands among all children and among those of its name. */
  placeOf(child: Node): Place {
    this.#places ??= placesIn(this.children);
    return this.#places.get(child) ?? { place: 1, twin: 1, alone: true };
  }

  #named(name: string): readonly Node[] {
    this.#byName ??= indexOf(this.children);
    return this.#byName.get(name) ?? NO_NODES;
  }
}

interface Place {
  readonly place: number;
  readonly twin: number;
  readonly alone: boolean;
}

function collect(node: Node, all: Node[]): void {
  all.push(node);
  for (const child of node.children) collect(child, all);
}

function indexOf(nodes: readonly Node[]): Map<string, Node[]> {
  const index = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.vocabulary === undefined) continue;
    const named = index.get(node.name);
    if (named) named.push(node);
    else index.set(node.name, [node]);
  }
  return index;
}

function placesIn(children: readonly Node[]): ReadonlyMap<Node, Place> {
  const totals = new Map<string, number>();
  for (const { name } of children) totals.set(name, (totals.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return new Map(
    children.map((child, index) => {
      const twin = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, twin);
      return [child, { place: index + 1, twin, alone: totals.get(child.name) === 1 }];
    }),
  );
}
