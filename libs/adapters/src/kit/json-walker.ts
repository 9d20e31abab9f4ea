import type { Limits } from './adapter.js';
import { refusal } from './issues.js';
import { FORBIDDEN_KEYS, KeySet } from './json-keys.js';
import { JsonText } from './json-text.js';

/** What a walk tells while it goes; offsets are characters from the start of the text. */
export interface JsonEvents {
  /** An item begins here. */
  itemStarts?(offset: number): void;
  /** The item that began last ends before this offset. */
  itemEnds?(offset: number): void;
  /** The items of the wanted array begin here, after its opening bracket. */
  itemsOpen?(offset: number): void;
  /** They end here, before its closing bracket. */
  itemsClose?(offset: number): void;
  /** A number that a double cannot give back as written. */
  inexact?(from: number, to: number): void;
}

/** What of a text is told item by item. */
export type Wanted =
  /** The items of the array at these keys from the root; of the root itself when there are none. */
  | { readonly kind: 'items'; readonly path: readonly string[] }
  /** Values that follow one another, each on a line of its own (NDJSON). */
  | { readonly kind: 'lines' }
  | { readonly kind: 'nothing' };

/** A grammar position: what may come next (RFC 8259 §2 to §5). */
type Expect = 'value' | 'first-key' | 'key' | 'colon' | 'first-item' | 'comma' | 'end';

/**
 * Walks a JSON text once, without recursion, in pieces however they are cut, and proves what JSON.parse would not:
 * no key twice in one object, no key that could reach a prototype, no nesting and no text beyond the limits.
 * Faults carry line and column, and nothing of what was sent.
 */
export class JsonWalker {
  /** The text that is being walked. */
  readonly text: JsonText;
  readonly #limits: Limits;
  readonly #wanted: Wanted;
  readonly #events: JsonEvents;
  /** Open containers from the root: whether each is an object, and its keys. */
  readonly #objects: boolean[] = [];
  readonly #keys: KeySet[] = [];
  #expect: Expect = 'value';
  #key: string | undefined;
  /** How many of the open containers, from the root, lie on the wanted path. */
  #onPath = 0;
  /** The line on which the value of a sequence began or ended last. */
  #itemLine = 0;

  constructor(limits: Limits, events: JsonEvents = {}, wanted: Wanted = { kind: 'nothing' }) {
    this.text = new JsonText(limits);
    this.#limits = limits;
    this.#events = events;
    this.#wanted = wanted;
  }

  /** @throws Refusal `json.malformed`, `json.duplicate-key`, `json.forbidden-key`, `limit.depth` or `limit.text` */
  write(piece: string): void {
    this.text.add(piece);
    this.#walk();
  }

  /** The text is over. @throws Refusal as {@link write}, also for a document that ends too early */
  end(): void {
    this.text.add(undefined);
    this.#walk();
    const isOver = this.#expect === 'end' || (this.#wanted.kind === 'lines' && this.#expect === 'value' && this.#objects.length === 0);
    if (!isOver) throw this.text.malformed('The document ends too early');
  }

  #walk(): void {
    for (;;) {
      const code = this.text.next();
      if (Number.isNaN(code) || !this.#step(code)) return;
    }
  }

  /** @returns false while the end of a token has not come */
  #step(code: number): boolean {
    switch (this.#expect) {
      case 'first-key':
        return code === CLOSE_BRACE ? this.#leave() : this.#readKey(code);
      case 'key':
        return this.#readKey(code);
      case 'colon':
        if (code !== COLON) throw this.text.malformed('A colon is needed here');
        this.text.skip();
        this.#expect = 'value';
        return true;
      case 'first-item':
        return code === CLOSE_BRACKET ? this.#leave() : this.#value(code);
      case 'value':
        return this.#value(code);
      case 'comma':
        return this.#separator(code);
      case 'end':
        if (this.#wanted.kind !== 'lines') throw this.text.malformed('Nothing may follow the document');
        if (this.text.line === this.#itemLine) throw this.text.malformed('Each value stands on a line of its own');
        this.#expect = 'value';
        return true;
    }
  }

  #value(code: number): boolean {
    const start = this.text.offset;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (this.#isItem()) this.#itemStarts(start);
      return this.#enter(code === OPEN_BRACE);
    }
    const read = code === QUOTE ? this.text.string() : this.text.plain(code);
    if (read === 'unfinished') return false;
    if (this.#isItem()) this.#itemStarts(start);
    if (code !== QUOTE && !this.text.isExact) this.#events.inexact?.(start, this.text.offset);
    return this.#valueEnded();
  }

  #enter(isObject: boolean): boolean {
    const depth = this.#objects.length;
    if (depth >= this.#limits.depth) throw refusal('limit.depth', this.text.where(), `More than ${this.#limits.depth} levels`);
    if (this.#leadsToItems(depth, isObject)) this.#onPath += 1;
    this.#objects.push(isObject);
    if (isObject) (this.#keys[depth] ??= new KeySet()).clear();
    this.#expect = isObject ? 'first-key' : 'first-item';
    this.text.skip();
    if (this.#isInItems()) this.#events.itemsOpen?.(this.text.offset);
    return true;
  }

  #leave(): boolean {
    if (this.#isInItems()) this.#events.itemsClose?.(this.text.offset);
    this.#objects.pop();
    this.#onPath = Math.min(this.#onPath, this.#objects.length);
    this.text.skip();
    return this.#valueEnded();
  }

  #valueEnded(): boolean {
    this.#expect = this.#objects.length === 0 ? 'end' : 'comma';
    if (!this.#isItem()) return true;
    if (this.#wanted.kind === 'lines' && this.text.line !== this.#itemLine)
      throw this.text.malformed('A value may not go over several lines');
    this.#events.itemEnds?.(this.text.offset);
    return true;
  }

  #itemStarts(offset: number): void {
    this.#itemLine = this.text.line;
    this.#events.itemStarts?.(offset);
  }

  /** Whether a container that opens now lies on the way to the wanted items, or holds them. */
  #leadsToItems(depth: number, isObject: boolean): boolean {
    if (this.#wanted.kind !== 'items' || depth !== this.#onPath) return false;
    const { path } = this.#wanted;
    if (depth > path.length || isObject !== depth < path.length) return false;
    return depth === 0 || this.#key === path[depth - 1];
  }

  /** Whether the innermost container is the wanted array. */
  #isInItems(): boolean {
    return this.#wanted.kind === 'items' && this.#objects.length === this.#onPath && this.#onPath === this.#wanted.path.length + 1;
  }

  /** Whether a value here is an item. */
  #isItem(): boolean {
    return this.#wanted.kind === 'lines' ? this.#objects.length === 0 : this.#isInItems();
  }

  #separator(code: number): boolean {
    const inObject = this.#objects[this.#objects.length - 1] === true;
    if (code === (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) return this.#leave();
    if (code !== COMMA) throw this.text.malformed('A comma or a closing bracket is needed here');
    this.text.skip();
    this.#expect = inObject ? 'key' : 'value';
    return true;
  }

  #readKey(code: number): boolean {
    if (code !== QUOTE) throw this.text.malformed('A key in quotes is needed here');
    const where = this.text.offset;
    if (this.text.string() === 'unfinished') return false;
    const { written } = this.text;
    const key = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
    if (FORBIDDEN_KEYS.has(key))
      throw refusal('json.forbidden-key', this.text.where(where - this.text.offset), 'A key that could reach a prototype');
    if (this.#keys[this.#objects.length - 1]?.add(key) === false)
      throw refusal('json.duplicate-key', this.text.where(where - this.text.offset), 'The same key twice in one object');
    this.#key = key;
    this.#expect = 'colon';
    return true;
  }
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
