import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import { refusal } from './issues.js';
import { quoted, type Span } from './json-scanner.js';
import { JsonWalker, type JsonEvents, type Wanted } from './json-walker.js';

/** How a JSON body is read item by item. */
export interface JsonReading {
  readonly limits: Limits;
  /** Keys from the root to the array whose items are wanted: `['data']`, `['Bundle', 'entry']`; `[]` when the body itself is the array. */
  readonly path: readonly string[];
}

/** One item of the wanted array, or one line of NDJSON. */
export interface JsonItem {
  readonly kind: 'item';
  readonly value: unknown;
  /** Its place in the array, or among the lines that hold something, from 0. */
  readonly index: number;
  /** The line it begins on, from 1. */
  readonly line: number;
  /** Where it stands in the decoded text: its first character, and how many it has. */
  readonly from: number;
  readonly length: number;
  /** False where `value` holds a number as its digits (see {@link jsonItems}). */
  readonly isExact: boolean;
}

/** What stands around the items, given last: the body with the wanted array empty. */
export interface JsonRest {
  readonly kind: 'rest';
  readonly value: unknown;
}

/**
 * Reads a JSON body as a stream with flat memory: first the items of the array at `path` one by one, then what stands around
 * them. A body without an array there yields only the rest, which is then the whole of it. As strict as `jsonDocument`, and numbers
 * that a double cannot give back as written (3.50, 1e400, 20-digit ids) come as strings of their digits.
 *
 * Items come before a later fault is known, so a caller that must refuse a bad body whole reads it to the end once before it
 * maps any of it. An item, and the rest, may have at most `limits.recordBytes` characters.
 *
 * The tokenizer is our own (decision): the streaming parsers on npm (@streamparser/json, stream-json, clarinet) let a key come
 * twice, keep no line and column, make numbers doubles before anybody sees their digits, and build the items themselves, several
 * times slower than JSON.parse, which here builds every item once the walk has proved it.
 * @example for await (const part of jsonItems(input, { limits, path: ['data'] })) if (part.kind === 'item') take(part.value);
 * @throws Refusal `body.*`, `json.malformed`, `json.duplicate-key`, `json.forbidden-key`, `limit.depth`, `limit.text` or `limit.record-size`
 */
export async function* jsonItems(input: AdapterInput, { limits, path }: JsonReading): AsyncGenerator<JsonItem | JsonRest> {
  const reader = new ItemReader(limits, { kind: 'items', path });
  for await (const piece of decodedText(input, limits)) yield* reader.read(piece);
  yield* reader.end();
  yield reader.rest();
}

/**
 * Reads NDJSON: one JSON value per line, blank lines passed over, with flat memory. A value that goes over several lines, or
 * a second one on its line, is malformed.
 * @throws Refusal as {@link jsonItems}
 */
export async function* jsonLines(input: AdapterInput, limits: Limits): AsyncGenerator<JsonItem> {
  const reader = new ItemReader(limits, { kind: 'lines' });
  for await (const piece of decodedText(input, limits)) yield* reader.read(piece);
  yield* reader.end();
}

/** Gathers the text of one item at a time, and what stands around them, from the events of a walk. */
class ItemReader {
  readonly #limits: Limits;
  readonly #walker: JsonWalker;
  readonly #item: Gathered;
  readonly #rest: Gathered;
  /** Which of the two is being gathered: between items, where only commas stand, neither. */
  #current: Gathered | undefined;
  #complete: JsonItem[] = [];
  #items = 0;
  #line = 0;

  constructor(limits: Limits, wanted: Wanted) {
    this.#limits = limits;
    this.#item = new Gathered('One item', limits);
    this.#rest = new Gathered('What stands around the items', limits);
    this.#current = wanted.kind === 'items' ? this.#rest : undefined;
    this.#walker = new JsonWalker(limits, this.#events(), wanted);
  }

  read(piece: string): readonly JsonItem[] {
    this.#complete = [];
    this.#walker.write(piece);
    this.#gather(this.#walker.text.offset);
    return this.#complete;
  }

  end(): readonly JsonItem[] {
    this.#complete = [];
    this.#walker.end();
    this.#gather(this.#walker.text.offset);
    return this.#complete;
  }

  rest(): JsonRest {
    return { kind: 'rest', value: JSON.parse(this.#rest.text()) as unknown };
  }

  #events(): JsonEvents {
    return {
      itemStarts: (offset) => {
        this.#line = this.#walker.text.line;
        this.#turnTo(this.#item, offset);
      },
      itemEnds: (offset) => {
        this.#turnTo(undefined, offset);
        this.#complete.push(this.#finished());
      },
      itemsOpen: (offset) => {
        this.#turnTo(undefined, offset);
      },
      itemsClose: (offset) => {
        this.#turnTo(this.#rest, offset);
      },
      inexact: (from, to) => this.#current?.inexact(from, to),
    };
  }

  #turnTo(next: Gathered | undefined, offset: number): void {
    this.#gather(offset);
    this.#current = next;
    next?.startAt(offset);
  }

  /** Takes what was walked into what is being gathered; the walk forgets it with the next piece. */
  #gather(to: number): void {
    const current = this.#current;
    if (current && to > current.to) current.add(this.#walker.text.between(current.to, to), this.#walker.text.where());
  }

  #finished(): JsonItem {
    const { from, length, isExact } = this.#item;
    const value = JSON.parse(this.#item.text()) as unknown;
    this.#item.clear();
    this.#items += 1;
    if (this.#items > this.#limits.records * MOST_ITEMS_PER_RECORD)
      throw refusal('limit.items', this.#walker.text.where(), 'More items than this feed takes');
    return { kind: 'item', value, index: this.#items - 1, line: this.#line, from, length, isExact };
  }
}

/** A record may be made from several items, such as the entries about one child; many more than this is no list of records. */
const MOST_ITEMS_PER_RECORD = 100;

/** Text gathered piece by piece, with the places of numbers that must keep their digits. */
class Gathered {
  readonly #what: string;
  readonly #limits: Limits;
  #pieces: string[] = [];
  #inexact: Span[] = [];
  /** Characters in the pieces that are there. */
  length = 0;
  /** Where in the whole text its first piece began, and its last ended. */
  from = 0;
  to = 0;

  constructor(what: string, limits: Limits) {
    this.#what = what;
    this.#limits = limits;
  }

  get isExact(): boolean {
    return this.#inexact.length === 0;
  }

  startAt(offset: number): void {
    if (this.length === 0) this.from = offset;
    this.to = offset;
  }

  add(piece: string, where: string): void {
    this.length += piece.length;
    this.to += piece.length;
    if (this.length > this.#limits.recordBytes)
      throw refusal('limit.record-size', where, `${this.#what} is longer than ${this.#limits.recordBytes} characters`);
    this.#pieces.push(piece);
  }

  /** The place is told in the whole text; it may lie in what is not added yet. */
  inexact(from: number, to: number): void {
    const start = this.length + from - this.to;
    this.#inexact.push([start, start + to - from]);
  }

  text(): string {
    return quoted(this.#pieces.length === 1 ? (this.#pieces[0] ?? '') : this.#pieces.join(''), this.#inexact);
  }

  clear(): void {
    this.#pieces = [];
    this.#inexact = [];
    this.length = 0;
  }
}
