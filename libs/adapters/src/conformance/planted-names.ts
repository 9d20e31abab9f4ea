import type { Planted } from './planted.js';
import { plantedCsv } from './planted-csv.js';
import { plantedJson } from './planted-json.js';
import { plantedXml } from './planted-xml.js';
import { syntaxOf } from './syntax.js';

/** In every planted name, whatever its case: where it turns up in a location, a sender's word was repeated. */
export const PLANTED = /qzxv/iu;

/** Every place of a document where a sender can choose a name, with names of several shapes put there one at a time. */
export function plantedNames(document: string): Iterable<Planted> {
  switch (syntaxOf(document)) {
    case 'xml':
      return plantedXml(document);
    case 'json':
      return plantedJson(document);
    case 'csv':
      return plantedCsv(document);
  }
}
