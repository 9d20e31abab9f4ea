import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { decodedText } from '../../kit/bytes.js';
import { refusal } from '../../kit/issues.js';
import { jsonItems, jsonLines } from '../../kit/json-stream.js';
import { xmlFragments, type XmlReading } from '../../kit/xml.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { FHIR_NAMESPACE, memberFromXml, resourceFromXml } from '../read/parse-xml.js';
import { isObject, type Json, type JsonObject } from '../read/tree.js';
import type { Structure } from '../structure/structure.js';

/** How a body holds its items. */
export type Syntax = 'json' | 'ndjson' | 'xml';

/** A body and how it is read. */
export interface Source {
  readonly input: AdapterInput;
  readonly limits: Limits;
  readonly syntax: Syntax;
  readonly structure: Structure;
}

/** One item of `Bundle.entry`; a line of NDJSON is one that holds only its resource. */
export interface Item {
  readonly kind: 'item';
  readonly value: Json;
  /** Where it stands in the decoded text (JSON). */
  readonly from: number;
  /** Characters in the source, or as many as it would have in JSON. */
  readonly length: number;
  readonly isExact: boolean;
}

/** What stands around the items; undefined where the body holds no list of entries, or is no Bundle. */
export interface Frame {
  readonly kind: 'frame';
  readonly root: JsonObject | undefined;
}

/** The media type of one resource per line, and what it is called by those who do not know FHIR. */
export const NDJSON_TYPES = ['application/fhir+ndjson', 'application/x-ndjson', 'application/ndjson'] as const;

/** How a body of a media type holds its items. */
export function syntaxOf(mediaType: string): Syntax {
  if ((NDJSON_TYPES as readonly string[]).includes(mediaType)) return 'ndjson';
  return /xml/u.test(mediaType) ? 'xml' : 'json';
}

/**
 * Reads the items of a body one by one, and then what stands around them. All of it is proved well-formed when the frame comes.
 * @throws Refusal as the readers of the kit
 */
export async function* itemsOf(source: Source): AsyncGenerator<Item | Frame> {
  if (source.syntax === 'xml') yield* xmlItems(source);
  else if (source.syntax === 'ndjson') yield* lines(source);
  else yield* bundleItems(source);
}

/** JSON text of an item as a later reading finds it, or its value. */
export type Again = { readonly index: number } & (
  { readonly text: string; readonly value?: never } | { readonly value: Json; readonly text?: never }
);

/** Where items stand in a text: each some characters after the end of the one before. */
export interface Places {
  readonly count: number;
  gap(index: number): number;
  length(index: number): number;
}

/** Reads some items again, in their order. JSON is not looked at a second time but cut where its items were found to be. */
export async function* itemsAgain(source: Source, places: Places, isWanted: (index: number) => boolean): AsyncGenerator<Again> {
  if (source.syntax !== 'xml') {
    yield* cutOut(decodedText(source.input, source.limits), places, isWanted);
    return;
  }
  let index = -1;
  for await (const part of xmlItems(source)) {
    if (part.kind !== 'item') continue;
    index += 1;
    if (isWanted(index)) yield { index, value: part.value };
  }
}

/** The item that JSON text is, in the shape of `Bundle.entry`. */
export function itemOf(value: Json, syntax: Syntax): Json {
  return syntax === 'ndjson' && isObject(value) ? { resource: value } : value;
}

async function* bundleItems({ input, limits }: Source): AsyncGenerator<Item | Frame> {
  for await (const part of jsonItems(input, { limits, path: ['entry'] })) {
    const value = part.value as Json;
    if (part.kind === 'item') yield { kind: 'item', value, from: part.from, length: part.length, isExact: part.isExact };
    else yield { kind: 'frame', root: isObject(value) ? value : undefined };
  }
}

async function* lines({ input, limits }: Source): AsyncGenerator<Item | Frame> {
  for await (const { value, from, length, isExact } of jsonLines(input, limits))
    yield { kind: 'item', value: itemOf(value as Json, 'ndjson'), from, length, isExact };
  // Lines are a collection: nothing says more of them.
  yield { kind: 'frame', root: { resourceType: 'Bundle', type: 'collection', entry: [] } };
}

async function* xmlItems({ input, limits, structure }: Source): AsyncGenerator<Item | Frame> {
  let root: XmlElement | undefined;
  const around: XmlElement[] = [];
  const reading: XmlReading = { limits, namespaces: true, engine: 'direct', select: (_, __, ancestors) => ancestors.length === 1 };
  for await (const { element, ancestors } of xmlFragments(input, reading)) {
    [root] = ancestors;
    if (root?.name !== 'Bundle' || root.uri !== FHIR_NAMESPACE) break;
    if (element.name !== 'entry' || element.uri !== FHIR_NAMESPACE) {
      if (around.length >= MOST_AROUND) throw refusal('limit.items', 'Bundle', `More than ${MOST_AROUND} elements beside its entries`);
      around.push(element);
      continue;
    }
    const value = memberFromXml(element, 'Bundle', structure);
    yield { kind: 'item', value, from: 0, length: JSON.stringify(value).length, isExact: true };
  }
  const isBundle = root?.name === 'Bundle' && root.uri === FHIR_NAMESPACE;
  yield { kind: 'frame', root: isBundle && root ? resourceFromXml({ ...root, children: around }, structure) : undefined };
}

/** Elements of a Bundle that are no entries, such as links to other pages. */
const MOST_AROUND = 1_000;

async function* cutOut(pieces: AsyncIterable<string>, places: Places, isWanted: (index: number) => boolean): AsyncGenerator<Again> {
  const next = new NextPlace(places, isWanted);
  let base = 0;
  let parts: string[] = [];
  for await (const piece of pieces) {
    const end = base + piece.length;
    while (next.from < end) {
      const { index, from, to } = next;
      parts.push(piece.slice(Math.max(from - base, 0), to - base));
      if (to > end) break;
      yield { index, text: parts.length === 1 ? (parts[0] ?? '') : parts.join('') };
      parts = [];
      next.move();
    }
    base = end;
  }
}

/** The places of wanted items, one after the other; after the last, one that is never reached. */
class NextPlace {
  index = -1;
  from = 0;
  to = 0;

  constructor(
    private readonly places: Places,
    private readonly isWanted: (index: number) => boolean,
  ) {
    this.move();
  }

  move(): void {
    const { places } = this;
    for (this.index += 1; this.index < places.count; this.index += 1) {
      this.from = this.to + places.gap(this.index);
      this.to = this.from + places.length(this.index);
      if (this.isWanted(this.index)) return;
    }
    this.from = Number.POSITIVE_INFINITY;
  }
}
