import type { Limits } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';
import { refusal, Refusal } from '../../kit/issues.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { xmlDocument } from '../../kit/xml.js';

/** Once escaped is what the exchange does, twice is met in the wild; more is an attack or an accident. */
const MOST_ESCAPES = 3;

/**
 * Reads a document that is the text of an element, escaped once or more often. The second reading has all the guards of the
 * first: no DOCTYPE, the same limits, namespaces.
 * @param path where the text stands; comes before the location of a fault
 * @throws Refusal as the reader of documents, or `format.unsupported` when the text is no XML, `limit.depth` when it is escaped too often
 */
export async function embeddedDocument(text: string, path: string, limits: Limits): Promise<XmlElement> {
  // White space around the document is the layout of the element it stands in.
  let document = text.trim();
  for (let escapes = 0; ESCAPED.test(document); escapes += 1) {
    if (escapes === MOST_ESCAPES) throw refusal('limit.depth', path, `Escaped more than ${MOST_ESCAPES} times`);
    document = unescaped(document).trim();
  }
  if (!document.startsWith('<')) throw refusal('format.unsupported', path, 'The content of the envelope is not XML');
  try {
    return await xmlDocument(inputOf(new TextEncoder().encode(withoutDeclaration(document)), 'application/xml'), limits, 'direct');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal(error.issue.code, `${path}, ${error.issue.location}`, error.issue.rule);
  }
}

/** An opening bracket, escaped any number of times. */
const ESCAPED = /^&(?:amp;|#0*38;|#[xX]0*26;)*(?:lt|#0*60|#[xX]0*3[cC]);/u;
/** XML 1.0 §4.6: the five predefined entities, and §4.1: references to characters. */
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#[xX]([\da-fA-F]{1,6}));/gu;
const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;

/** Undoes one level of escapes; a reference to no character stays, and the parser says what is wrong with it. */
function unescaped(text: string): string {
  return text.replace(REFERENCE, (reference: string, name?: string, decimal?: string, hexadecimal?: string) => {
    if (name !== undefined) return PREDEFINED[name] ?? reference;
    const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > LAST_CODE_POINT ? reference : String.fromCodePoint(code);
  });
}

/** The encoding that the declaration names was that of bytes which are text by now. Its line ends stay, so that lines keep their numbers. */
function withoutDeclaration(document: string): string {
  return document.replace(/^<\?xml\s[^>]*\?>/u, (declaration) => declaration.replace(/[^\n]/gu, ''));
}
