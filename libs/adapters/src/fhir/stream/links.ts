import type { Entry } from '../choose/entries.js';
import { baseOf, keysOf, lookUpKeys, sharingKeys } from '../choose/references.js';
import { SUPPORTING, TRAILS } from '../choose/resource-kinds.js';
import { outsideKeys, patientInUrl } from '../choose/subjects.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';
import { Groups } from './groups.js';
import { hashOf, KeyTable } from './key-table.js';
import { NumberList } from './numbers.js';
import { shareOut, type ResolvedLinks } from './users.js';

/** Which items belong together, and which are shared by several that do not. */
export interface Woven {
  readonly groups: Groups;
  /** Items that several groups refer to: 1, else 0. */
  readonly shared: Uint8Array;
  /** A shared item comes after the last item of a group that refers to it. */
  readonly sharedComesLate: boolean;
}

const ORDINARY = 0;
const SUPPORTS = 1;
const TRAIL = 2;
const GROUP = 3;

/**
 * Gathers, item by item, who can be referred to and who refers, and weaves them into groups such that no reference that the plan
 * or the mapping follows leads from one group to another. So each group can be planned and mapped without the others, by the same
 * code that plans and maps a whole submission, and comes out the same.
 *
 * Organisations, professionals, places and the like do not join those who refer to them: one that several groups refer to is
 * shared. Of keys and references only hashes are kept.
 */
export class Links {
  readonly #kinds = new NumberList();
  readonly #keys = new KeyTable();
  /** Each way to look something up once, as the list of its keys; a reference is the number of its look-up. */
  readonly #lookUps = new KeyTable();
  readonly #lookUpEnds = new NumberList();
  readonly #lookUpKeys = new NumberList();
  readonly #from = new NumberList();
  readonly #to = new NumberList();
  /** People who are named and need not be there. */
  readonly #named = new KeyTable();
  readonly #namedFrom = new NumberList();
  readonly #namedTo = new NumberList();

  /** Keys and references gathered so far: what memory grows with. */
  get size(): number {
    return this.#keys.size + this.#lookUpKeys.length + this.#from.length + this.#namedFrom.length;
  }

  /** Adds the entries of the next item. */
  add(index: number, entries: readonly Entry[]): void {
    const kind = kindOf(index, entries);
    this.#kinds.push(kind);
    for (const entry of entries) {
      for (const key of keysOf(entry)) this.#keys.first(hashOf(key), index);
      const { resource, type } = entry;
      if (!resource || kind === TRAIL) continue;
      const base = baseOf(entry);
      for (const reference of referencesAnywhere(resource.value)) this.#refer(index, lookUpKeys(reference, base));
      if (type === 'RelatedPerson') for (const key of sharingKeys('Patient', resource)) this.#refer(index, [key]);
      const owner = type === 'RelatedPerson' ? patientInUrl(entry.fullUrl) : undefined;
      if (owner !== undefined) this.#refer(index, lookUpKeys({ reference: owner }));
      for (const key of outsideKeys(entry)) {
        this.#namedFrom.push(index);
        this.#namedTo.push(this.#named.first(hashOf(key), this.#named.size));
      }
    }
  }

  /** What belongs together. Call once, after the last item. */
  weave(): Woven {
    const count = this.#kinds.length;
    const kinds = Uint8Array.from({ length: count }, (_, index) => this.#kinds.at(index));
    const isSupporting = kinds.map((kind) => (kind === SUPPORTS ? 1 : 0));
    const links: ResolvedLinks = { from: this.#from, to: this.#to, targets: this.#targets() };
    const isSilent = silent(kinds, links);
    const groups = new Groups(count);
    for (let link = 0; link < links.from.length; link += 1) {
      const [from, to] = [links.from.at(link), links.targets[links.to.at(link)] ?? -1];
      if (to >= 0 && isSupporting[from] !== 1 && isSupporting[to] !== 1 && isSilent[from] !== 1) groups.join(from, to);
    }
    this.#joinNamed(groups, isSilent);
    return { groups, ...shareOut(groups, { count, isSupporting, isSilent }, links) };
  }

  #refer(from: number, keys: readonly string[]): void {
    if (keys.length === 0) return;
    const number = this.#lookUps.first(hashOf(keys.join('\n')), this.#lookUps.size);
    if (number === this.#lookUpEnds.length) {
      for (const key of keys) {
        const { high, low } = hashOf(key);
        this.#lookUpKeys.push(high);
        this.#lookUpKeys.push(low);
      }
      this.#lookUpEnds.push(this.#lookUpKeys.length);
    }
    const last = this.#from.length - 1;
    if (last >= 0 && this.#from.at(last) === from && this.#to.at(last) === number) return;
    this.#from.push(from);
    this.#to.push(number);
  }

  /** For every look-up the item it finds, or -1. */
  #targets(): Int32Array {
    const targets = new Int32Array(this.#lookUpEnds.length).fill(-1);
    let at = 0;
    for (let number = 0; number < targets.length; number += 1) {
      const end = this.#lookUpEnds.at(number);
      for (; at < end && targets[number] === -1; at += 2)
        targets[number] = this.#keys.get({ high: this.#lookUpKeys.at(at), low: this.#lookUpKeys.at(at + 1) }) ?? -1;
      at = end;
    }
    return targets;
  }

  #joinNamed(groups: Groups, isSilent: Uint8Array): void {
    const firsts = new Int32Array(this.#named.size).fill(-1);
    for (let link = 0; link < this.#namedFrom.length; link += 1) {
      const [from, name] = [this.#namedFrom.at(link), this.#namedTo.at(link)];
      if (isSilent[from] === 1) continue;
      const first = firsts[name] ?? -1;
      if (first < 0) firsts[name] = from;
      else groups.join(first, from);
    }
  }
}

/** Whether an item is only there for others to refer to. The header of a Bundle says whom it is about, and a deletion is a statement. */
export function isSupportingItem(index: number, entries: readonly Entry[]): boolean {
  const [only, ...more] = entries;
  if (!only || more.length > 0 || only.method === 'DELETE' || !SUPPORTING.has(only.type)) return false;
  return index > 0 || only.type !== 'MessageHeader';
}

function kindOf(index: number, entries: readonly Entry[]): number {
  const [only, ...more] = entries;
  if (!only || more.length > 0) return ORDINARY;
  if (isSupportingItem(index, entries)) return SUPPORTS;
  if (TRAILS.has(only.type)) return TRAIL;
  return only.type === 'Group' ? GROUP : ORDINARY;
}

/** The members of a Group matter only where something is about the Group. */
function silent(kinds: Uint8Array, { from, to, targets }: ResolvedLinks): Uint8Array {
  const isSilent = kinds.map((kind) => (kind === GROUP ? 1 : 0));
  for (let link = 0; link < from.length; link += 1) {
    const target = targets[to.at(link)] ?? -1;
    if (target >= 0 && target !== from.at(link) && kinds[target] === GROUP) isSilent[target] = 0;
  }
  return isSilent;
}

/** Every Reference inside a value, contained resources included, and every file that may be a Binary of the submission. */
function referencesAnywhere(value: Json, found: JsonObject[] = []): JsonObject[] {
  if (isList(value)) for (const item of value) referencesAnywhere(item, found);
  else if (isObject(value)) {
    if (typeof value['reference'] === 'string' || isObject(value['identifier'])) found.push(value);
    for (const key of Object.keys(value)) {
      const item = value[key];
      if (key === 'attachment' && isObject(item) && typeof item['url'] === 'string') found.push({ reference: item['url'] });
      if (typeof item === 'object') referencesAnywhere(item, found);
    }
  }
  return found;
}
