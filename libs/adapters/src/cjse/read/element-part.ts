import { notice, warning, type Report } from '../../kit/issues.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { DELIVER, LIBRA } from '../namespaces.js';
import type { Part } from './part.js';

/** Attributes that steer tools or versions and say nothing about anybody. */
const SILENT_ATTRIBUTES: ReadonlySet<string> = new Set([
  'SchemaVersion',
  'hasError',
  'VersionNumber',
  'literalvalue',
  'RequestResponse',
  'NameSequence',
  'Literal',
]);
/** Attributes of these namespaces guide XML tools. */
const SILENT_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2005/05/xmlmime',
]);

/** An element of a dialect. Elements of other namespaces are never found by name. */
export class ElementPart implements Part {
  readonly #element: XmlElement;
  readonly #uris: ReadonlySet<string>;
  readonly #asked = new Map<XmlElement, ElementPart>();
  readonly #handed = new Set<XmlElement>();
  readonly #attributes = new Set<string>();
  #textAsked = false;

  /** @param uris namespaces of the dialect; a name counts in any of them */
  constructor(
    element: XmlElement,
    readonly path: string,
    uris: ReadonlySet<string>,
  ) {
    this.#element = element;
    this.#uris = uris;
  }

  place(name: string): string {
    return `${this.path}/${name}`;
  }

  /** @param uris other namespaces, for a part of another dialect inside this one */
  one(name: string, uris: ReadonlySet<string> = this.#uris): ElementPart | undefined {
    const first = this.#element.children.find((child) => child.name === name && uris.has(child.uri));
    return first && this.#ask(first, this.place(name), uris);
  }

  many(name: string): readonly ElementPart[] {
    return this.#named(name).map((element, index) => this.#ask(element, `${this.place(name)}[${index + 1}]`));
  }

  text(name: string): string | undefined {
    return this.one(name)?.ownText();
  }

  noted(name: string): { readonly text: string; readonly note: string | undefined } | undefined {
    const part = this.one(name);
    const text = part?.ownText();
    return part && text !== undefined ? { text, note: part.attribute('Literal') } : undefined;
  }

  /** The character data directly inside, trimmed; undefined when there is none. */
  ownText(): string | undefined {
    this.#textAsked = true;
    const text = this.#element.text.trim();
    return text === '' ? undefined : text;
  }

  /** An attribute without a namespace; undefined when it is not there or blank. */
  attribute(name: string): string | undefined {
    this.#attributes.add(name);
    const value = this.#element.attributes.find((attribute) => attribute.uri === '' && attribute.name === name)?.value.trim();
    return value === '' ? undefined : value;
  }

  /** The first child element that is wanted, to be read by another reader; or else the text, which may hold a document. */
  content(wanted: (element: XmlElement) => boolean): XmlElement | string | undefined {
    const found = this.#element.children.find(wanted);
    if (found === undefined) return this.ownText();
    this.#handed.add(found);
    return found;
  }

  /** Declares parts of these names, with all below them, as known and deliberately not carried. */
  passOver(...names: readonly string[]): void {
    for (const name of names) for (const part of this.many(name)) part.passOverAll();
  }

  /** As {@link passOver}, for parts in other namespaces. */
  passOverIn(uris: ReadonlySet<string>, ...names: readonly string[]): void {
    for (const [index, child] of this.#element.children.entries())
      if (uris.has(child.uri) && names.includes(child.name)) this.#ask(child, `${this.path}/*[${index + 1}]`).passOverAll();
  }

  /** As {@link passOver}, for this part itself. */
  passOverAll(): void {
    this.#textAsked = true;
    for (const attribute of this.#element.attributes) this.#attributes.add(attribute.name);
    for (const [index, child] of this.#element.children.entries()) this.#ask(child, `${this.path}/*[${index + 1}]`).passOverAll();
  }

  /** This part and every part below it that was asked for, in the order of asking. */
  *visited(): Generator<ElementPart> {
    yield this;
    for (const part of this.#asked.values()) yield* part.visited();
  }

  /** Reports what no mapping asked for. Unknown names are the sender's words and are told by their place. */
  reportLeftovers(report: Report): void {
    if (!this.#textAsked && this.#element.text.trim() !== '')
      report(warning('format.unknown-field', `${this.path}/text()`, 'Text where the standard has elements'));
    for (const [index, attribute] of this.#element.attributes.entries()) {
      if (SILENT_NAMESPACES.has(attribute.uri) || (attribute.uri === '' && SILENT_ATTRIBUTES.has(attribute.name))) continue;
      if (attribute.uri === '' && this.#attributes.has(attribute.name)) continue;
      report(warning('format.unknown-field', `${this.path}/@*[${index + 1}]`, 'An attribute that is not read here'));
    }
    for (const [index, child] of this.#element.children.entries()) {
      const part = this.#asked.get(child);
      if (part && child.uri === DELIVER && this.#element.uri === LIBRA)
        report(notice('format.value', part.path, 'In the namespace of the envelope, as if its prefix had been lost'));
      if (part) part.reportLeftovers(report);
      else if (!this.#handed.has(child))
        report(warning('format.unknown-field', `${this.path}/*[${index + 1}]`, 'An element that is not read here, or is read only once'));
    }
  }

  #named(name: string): XmlElement[] {
    return this.#element.children.filter((child) => child.name === name && this.#uris.has(child.uri));
  }

  #ask(element: XmlElement, path: string, uris = this.#uris): ElementPart {
    const known = this.#asked.get(element) ?? new ElementPart(element, path, uris);
    this.#asked.set(element, known);
    return known;
  }
}
