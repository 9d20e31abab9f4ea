import type { XmlAttribute, XmlElement } from './xml-tree.js';

/** What a fragment is built from: the events of a parser that has already proved it well-formed. */
export interface FragmentBuilder {
  open(name: string, uri: string, attributes: readonly XmlAttribute[], line: number): void;
  text(text: string): void;
  close(): void;
  /** The finished fragment; called once, after the last `close`. */
  element(): XmlElement;
}

/** Builds the elements straight from the parser's events: the fast way, tens of megabytes a second. */
export class DirectBuilder implements FragmentBuilder {
  readonly #open: Growing[] = [];
  #finished: XmlElement | undefined;

  open(name: string, uri: string, attributes: readonly XmlAttribute[], line: number): void {
    const element: Growing = { name, uri, attributes, children: [], text: '', line };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  text(text: string): void {
    const element = this.#open.at(-1);
    if (element) element.text += text;
  }

  close(): void {
    this.#finished = this.#open.pop();
  }

  element(): XmlElement {
    if (this.#finished === undefined) throw new Error('A fragment was asked for before it was complete');
    return this.#finished;
  }
}

/** Keeps only the selected element itself, without content: for a pass that proves and counts. */
export class OutlineBuilder implements FragmentBuilder {
  #element: XmlElement | undefined;

  open(name: string, uri: string, attributes: readonly XmlAttribute[], line: number): void {
    this.#element ??= { name, uri, attributes, children: [], text: '', line };
  }

  text(): void {
    // Proved by the parser, not kept.
  }

  close(): void {
    // Nothing was opened inside.
  }

  element(): XmlElement {
    if (this.#element === undefined) throw new Error('A fragment was asked for before it was complete');
    return this.#element;
  }
}

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}
