import { notice, warning, type Report } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import { NAMESPACE } from './namespace.js';
import { UNMAPPED_ATTRIBUTE_NAMESPACES } from './unmapped.js';

/**
 * An element of a notice that remembers which of its parts were asked for, so that whatever nobody asked for is
 * reported instead of lost. Elements of other namespaces are never found by name.
 */
export class Part {
  readonly #element: XmlElement;
  readonly #asked = new Map<XmlElement, Part>();
  readonly #attributes = new Set<string>();
  #textAsked = false;

  /**
   * @param path path of local names from the root, such as `/Notice/Children/Child[2]`; holds no value and no name
   *   that is not of the profile
   */
  constructor(
    element: XmlElement,
    readonly path: string,
  ) {
    this.#element = element;
  }

  /** The only child element of that name, or the first when the source has several; the others are then reported as unknown. */
  one(name: string): Part | undefined {
    const [first] = this.#named(name);
    return first && this.#ask(first, `${this.path}/${name}`);
  }

  /** All child elements of that name in source order. */
  many(name: string): readonly Part[] {
    return this.#named(name).map((element, index) => this.#ask(element, `${this.path}/${name}[${index + 1}]`));
  }

  /** An attribute without a namespace; undefined when it is not there or blank. */
  attribute(name: string): string | undefined {
    this.#attributes.add(name);
    const value = this.#element.attributes.find((attribute) => attribute.uri === '' && attribute.name === name)?.value.trim();
    return value === '' ? undefined : value;
  }

  /** The character data, trimmed; empty when there is none. */
  text(): string {
    this.#textAsked = true;
    return this.#element.text.trim();
  }

  /** Declares everything below as known and deliberately not read. */
  passOver(): void {
    this.#textAsked = true;
    for (const attribute of this.#element.attributes) this.#attributes.add(attribute.name);
    for (const [index, child] of this.#element.children.entries()) this.#ask(child, `${this.path}/*[${index + 1}]`).passOver();
  }

  /** Reports every element, attribute and text that no mapping asked for. Unknown names are the sender's words and are not repeated. */
  reportLeftovers(report: Report): void {
    if (!this.#textAsked && this.#element.text.trim() !== '')
      report(warning('format.unknown-field', `${this.path}/text()`, 'Text where the profile has elements'));
    for (const [index, attribute] of this.#element.attributes.entries()) {
      if (UNMAPPED_ATTRIBUTE_NAMESPACES.has(attribute.uri)) continue;
      if (attribute.uri === '' && this.#attributes.has(attribute.name)) continue;
      report(warning('format.unknown-field', `${this.path}/@*[${index + 1}]`, 'An attribute that the profile does not have here'));
    }
    for (const [index, child] of this.#element.children.entries()) {
      const part = this.#asked.get(child);
      if (part) part.reportLeftovers(report);
      else
        report(
          warning(
            'format.unknown-field',
            `${this.path}/*[${index + 1}]`,
            'An element that the profile does not have here, or has only once',
          ),
        );
    }
  }

  /** Whether nothing is in the element: no text and no child elements. */
  get empty(): boolean {
    return this.#element.text.trim() === '' && this.#element.children.length === 0;
  }

  /** Says that an empty element gives no reason. */
  reportEmpty(report: Report): void {
    this.#textAsked = true;
    report(notice('format.missing', this.path, 'An empty element says why with the attribute absent'));
  }

  #named(name: string): XmlElement[] {
    return this.#element.children.filter((child) => child.name === name && child.uri === NAMESPACE);
  }

  #ask(element: XmlElement, path: string): Part {
    const known = this.#asked.get(element) ?? new Part(element, path);
    this.#asked.set(element, known);
    return known;
  }
}
