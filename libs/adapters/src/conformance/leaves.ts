import type { Leaf } from './leaf.js';
import { csvLeaves } from './leaves-csv.js';
import { jsonLeaves } from './leaves-json.js';
import { xmlLeaves } from './leaves-xml.js';
import { syntaxOf } from './syntax.js';

/** All leaves of an XML, JSON or CSV document. */
export function leavesOf(text: string): readonly Leaf[] {
  switch (syntaxOf(text)) {
    case 'xml':
      return xmlLeaves(text);
    case 'json':
      return jsonLeaves(text);
    case 'csv':
      return csvLeaves(text);
  }
}
