import type { Readings } from '../../fhir/read/element.js';
import { isList, isObject, type Json, type JsonObject } from '../../fhir/read/tree.js';

/**
 * One STU3 element on its way into the shape of R4. Members are moved, never dropped; wherever one goes, the location
 * told of it stays that of the source.
 */
export class Moving {
  readonly tree: Record<string, Json>;

  constructor(
    source: JsonObject,
    readonly path: string,
    private readonly readings: Readings,
  ) {
    this.tree = { ...source };
  }

  /** Gives a member, with the companion of a primitive, its R4 name. */
  rename(from: string, to: string): this {
    for (const [old, now] of [
      [from, to],
      [`_${from}`, `_${to}`],
    ] as const) {
      const value = this.tree[old];
      if (value === undefined || this.tree[now] !== undefined) continue;
      this.remove(old);
      this.tree[now] = value;
      this.readings.place(this.tree, now, `${this.path}.${from}`);
    }
    return this;
  }

  /** Makes one element a list of one, under the same or another name. */
  list(from: string, to = from): this {
    const value = this.tree[from];
    if (!isObject(value)) return this;
    this.readings.placeElement(value, `${this.path}.${from}`);
    return this.put(to, [value], from);
  }

  /** Makes a code a CodeableConcept in the system the element is bound to. */
  concept(from: string, system: string, to = from): this {
    const code = this.tree[from];
    if (typeof code !== 'string') return this;
    const at = `${this.path}.${from}`;
    const concept = this.leaf({ coding: [this.leaf({ system, code }, at)] }, at);
    return this.put(to, concept, from);
  }

  /** Takes a member out of an element and gives it another name here. */
  lift(owner: string, member: string, to: string): this {
    const value = this.tree[owner];
    const inner = isObject(value) ? value[member] : undefined;
    if (!isObject(value) || inner === undefined || this.tree[to] !== undefined) return this;
    const at = `${this.path}.${owner}`;
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== member));
    this.remove(owner);
    if (Object.keys(rest).length > 0) this.tree[owner] = this.placed(rest, at);
    return this.set(to, inner, `${at}.${member}`);
  }

  /** Puts one member of an element in its place; what else it held stays beside it. */
  unwrap(owner: string, member: string): this {
    return this.lift(owner, member, `${owner}.${member}`).#swap(owner, `${owner}.${member}`);
  }

  /** Moves on with every element of a list, or with the one there is. */
  each(name: string, move: (part: Moving) => Moving): this {
    const value = this.tree[name];
    const at = `${this.path}.${name}`;
    if (isObject(value)) this.tree[name] = move(new Moving(value, at, this.readings)).tree;
    if (isList(value))
      this.tree[name] = value.map((item, index) => (isObject(item) ? move(new Moving(item, `${at}[${index}]`, this.readings)).tree : item));
    return this;
  }

  /** A flag that says something was not done is what R4 calls a status; the flag is then read. */
  notDone(flag: string, reasons: string): this {
    if (this.tree[flag] === true) {
      this.set('status', 'not-done', `${this.path}.${flag}`);
    }
    if (this.tree[flag] !== undefined) this.readings.note(this.tree, flag, 'passed');
    return this.rename(reasons, 'statusReason');
  }

  /** Puts a value under a name in the place of the member it was made from. */
  put(to: string, value: Json, from: string): this {
    if (from !== to && this.tree[to] !== undefined) return this;
    this.remove(from);
    return this.set(to, value, `${this.path}.${from}`);
  }

  /** Sets a member that stands elsewhere in the source. */
  set(to: string, value: Json, place: string): this {
    this.tree[to] = value;
    this.readings.place(this.tree, to, place);
    return this;
  }

  /** Leaves a member out, when it stands under another name by now. */
  remove(name: string): this {
    Reflect.deleteProperty(this.tree, name);
    return this;
  }

  /** An element made of one value: it and its members stand where the value does. */
  leaf<T extends JsonObject>(element: T, path: string): T {
    for (const name of Object.keys(element)) this.readings.place(element, name, path);
    return this.placed(element, path);
  }

  /** Notes where an element stands that was made from another. */
  placed<T extends JsonObject>(element: T, path: string): T {
    this.readings.placeElement(element, path);
    return element;
  }

  #swap(owner: string, lifted: string): this {
    const inner = this.tree[lifted];
    if (inner === undefined) return this;
    const rest = this.tree[owner];
    const place = this.readings.placeOf(this.tree, lifted) ?? this.path;
    this.remove(lifted);
    if (rest !== undefined) this.set(`${owner}Details`, rest, `${this.path}.${owner}`);
    return this.set(owner, inner, place);
  }
}
