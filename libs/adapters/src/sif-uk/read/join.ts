import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { Shelf } from '../../kit/shelf.js';
import { attributeOf, childOf, childrenOf, textAt, type XmlElement } from '../../kit/xml-tree.js';
import { readObjects } from './objects.js';
import { refKey } from './ref-id.js';
import { fromShortJson, shortJson } from './short-text.js';

/** Objects that others refer to. */
export type Target = 'LearnerPersonal' | 'ContactPersonal' | 'SchoolInfo';
const TARGETS: ReadonlySet<string> = new Set(['LearnerPersonal', 'ContactPersonal', 'SchoolInfo'] satisfies Target[]);

/** What objects of the body are to those that refer to them; undefined where the body does not hold the object. */
export interface Joined {
  /** What the map kept of an object, or `ambiguous` when two objects have this RefId. */
  find(target: Target, refId: string): { readonly kept: unknown } | 'ambiguous' | undefined;
}

/** A stretch of a body with all that its objects refer to. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly joined: Joined;
}

/** What is worth keeping of an object others refer to, as plain data. */
export type Keep = (element: XmlElement) => unknown;

export const NOTHING_JOINED: Joined = { find: () => undefined };

/**
 * Resolves references within a fixed amount of memory. As long as all that can be referred to fits, one reading gathers it. Where it does
 * not, the body is taken in stretches: one reading finds what a stretch refers to, a second gathers just that. @throws Refusal
 */
export async function* joinedWindows(input: AdapterInput, limits: Limits, keep: Keep, shelf = new Shelf()): AsyncGenerator<Window> {
  const body = { input, limits, keep, shelf };
  if (await gather(body, () => true)) {
    yield { from: 1, to: Number.POSITIVE_INFINITY, joined: onShelf(shelf) };
    return;
  }
  let from = 1;
  let longest = Number.POSITIVE_INFINITY;
  for (;;) {
    shelf.clear();
    const { to, isLast } = await findWanted(body, from, longest);
    // What one object refers to always has to do; what of it does not fit is then as if the body did not hold it.
    if (!(await gather(body, (key) => shelf.has(wantedKey(key)))) && to > from) longest = Math.ceil((to - from + 1) / 2);
    else {
      yield { from, to: isLast ? Number.POSITIVE_INFINITY : to, joined: onShelf(shelf) };
      if (isLast) return;
      from = to + 1;
    }
  }
}

/** The objects an object refers to. */
export function referencesOf(element: XmlElement): readonly Reference[] {
  const learners = childrenOf(childOf(childOf(element, 'Participants'), 'Learners'), 'Learner');
  const own = element.name === 'LearnerPersonal' ? [] : [element];
  return [
    ...[...own, ...learners].flatMap((holder) => reference('LearnerPersonal', attributeOf(holder, 'LearnerPersonalRefId'))),
    ...reference('ContactPersonal', attributeOf(element, 'ContactPersonalRefId')),
    ...reference('SchoolInfo', schoolRefOf(element)),
  ];
}

interface Reference {
  readonly target: Target;
  readonly refId: string;
}

function reference(target: Target, refId: string | undefined): readonly Reference[] {
  return refId === undefined ? [] : [{ target, refId }];
}

/** The school is named in an attribute, or in later objects in an element. */
export function schoolRefOf(element: XmlElement): string | undefined {
  return attributeOf(element, 'SchoolInfoRefId') ?? textAt(element, 'SchoolInfoRefId');
}

interface Body {
  readonly input: AdapterInput;
  readonly limits: Limits;
  readonly keep: Keep;
  readonly shelf: Shelf;
}

/** @returns false when something wanted did not fit */
async function gather({ input, limits, keep, shelf }: Body, isWanted: (key: string) => boolean): Promise<boolean> {
  for await (const met of readObjects(input, limits, 'direct')) {
    if (met.kind !== 'object' || !TARGETS.has(met.found.element.name)) continue;
    const { element, action } = met.found;
    const refId = attributeOf(element, 'RefId');
    if (refId === undefined || action === 'Delete') continue;
    const key = keyOf(element.name as Target, refId);
    if (isWanted(key) && !shelf.put(key, shortJson(keep(element)))) return false;
  }
  return true;
}

/** Marks what objects from a position on refer to, until a quarter of the shelf is marks. */
async function findWanted({ input, limits, shelf }: Body, from: number, longest: number): Promise<{ to: number; isLast: boolean }> {
  const room = (shelf.free * 3) / 4;
  let to = from;
  for await (const met of readObjects(input, limits, 'direct')) {
    if (met.kind !== 'object' || met.found.position < from) continue;
    if (met.found.position - from >= longest || (shelf.free < room && met.found.position > from)) return { to, isLast: false };
    to = met.found.position;
    for (const { target, refId } of referencesOf(met.found.element)) {
      const key = wantedKey(keyOf(target, refId));
      if (!shelf.has(key)) shelf.put(key, '');
    }
  }
  return { to, isLast: true };
}

function onShelf(shelf: Shelf): Joined {
  return {
    find(target, refId) {
      const [first, second] = shelf.get(keyOf(target, refId));
      if (first === undefined) return undefined;
      return second === undefined || second === first ? { kept: fromShortJson(first) } : 'ambiguous';
    },
  };
}

function keyOf(target: Target, refId: string): string {
  return `${target[0] ?? ''}${refKey(refId)}`;
}

function wantedKey(key: string): string {
  return `?${key}`;
}
