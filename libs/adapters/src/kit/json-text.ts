import type { Limits } from './adapter.js';
import { refusal, type Refusal } from './issues.js';

/** A token was read, or its end is not in the text yet. */
export type Read = 'read' | 'unfinished';

/** The tokens of a JSON text that comes in pieces (RFC 8259 §2, §6, §7); holds no more of it than one piece and one token. */
export class JsonText {
  readonly #limits: Limits;
  /** What is not read yet, where in the whole text it begins, and how far it is read. */
  #text = '';
  #base = 0;
  #index = 0;
  /** Characters of an unfinished string that were looked at already. */
  #scanned = 0;
  #line = 1;
  #lineStart = 0;
  #last = false;
  /** What stands between the quotes of the string that was read last, escapes unread. */
  written = '';
  /** Whether the number that was read last is one that a double gives back as written. */
  isExact = true;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Characters read so far: the place in the whole text. */
  get offset(): number {
    return this.#base + this.#index;
  }

  /** The line of that place, from 1. */
  get line(): number {
    return this.#line;
  }

  /** More text, or undefined where there is no more. */
  add(piece: string | undefined): void {
    if (piece === undefined) this.#last = true;
    else {
      this.#text = this.#index < this.#text.length ? this.#text.slice(this.#index) + piece : piece;
      this.#base += this.#index;
      this.#index = 0;
    }
  }

  /** The characters from one place to another, both in the piece that is being read. */
  between(from: number, to: number): string {
    return this.#text.slice(from - this.#base, to - this.#base);
  }

  /** The character after the blanks here; NaN where the text ends. */
  next(): number {
    const text = this.#text;
    let index = this.#index;
    let code = text.charCodeAt(index);
    while (code === SPACE || code === NEW_LINE || code === RETURN || code === TAB) {
      index += 1;
      if (code === NEW_LINE) {
        this.#line += 1;
        this.#lineStart = this.#base + index;
      }
      code = text.charCodeAt(index);
    }
    this.#index = index;
    return code;
  }

  /** Passes over one character. */
  skip(): void {
    this.#index += 1;
  }

  /** Passes over a string. @throws Refusal `json.malformed` or `limit.text` */
  string(): Read {
    const text = this.#text;
    const start = this.#index + 1;
    let index = start + this.#scanned;
    for (;;) {
      const code = text.charCodeAt(index);
      if (code === QUOTE) break;
      // NaN, past the end, is not at least a space either.
      if (!(code >= SPACE)) {
        if (!this.#last && index >= text.length) return this.#unfinished(index - start);
        throw this.malformed('A string that does not end, or holds a control character', index - this.#index);
      }
      if (code !== BACKSLASH) index += 1;
      else if (!this.#last && index + LONGEST_ESCAPE > text.length && !isEscape(text, index)) return this.#unfinished(index - start);
      else if (isEscape(text, index)) index = ESCAPE.lastIndex;
      else throw this.malformed('An unknown escape', index - this.#index);
    }
    this.#checkLength(index - start, 1);
    this.#scanned = 0;
    this.#index = index + 1;
    this.written = text.slice(start, index);
    return 'read';
  }

  /** Passes over a number, a truth value or null. @throws Refusal `json.malformed` or `limit.text` */
  plain(code: number): Read {
    return code === MINUS || (code >= ZERO && code <= NINE) ? this.#number() : this.#word();
  }

  /** The place some characters further on, as an issue tells it. */
  where(further = 0): string {
    return `line ${this.#line}, column ${this.offset + further - this.#lineStart + 1}`;
  }

  /** The refusal of what stands here, or some characters further on. */
  malformed(rule: string, further = 0): Refusal {
    return refusal('json.malformed', this.where(further), rule);
  }

  #number(): Read {
    const start = this.#index;
    NUMERIC.lastIndex = start;
    NUMERIC.test(this.#text);
    this.#checkLength(NUMERIC.lastIndex - start, 0);
    if (!this.#last && NUMERIC.lastIndex === this.#text.length) return 'unfinished';
    NUMBER.lastIndex = start;
    if (!NUMBER.test(this.#text)) throw this.malformed('Not a number');
    this.#index = NUMBER.lastIndex;
    const written = this.#text.slice(start, this.#index);
    this.isExact = String(Number(written)) === written;
    return 'read';
  }

  #word(): Read {
    this.isExact = true;
    for (const word of WORDS) {
      if (this.#text.startsWith(word, this.#index)) {
        this.#index += word.length;
        return 'read';
      }
      const rest = this.#text.length - this.#index;
      if (!this.#last && rest < word.length && word.startsWith(this.#text.slice(this.#index))) return 'unfinished';
    }
    throw this.malformed('A value is needed here');
  }

  #unfinished(length: number): Read {
    this.#checkLength(length, 1);
    this.#scanned = length;
    return 'unfinished';
  }

  #checkLength(length: number, further: number): void {
    if (length > this.#limits.text)
      throw refusal('limit.text', this.where(further), `One text is longer than ${this.#limits.text} characters`);
  }
}

const TAB = 9;
const NEW_LINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const BACKSLASH = 92;
const LONGEST_ESCAPE = 6;
const WORDS = ['true', 'false', 'null'] as const;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/uy;
/** RFC 8259 §6. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
/** What a number may go on with: where that reaches the end of a piece, more may come. */
const NUMERIC = /[-+.eE\d]*/uy;

function isEscape(text: string, index: number): boolean {
  ESCAPE.lastIndex = index;
  return ESCAPE.test(text);
}
