import type { Leaf } from './leaf.js';
import { jsonLeaves } from './leaves-json.js';
import { xmlLeaves } from './leaves-xml.js';

/** All leaves of an XML or JSON document. */
export function leavesOf(text: string): readonly Leaf[] {
  const start = text.trimStart()[0];
  return start === '<' || start === '\uFEFF' ? xmlLeaves(text) : jsonLeaves(text);
}
