import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { refusal } from '../../kit/issues.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { xmlFragments } from '../../kit/xml.js';
import { Namespaces } from './namespaces.js';
import { Node } from './node.js';

/** How a document is parted: a LEXS message and a NIBRS submission are lists, any other exchange is one whole. */
export type Shape = 'lexs' | 'nibrs' | 'exchange';

/** What a list says before its items, as far as it had been read when an item came. */
export interface Head {
  /** LEXS PDMessageMetadata or NIBRS MessageMetadata. */
  readonly message: Node | undefined;
  /** LEXS DataSubmitterMetadata. */
  readonly submitter: Node | undefined;
}

/** One data item, report or exchange: everything in it is about one matter, and ids mean something only inside it. */
export interface Package {
  readonly shape: Shape;
  readonly root: Node;
  readonly head: Head;
}

const LEXS_PARTS: ReadonlySet<string> = new Set(['PDMessageMetadata', 'DataSubmitterMetadata', 'DataItemPackage']);
const NIBRS_PARTS: ReadonlySet<string> = new Set(['MessageMetadata', 'Report']);

/**
 * Reads a document package by package with flat memory.
 * @throws Refusal of the kit, or `format.unexpected-root` when nothing in it is of NIEM, LEXS, N-DEx or NIBRS
 */
export async function* packagesOf(input: AdapterInput, limits: Limits): AsyncGenerator<Package> {
  const namespaces = new Namespaces();
  const shape = await shapeOf(input, limits, namespaces);
  let message: Node | undefined;
  let submitter: Node | undefined;
  let place = 0;
  let around: XmlElement | undefined;
  for await (const { element, ancestors } of xmlFragments(input, {
    limits,
    namespaces: true,
    engine: 'direct',
    select: selectorOf(shape, namespaces),
  })) {
    const list = listAround(ancestors);
    if (list !== around) {
      // What another message of the container said of itself is nothing to this one.
      [message, submitter, around] = [undefined, undefined, list];
    }
    const isPackage =
      element.name !== 'PDMessageMetadata' && element.name !== 'MessageMetadata' && element.name !== 'DataSubmitterMetadata';
    if (isPackage) place += 1;
    const root = new Node(element, namespaces, undefined, isPackage ? place : 1).met();
    if (element.name === 'PDMessageMetadata' || element.name === 'MessageMetadata') message = root;
    else if (element.name === 'DataSubmitterMetadata') submitter = root;
    else yield { shape, root, head: { message, submitter } };
  }
}

/** The message an item stands in: a container may hold several, of several senders. */
function listAround(ancestors: readonly XmlElement[]): XmlElement | undefined {
  return ancestors.findLast(({ name }) => name === 'PublishMessage' || name === 'Submission');
}

type Select = (name: string, uri: string, ancestors: readonly XmlElement[]) => boolean;

function selectorOf(shape: Shape, namespaces: Namespaces): Select {
  switch (shape) {
    case 'lexs':
      return (name, uri) => LEXS_PARTS.has(name) && namespaces.of(uri) === 'lexs';
    case 'nibrs':
      return (name, uri) => NIBRS_PARTS.has(name) && namespaces.of(uri) !== undefined;
    case 'exchange':
      return () => true;
  }
}

/** Leaves the parser as soon as the shape is known, which it usually is within the first elements. */
class Decided extends Error {
  constructor(readonly shape: Shape) {
    super(shape);
  }
}

/** The first element of a telling namespace decides; wrappers around it, such as an envelope, say nothing. */
async function shapeOf(input: AdapterInput, limits: Limits, namespaces: Namespaces): Promise<Shape> {
  const select: Select = (_, uri) => {
    const vocabulary = namespaces.of(uri);
    if (vocabulary === undefined) return false;
    throw new Decided(vocabulary === 'lexs' || vocabulary === 'nibrs' ? vocabulary : 'exchange');
  };
  try {
    // Nothing is ever selected: the selector leaves by throwing, or the document ends.
    for await (const { element } of xmlFragments(input, { limits, namespaces: true, engine: 'outline', select }))
      namespaces.of(element.uri);
  } catch (error) {
    if (error instanceof Decided) return error.shape;
    throw error;
  }
  throw refusal('format.unexpected-root', '/', 'No element of a NIEM, LEXS, N-DEx or NIBRS namespace');
}
