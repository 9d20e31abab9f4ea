import { jsonLeaves } from './leaves-json.js';
import { xmlLeaves } from './leaves-xml.js';

/** One value in a document, and the way to make the same document with another value there. */
export interface Leaf {
  /** Names from the root, joined by `/`; attributes begin with `@`. No list positions. */
  readonly path: string;
  readonly value: string;
  /** The document with this value replaced; undefined leaves it out. */
  with(value: string | undefined): string;
}

/** All leaves of an XML or JSON document. */
export function leavesOf(text: string): readonly Leaf[] {
  const start = text.trimStart()[0];
  return start === '<' || start === '\uFEFF' ? xmlLeaves(text) : jsonLeaves(text);
}
