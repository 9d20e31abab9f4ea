import { SaxesParser, type SaxesTagNS, type SaxesTagPlain } from 'saxes';
import type { AdapterInput, Limits } from './adapter.js';
import { decodedText } from './bytes.js';
import { refusal } from './issues.js';
import { DirectBuilder, OutlineBuilder, type FragmentBuilder } from './xml-direct.js';
import { FastXmlBuilder } from './xml-fast.js';
import { NameTable } from './xml-names.js';
import { Prolog } from './xml-prolog.js';
import type { XmlAttribute, XmlElement } from './xml-tree.js';

/** How a document is read. */
export interface XmlReading {
  readonly limits: Limits;
  /** Resolve namespaces to URIs (halves the speed; a format without namespaces does not need it). Names then keep no prefix. */
  readonly namespaces: boolean;
  /**
   * `direct` is ten times faster than `fast-xml-parser`; both give the same elements (see xml-fast.ts).
   * `outline` gives the selected elements without their content, for a pass that only proves and counts.
   */
  readonly engine: 'direct' | 'fast-xml-parser' | 'outline';
  /**
   * Whether the element that opens now is wanted whole, as a fragment. Asked for every element outside a fragment.
   * @param ancestors the open elements around it, root first, with their attributes and without content
   */
  select(name: string, uri: string, ancestors: readonly XmlElement[]): boolean;
}

/** An element that was selected, complete, with the elements around it. */
export interface XmlFragment {
  readonly element: XmlElement;
  readonly ancestors: readonly XmlElement[];
}

/**
 * Reads a document as a stream of fragments with flat memory. Fragments come before a later fault is known, so a
 * caller that must refuse a bad document whole reads it to the end once before it maps any of it.
 * @throws Refusal `body.*`, `xml.doctype`, `xml.malformed` with line, column and the last whole fragment, or `limit.*`
 */
export async function* xmlFragments(input: AdapterInput, reading: XmlReading): AsyncGenerator<XmlFragment> {
  const prolog = new Prolog();
  const reader = new FragmentReader(reading);
  // One by one: `yield*` would wait three times for each of them.
  for await (const text of decodedText(input, reading.limits)) for (const fragment of reader.read(prolog.pass(text))) yield fragment;
  yield* reader.read(prolog.rest());
  reader.end();
}

/** Reads a small document whole. Namespaces are resolved. */
export async function xmlDocument(
  input: AdapterInput,
  limits: Limits,
  engine: XmlReading['engine'] = 'fast-xml-parser',
): Promise<XmlElement> {
  const reading: XmlReading = { limits, namespaces: true, engine, select: () => true };
  let root: XmlElement | undefined;
  for await (const { element } of xmlFragments(input, reading)) root = element;
  // The reader refuses a document without a root before this can be reached.
  if (root === undefined) throw refusal('xml.malformed', 'line 1', 'No root element');
  return root;
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

class FragmentReader {
  readonly #reading: XmlReading;
  readonly #parser: SaxesParser<{ xmlns: boolean; position: false }>;
  readonly #names = new NameTable();
  readonly #ancestors: XmlElement[] = [];
  #fragment: { readonly builder: FragmentBuilder; readonly from: number; readonly depth: number } | undefined;
  #complete: XmlFragment[] = [];
  /** How many fragments of each name are complete, and the name of the latest. */
  readonly #counts = new Map<string, number>();
  #latest = '';
  #depth = 0;
  #attributes = 0;
  /** Where the last event ended: what has grown since is one token still unfinished. */
  #mark = 0;

  constructor(reading: XmlReading) {
    this.#reading = reading;
    this.#parser = new SaxesParser({ xmlns: reading.namespaces, position: false });
    this.#parser.on('error', (error) => {
      throw refusal('xml.malformed', `${this.#where()}${this.#afterRecord()}`, `Not well-formed: ${withoutNames(error.message)}`);
    });
    this.#parser.on('doctype', () => {
      throw refusal('xml.doctype', this.#where(), 'A document type declaration is never read');
    });
    this.#parser.on('attribute', ({ value }) => {
      this.#attribute(value);
    });
    this.#parser.on('opentag', (tag) => {
      this.#open(tag as SaxesTagNS | SaxesTagPlain);
    });
    this.#parser.on('text', (text) => {
      this.#text(text);
    });
    this.#parser.on('cdata', (text) => {
      this.#text(text);
    });
    this.#parser.on('closetag', () => {
      this.#close();
    });
  }

  read(text: string): readonly XmlFragment[] {
    if (text === '') return [];
    this.#complete = [];
    this.#parser.write(text);
    if (this.#parser.position - this.#mark > this.#reading.limits.text) throw this.#tooLong();
    return this.#complete;
  }

  end(): void {
    this.#parser.close();
  }

  #open(tag: SaxesTagNS | SaxesTagPlain): void {
    this.#mark = this.#parser.position;
    const count = this.#attributes;
    this.#attributes = 0;
    this.#depth += 1;
    if (this.#depth > this.#reading.limits.depth)
      throw refusal('limit.depth', this.#where(), `More than ${this.#reading.limits.depth} levels of elements`);
    const name = this.#names.sameFor(this.#reading.namespaces ? (tag as SaxesTagNS).local : tag.name);
    const uri = this.#reading.namespaces ? (tag as SaxesTagNS).uri : '';
    // Most elements have none, and even an empty list of saxes costs as much to look through as the rest of the element.
    const attributes = count === 0 ? NO_ATTRIBUTES : attributesOf(tag);
    const { line } = this.#parser;
    if (!this.#fragment) {
      if (!this.#reading.select(name, uri, this.#ancestors)) {
        this.#ancestors.push({ name, uri, attributes, children: [], text: '', line });
        return;
      }
      this.#fragment = { builder: builderFor(this.#reading.engine), from: this.#mark, depth: this.#depth };
    }
    this.#fragment.builder.open(name, uri, attributes, line);
  }

  #text(text: string): void {
    this.#mark = this.#parser.position;
    if (text.length > this.#reading.limits.text) throw this.#tooLong();
    if (this.#fragment && hasInk(text)) this.#fragment.builder.text(text);
  }

  #close(): void {
    this.#mark = this.#parser.position;
    const fragment = this.#fragment;
    if (!fragment) this.#ancestors.pop();
    else {
      if (this.#mark - fragment.from > this.#reading.limits.recordBytes)
        throw refusal('limit.record-size', this.#where(), `One record is longer than ${this.#reading.limits.recordBytes} characters`);
      fragment.builder.close();
      if (fragment.depth === this.#depth) {
        const element = fragment.builder.element();
        this.#complete.push({ element, ancestors: [...this.#ancestors] });
        if (this.#ancestors.length > 0) this.#count(element.name);
        this.#fragment = undefined;
      }
    }
    this.#depth -= 1;
  }

  #attribute(value: string): void {
    this.#mark = this.#parser.position;
    if (value.length > this.#reading.limits.text) throw this.#tooLong();
    this.#attributes += 1;
    if (this.#attributes > this.#reading.limits.attributes)
      throw refusal('limit.attributes', this.#where(), `More than ${this.#reading.limits.attributes} attributes on one element`);
  }

  #tooLong(): Error {
    return refusal('limit.text', this.#where(), `One text is longer than ${this.#reading.limits.text} characters`);
  }

  /** The number of the last record that was whole, among those of its name, so that a file that was cut off can be compared with what was sent. */
  #afterRecord(): string {
    return this.#latest === '' ? '' : `, after record ${this.#counts.get(this.#latest) ?? 0}`;
  }

  #count(name: string): void {
    this.#latest = name;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #where(): string {
    return `line ${this.#parser.line}, column ${this.#parser.column}`;
  }
}

function builderFor(engine: XmlReading['engine']): FragmentBuilder {
  switch (engine) {
    case 'direct':
      return new DirectBuilder();
    case 'fast-xml-parser':
      return new FastXmlBuilder();
    case 'outline':
      return new OutlineBuilder();
  }
}

function attributesOf(tag: SaxesTagNS | SaxesTagPlain): readonly XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  for (const name in tag.attributes) {
    const attribute: string | SaxesTagNS['attributes'][string] | undefined = tag.attributes[name];
    if (attribute === undefined) continue;
    if (typeof attribute !== 'string') {
      if (attribute.uri !== XMLNS) attributes.push({ name: attribute.local, uri: attribute.uri, value: attribute.value });
    } else if (name !== 'xmlns' && !name.startsWith('xmlns:')) attributes.push({ name, uri: '', value: attribute });
  }
  return attributes;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Whether a text is more than the white space between elements (XML 1.0 §2.3 S). */
function hasInk(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 32) return true;
  return false;
}

/** saxes names elements, prefixes and attributes after a colon; an issue never repeats what a sender wrote. */
function withoutNames(message: string): string {
  return (/^[^:]*/u.exec(message)?.[0] ?? '').replace(/\.$/u, '');
}
