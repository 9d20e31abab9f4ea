import type { Limits } from './adapter.js';
import { refusal, type Refusal } from './issues.js';

/** Keys that reach an object's prototype when some later code copies properties carelessly. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A grammar position: what may come next (RFC 8259 §2 to §5). */
type Expect = 'value' | 'first-key' | 'key' | 'colon' | 'first-item' | 'comma' | 'end';

/** An object or array that is still open; an array has no keys. */
interface Open {
  readonly keys: Set<string> | undefined;
}

/** Walks a JSON text once, without recursion, and proves what JSON.parse would not. */
export class JsonScanner {
  readonly #text: string;
  readonly #limits: Limits;
  readonly #open: Open[] = [];
  /** The text so far with inexact numbers quoted, and where its rest begins. */
  readonly #rewritten: string[] = [];
  #copied = 0;
  #index = 0;
  #expect: Expect = 'value';

  constructor(text: string, limits: Limits) {
    this.#text = text;
    this.#limits = limits;
  }

  /** The same JSON, with numbers that a double cannot give back as written turned into strings of their digits. */
  exact(): string {
    this.#blanks();
    while (this.#index < this.#text.length) {
      this.#step(this.#text[this.#index] ?? '');
      this.#blanks();
    }
    if (this.#expect !== 'end') throw this.#malformed('The document ends too early');
    return this.#copied === 0 ? this.#text : this.#rewritten.join('') + this.#text.slice(this.#copied);
  }

  #step(character: string): void {
    switch (this.#expect) {
      case 'first-key':
        if (character === '}') this.#leave();
        else this.#key();
        return;
      case 'key':
        this.#key();
        return;
      case 'colon':
        if (character !== ':') throw this.#malformed('A colon is needed here');
        this.#index += 1;
        this.#expect = 'value';
        return;
      case 'first-item':
        if (character === ']') this.#leave();
        else this.#value(character);
        return;
      case 'value':
        this.#value(character);
        return;
      case 'comma':
        this.#separator(character);
        return;
      case 'end':
        throw this.#malformed('Nothing may follow the document');
    }
  }

  #value(character: string): void {
    if (character === '{') this.#enter({ keys: new Set() }, 'first-key');
    else if (character === '[') this.#enter({ keys: undefined }, 'first-item');
    else {
      if (character === '"') this.#string();
      else if (character === '-' || (character >= '0' && character <= '9')) this.#number();
      else this.#word();
      this.#valueEnded();
    }
  }

  #enter(open: Open, expect: Expect): void {
    if (this.#open.length >= this.#limits.depth)
      throw refusal('limit.depth', this.#where(this.#index), `More than ${this.#limits.depth} levels`);
    this.#open.push(open);
    this.#index += 1;
    this.#expect = expect;
  }

  #leave(): void {
    this.#open.pop();
    this.#index += 1;
    this.#valueEnded();
  }

  #valueEnded(): void {
    this.#expect = this.#open.length === 0 ? 'end' : 'comma';
  }

  #separator(character: string): void {
    const inObject = this.#open.at(-1)?.keys !== undefined;
    if (character === ',') {
      this.#index += 1;
      this.#expect = inObject ? 'key' : 'value';
    } else if (character === (inObject ? '}' : ']')) this.#leave();
    else throw this.#malformed('A comma or a closing bracket is needed here');
  }

  #key(): void {
    const start = this.#index;
    if (this.#text[start] !== '"') throw this.#malformed('A key in quotes is needed here');
    const written = this.#string();
    const key = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
    if (FORBIDDEN_KEYS.has(key)) throw refusal('json.forbidden-key', this.#where(start), 'A key that could reach a prototype');
    const keys = this.#open.at(-1)?.keys;
    if (keys?.has(key)) throw refusal('json.duplicate-key', this.#where(start), 'The same key twice in one object');
    keys?.add(key);
    this.#expect = 'colon';
  }

  /** Passes over a string (RFC 8259 §7) and returns what is between its quotes, escapes unread. */
  #string(): string {
    const start = this.#index + 1;
    let index = start;
    for (;;) {
      const code = this.#text.charCodeAt(index);
      if (code === QUOTE) break;
      // NaN, past the end, is not at least a space either.
      if (!(code >= SPACE)) throw this.#malformedAt(index, 'A string that does not end, or holds a control character');
      index += code === BACKSLASH ? this.#escape(index) : 1;
    }
    if (index - start > this.#limits.text)
      throw refusal('limit.text', this.#where(start), `One text is longer than ${this.#limits.text} characters`);
    this.#index = index + 1;
    return this.#text.slice(start, index);
  }

  #escape(index: number): number {
    ESCAPE.lastIndex = index;
    if (!ESCAPE.test(this.#text)) throw this.#malformedAt(index, 'An unknown escape');
    return ESCAPE.lastIndex - index;
  }

  #number(): void {
    const start = this.#index;
    NUMBER.lastIndex = start;
    if (!NUMBER.test(this.#text)) throw this.#malformed('Not a number');
    this.#index = NUMBER.lastIndex;
    const written = this.#text.slice(start, this.#index);
    if (String(Number(written)) === written) return;
    this.#rewritten.push(this.#text.slice(this.#copied, start), `"${written}"`);
    this.#copied = this.#index;
  }

  #word(): void {
    const word = ['true', 'false', 'null'].find((known) => this.#text.startsWith(known, this.#index));
    if (word === undefined) throw this.#malformed('A value is needed here');
    this.#index += word.length;
  }

  #blanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#index);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#index += 1;
    }
  }

  #malformed(rule: string): Refusal {
    return this.#malformedAt(this.#index, rule);
  }

  #malformedAt(index: number, rule: string): Refusal {
    return refusal('json.malformed', this.#where(index), rule);
  }

  #where(index: number): string {
    const before = this.#text.slice(0, index);
    return `line ${before.split('\n').length}, column ${index - before.lastIndexOf('\n')}`;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/uy;
/** RFC 8259 §6. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
