import type { AdapterInput, MapContext } from '../kit/adapter.js';
import { refusal } from '../kit/issues.js';
import { attributeOf, type XmlElement } from '../kit/xml-tree.js';
import { xmlFragments, type XmlReading } from '../kit/xml.js';
import { ANY_VERSION, NAMESPACE } from './namespace.js';

/** A notice, or something else found where a notice belongs, as it stood in the submission. */
export interface Found {
  readonly element: XmlElement;
  /** `/Notice`, or `/Notices/Notice[n]` with n counting everything in the batch. */
  readonly path: string;
  /** The root, when it is a batch. */
  readonly batch: XmlElement | undefined;
}

/**
 * Reads a submission notice by notice with flat memory.
 * @param engine both give the same elements; `direct` in a tenth of the time, for the pass that only proves and counts
 * @throws Refusal of the kit, or `format.unexpected-root` or `format.version` for another document
 */
export async function* noticesOf(input: AdapterInput, context: MapContext, engine: XmlReading['engine']): AsyncGenerator<Found> {
  let place = 0;
  const select = (name: string, uri: string, ancestors: readonly XmlElement[]): boolean => {
    if (ancestors.length > 0) return true;
    checkRoot(name, uri);
    return name === 'Notice';
  };
  const reading = { limits: context.limits, namespaces: true, engine, select };
  for await (const { element, ancestors } of xmlFragments(input, reading)) {
    place += 1;
    const [batch] = ancestors;
    yield { element, batch, path: batch ? `/Notices/Notice[${place}]` : '/Notice' };
  }
}

/** The number of notices a batch says it holds; undefined when it says none or something unreadable. */
export function statedCount(batch: XmlElement): number | undefined {
  const count = attributeOf(batch, 'count');
  return count !== undefined && /^\d{1,9}$/u.test(count) ? Number(count) : undefined;
}

/** Whether an element is a notice of this version. */
export function isNotice(element: XmlElement): boolean {
  return element.name === 'Notice' && element.uri === NAMESPACE;
}

function checkRoot(name: string, uri: string): void {
  if (name !== 'Notice' && name !== 'Notices') throw refusal('format.unexpected-root', '/', 'The root is Notice or Notices');
  if (uri === NAMESPACE) return;
  if (ANY_VERSION.test(uri)) throw refusal('format.version', '/', 'Only version 1 of the profile is read');
  throw refusal('format.unexpected-root', '/', `The root is in the namespace ${NAMESPACE}`);
}
