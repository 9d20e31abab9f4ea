import type { Planted } from './planted.js';
import { plantedJson } from './planted-json.js';
import { plantedXml } from './planted-xml.js';

/** In every planted name, whatever its case: where it turns up in a location, a sender's word was repeated. */
export const PLANTED = /qzxv/iu;

/** Every place of a document where a sender can choose a name, with names of several shapes put there one at a time. */
export function plantedNames(document: string): Iterable<Planted> {
  return document.trimStart().replace('\uFEFF', '').startsWith('<') ? plantedXml(document) : plantedJson(document);
}
