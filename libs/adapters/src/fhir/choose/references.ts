import type { Entry } from './entries.js';
import { isList, isObject, type JsonObject } from '../read/tree.js';

import { Element, type Readings } from '../read/element.js';

/** What a reference was resolved to. */
export interface Target {
  readonly resource: Element;
  readonly entry: Entry;
}

/** Finds what references point to inside one submission (FHIR R4 Bundle, resolving references). */
export class References {
  readonly #byUrl = new Map<string, Entry>();
  readonly #byTypeAndId = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #byIdentifier = new Map<string, Entry>();
  readonly #byPath = new Map<string, Entry>();
  readonly #contained = new Map<JsonObject, Element>();

  constructor(
    entries: readonly Entry[],
    private readonly readings: Readings,
  ) {
    for (const entry of entries) this.#index(entry);
  }

  /** The target of a Reference element; undefined when it is outside the submission or names nothing. */
  resolve(reference: Element): Target | undefined {
    const literal = textOf(reference.value['reference']);
    const found = literal === undefined ? undefined : this.#literal(literal, reference);
    return found ?? this.#logical(reference);
  }

  /** Resources of a type that share an identifier with another. */
  sharing(type: string, other: Element): Element[] {
    return identifierKeys(other.value).flatMap((key) => this.#byIdentifier.get(`${type}|${key}`)?.resource ?? []);
  }

  /** The entry that holds an element, told by its FHIRPath. */
  holderOf(element: Element): Entry | undefined {
    return this.#byPath.get(rootOf(element.path));
  }

  #index(entry: Entry): void {
    this.#byPath.set(entry.path, entry);
    const { resource, fullUrl } = entry;
    if (!resource) return;
    const id = textOf(resource.value['id']);
    if (fullUrl !== undefined) addFirst(this.#byUrl, fullUrl.toLowerCase(), entry);
    if (fullUrl?.toLowerCase().startsWith('urn:uuid:')) addFirst(this.#byId, fullUrl.slice(9).toLowerCase(), entry);
    if (id !== undefined) {
      addFirst(this.#byTypeAndId, `${entry.type}/${id}`, entry);
      addFirst(this.#byId, id.toLowerCase(), entry);
    }
    for (const key of identifierKeys(resource.value)) addFirst(this.#byIdentifier, `${entry.type}|${key}`, entry);
  }

  #literal(written: string, from: Element): Target | undefined {
    if (written.startsWith('#')) return this.#local(written.slice(1), from);
    const reference = written.replace(/\/_history\/[^/]+$/u, '');
    const [, type, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/u.exec(reference) ?? [];
    const entry =
      this.#byUrl.get(reference.toLowerCase()) ??
      (type === undefined || id === undefined ? undefined : this.#byTypeAndId.get(`${type}/${id}`)) ??
      // Some senders write the bare uuid, or urn:uuid: for an entry that has it only as its id.
      this.#byId.get(reference.toLowerCase().replace(/^urn:uuid:/u, ''));
    return entry?.resource ? { resource: entry.resource, entry } : undefined;
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

  /** A reference by identifier is followed when the submission holds a resource with that identifier. */
  #logical(reference: Element): Target | undefined {
    const identifier = reference.value['identifier'];
    if (!isObject(identifier)) return undefined;
    const key = keyOf(identifier);
    const type = textOf(reference.value['type']);
    if (key === undefined) return undefined;
    const types = type === undefined ? ['Patient', 'Organization', 'Practitioner', 'RelatedPerson'] : [type];
    const entry = types.map((name) => this.#byIdentifier.get(`${name}|${key}`)).find((item) => item !== undefined);
    return entry?.resource ? { resource: entry.resource, entry } : undefined;
  }
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

function addFirst(map: Map<string, Entry>, key: string, entry: Entry): void {
  if (!map.has(key)) map.set(key, entry);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
