import { plantedJson } from './planted-json.js';
import { plantedXml } from './planted-xml.js';

/** A document in which a name was chosen by somebody who wants to see it again. */
export interface Planted {
  /** Where and how it was planted. */
  readonly name: string;
  readonly text: string;
}

/** In every planted name, whatever its case: where it turns up in a location, a sender's word was repeated. */
export const PLANTED = /qzxv/iu;

/** Every place of a document where a sender can choose a name, with names of several shapes put there one at a time. */
export function plantedNames(document: string): Iterable<Planted> {
  return document.trimStart().replace('\uFEFF', '').startsWith('<') ? plantedXml(document) : plantedJson(document);
}
