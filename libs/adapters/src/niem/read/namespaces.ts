/** What a namespace is to this adapter, told by its URI alone: prefixes are the sender's to choose. */
export type Vocabulary = 'structures' | 'lexs' | 'human-services' | 'nibrs' | 'standard';

interface Pattern {
  readonly uri: RegExp;
  readonly vocabulary: Vocabulary;
}

const RELEASES = '(?:http://(?:release\\.|publication\\.)?niem\\.gov/niem|https://docs\\.oasis-open\\.org/niemopen/ns/model)';
const VERSION = '\\d+(?:\\.\\d+)*(?:/\\d+)?/?(?:#)?$';

/**
 * NIEM 2.x names its namespaces `http://niem.gov/niem/…`, 3.x to 5.x `http://release.niem.gov/niem/…/` (domain updates
 * `http://publication.niem.gov/niem/…/`), 6.0 `https://docs.oasis-open.org/niemopen/ns/model/…/` (NDR 6.0, namespace URIs).
 * LEXS and the FBI's exchanges keep theirs across versions but for the number at the end.
 */
const PATTERNS: readonly Pattern[] = [
  { uri: new RegExp(`^${RELEASES}/structures/${VERSION}`, 'u'), vocabulary: 'structures' },
  {
    uri: new RegExp(`^${RELEASES}/domains/(?:cyfs|humanServices|family-?[Ss]ervices|family)/${VERSION}`, 'u'),
    vocabulary: 'human-services',
  },
  { uri: new RegExp(`^${RELEASES}/(?:[A-Za-z0-9_.-]+/)*${VERSION}`, 'u'), vocabulary: 'standard' },
  { uri: /^http:\/\/(?:usdoj\.gov|lexs\.gov)\/leisp\/lexs\/(?:[a-z]+\/)?\d+(?:\.\d+)*$/u, vocabulary: 'lexs' },
  { uri: /^http:\/\/fbi\.gov\/cjis\/nibrs\/\d+(?:\.\d+)*$/u, vocabulary: 'nibrs' },
  { uri: /^http:\/\/fbi\.gov\/cjis\/(?:[A-Za-z-]+\/)*\d+(?:\.\d+)*$/u, vocabulary: 'standard' },
  // The structured payload that SEARCH and OJBC send beside the one of N-DEx.
  { uri: /^http:\/\/(?:nibrs|ojbc)\.org\/IEPD\/Extensions\/[A-Za-z]+StructuredPayload\/\d+(?:\.\d+)*$/u, vocabulary: 'standard' },
];

/** Most namespaces one document may name before the answers are forgotten: they are the sender's words and cost memory. */
const MOST_REMEMBERED = 200;

/** Answers for URIs, remembered while a document is read: every element asks. */
export class Namespaces {
  readonly #known = new Map<string, Vocabulary | undefined>();

  /** What a namespace is; undefined for one of the sender's own, or none. */
  of(uri: string): Vocabulary | undefined {
    if (uri === '') return undefined;
    const known = this.#known.get(uri);
    if (known !== undefined || this.#known.has(uri)) return known;
    const vocabulary = PATTERNS.find((pattern) => pattern.uri.test(uri))?.vocabulary;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(uri, vocabulary);
    return vocabulary;
  }
}

/** The version at the end of a namespace of NIEM core, such as `6.0`; undefined for any other namespace. */
export function coreVersion(uri: string): string | undefined {
  return /\/niem-core\/(\d+(?:\.\d+)*)\/?$/u.exec(uri)?.[1];
}
