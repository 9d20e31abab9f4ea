import type { Entry } from './entries.js';
import { isList, isObject, type JsonObject } from '../read/tree.js';

import { nhsNumberHolds } from '../../kit/check-digits.js';
import { Element, type Readings } from '../read/element.js';

/** What a reference was resolved to. */
export interface Target {
  readonly resource: Element;
  readonly entry: Entry;
}

/** Finds what references point to inside one submission (FHIR R4 Bundle, resolving references). */
export class References {
  readonly #byKey = new Map<string, Entry>();
  readonly #byPath = new Map<string, Entry>();
  readonly #contained = new Map<JsonObject, Element>();

  /** @param beyond what else the submission holds, where these entries are only a part of it; the earliest entry is found wherever it is */
  constructor(
    entries: readonly Entry[],
    private readonly readings: Readings,
    private readonly beyond?: References,
  ) {
    for (const entry of entries) this.add(entry);
  }

  /** Adds an entry that comes after those that are there. */
  add(entry: Entry): void {
    this.#byPath.set(entry.path, entry);
    for (const key of keysOf(entry)) if (!this.#byKey.has(key)) this.#byKey.set(key, entry);
  }

  /** The target of a Reference element; undefined when it is outside the submission or names nothing. */
  resolve(reference: Element): Target | undefined {
    const literal = textOf(reference.value['reference']);
    const local = literal?.startsWith('#') === true ? this.#local(literal.slice(1), reference) : undefined;
    if (local) return local;
    for (const key of lookUpKeys(reference.value, this.#baseOf(reference))) {
      const entry = this.#entryOf(key);
      if (entry?.resource) return { resource: entry.resource, entry };
    }
    return undefined;
  }

  /** Resources of a type that share an identifier with another. */
  sharing(type: string, other: Element): Element[] {
    return sharingKeys(type, other).flatMap((key) => this.#entryOf(key)?.resource ?? []);
  }

  /** The entry that holds an element, told by its FHIRPath. */
  holderOf(element: Element): Entry | undefined {
    const root = rootOf(element.path);
    return this.#byPath.get(root) ?? this.beyond?.holderOf(element);
  }

  #entryOf(key: string): Entry | undefined {
    const own = this.#byKey.get(key);
    const { beyond } = this;
    const other = beyond ? beyond.#entryOf(key) : undefined;
    if (!own || !other) return own ?? other;
    return other.index < own.index ? other : own;
  }

  /** Where the entry that holds a reference came from. */
  #baseOf(reference: Element): string | undefined {
    const entry = this.holderOf(reference);
    return entry && baseOf(entry);
  }

  #local(id: string, from: Element): Target | undefined {
    const entry = this.holderOf(from);
    if (!entry?.resource) return undefined;
    if (id === '') return { resource: entry.resource, entry };
    const list = entry.resource.value['contained'];
    if (!isList(list)) return undefined;
    const index = list.findIndex((item) => isObject(item) && item['id'] === id);
    const found = list[index];
    if (!isObject(found)) return undefined;
    const known = this.#contained.get(found) ?? new Element(found, `${entry.path}.contained[${index}]`, this.readings);
    this.#contained.set(found, known);
    entry.resource.pass('contained');
    return { resource: known, entry };
  }
}

/** The server an entry came from, by its url. */
export function baseOf({ fullUrl }: Entry): string | undefined {
  return fullUrl === undefined
    ? undefined
    : /^(https?:\/\/.+?\/)(?:Patient\/[^/]+\/)?[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[^/]+)?$/u.exec(fullUrl)?.[1];
}

/**
 * The keys an entry is found by: its url (`u`), its id (`i`), its type and id (`t`, and `b` where no url says which server's)
 * and its identifiers (`l`). What is deleted is found by none.
 */
export function keysOf(entry: Entry): string[] {
  const { resource, fullUrl, type, method } = entry;
  if (!resource || method === 'DELETE') return [];
  const keys: string[] = [];
  const id = textOf(resource.value['id']);
  const url = fullUrl?.toLowerCase();
  if (url !== undefined) keys.push(`u${url}`);
  if (url?.startsWith('urn:uuid:') === true) keys.push(`i${url.slice(9)}`);
  if (id !== undefined) keys.push(`t${type}/${id}`, `i${id.toLowerCase()}`);
  if (id !== undefined && PEOPLE.has(type) && baseOf(entry) === undefined) keys.push(`b${type}/${id}`);
  keys.push(...sharingKeys(type, resource));
  return keys;
}

/** Whose ids are small numbers on many servers: to take one server's for another's would give what is said of one child to another. */
const PEOPLE: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson', 'Group']);

/**
 * The keys a reference is looked up by, in order; what leads into the resource it stands in is not among them. A relative
 * reference is one of the server its entry came from (FHIR R4 Bundle, resolving references).
 */
export function lookUpKeys(reference: JsonObject, base?: string): string[] {
  const literal = textOf(reference['reference']);
  const logical = logicalKeys(reference);
  if (literal === undefined || literal.startsWith('#')) return logical;
  const written = literal.replace(/\/_history\/[^/]+$/u, '');
  const [, type, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/u.exec(written) ?? [];
  const lower = written.toLowerCase();
  const isAbsolute = /^https?:/u.test(lower);
  return [
    `u${lower}`,
    ...(base !== undefined && type !== undefined && !isAbsolute ? [`u${base.toLowerCase()}${lower}`] : []),
    ...(type === undefined || id === undefined ? [] : [keyById(type, id, isAbsolute || base !== undefined)]),
    // Some senders write the bare uuid, or urn:uuid: for an entry that has it only as its id.
    `i${lower.replace(/^urn:uuid:/u, '')}`,
    ...logical,
  ];
}

/** An NHS number is one person's on every server. */
function keyById(type: string, id: string, isOfServer: boolean): string {
  return `${isOfServer && PEOPLE.has(type) && !(type === 'Patient' && nhsNumberHolds(id)) ? 'b' : 't'}${type}/${id}`;
}

/** The keys by which resources of a type are found that share an identifier with this one. */
export function sharingKeys(type: string, { value }: Element): string[] {
  return identifierKeys(value).map((key) => `l${type}|${key}`);
}

/** A reference by identifier is followed when the submission holds a resource with that identifier. */
function logicalKeys(reference: JsonObject): string[] {
  const identifier = reference['identifier'];
  const key = isObject(identifier) ? keyOf(identifier) : undefined;
  if (key === undefined) return [];
  const type = textOf(reference['type']);
  const types = type === undefined ? ['Patient', 'Organization', 'Practitioner', 'RelatedPerson'] : [type];
  return types.map((name) => `l${name}|${key}`);
}

/** `system|value` of every identifier of a resource. */
export function identifierKeys(resource: JsonObject): string[] {
  const list = resource['identifier'];
  const items = isList(list) ? list : [list];
  return items.flatMap((item) => (isObject(item) ? (keyOf(item) ?? []) : []));
}

/** `system|value` of one identifier; blanks inside a number are layout. */
export function keyOf(identifier: JsonObject): string | undefined {
  const value = textOf(identifier['value'])?.replace(/\s/gu, '');
  return value ? `${textOf(identifier['system']) ?? ''}|${value}` : undefined;
}

function rootOf(path: string): string {
  return /^Bundle(?:\.entry\[\d+\]\.resource)+|^[A-Za-z]+/u.exec(path)?.[0] ?? path;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
