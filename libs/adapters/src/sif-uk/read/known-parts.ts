import type { Unmapped } from '@mash-gateway/contracts';
import { warning, type Report } from '../../kit/issues.js';
import { safeStep } from '../../kit/location.js';
import { fitList } from '../../kit/texts.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { reasonFor } from '../unmapped.js';
import { ATTRIBUTES, REPEATING, type Structure } from './structure.js';

interface Place {
  /** Where it stands in this body. */
  readonly location: string;
  /** Where it stands in the data model. */
  readonly path: string;
}

/**
 * Compares what an object holds with what this adapter reads. Whatever is not read is listed, with its reason where that
 * was decided, and with a warning where it is simply unknown.
 */
export function unreadParts(element: XmlElement, structure: Structure, location: string, report: Report): Unmapped[] {
  return fitList(unreadIn(element, structure, { location, path: element.name }, report), 200, location, report);
}

function unreadIn(element: XmlElement, structure: Structure, place: Place, report: Report): Unmapped[] {
  const unread = unreadAttributes(element, place, report);
  if (element.text.trim() !== '' && !(element.children.length === 0 && PLAIN_TEXT.has(element.name)))
    report(warning('format.unknown-field', place.location, 'Text between elements is left out'));
  const seen = new Set<string>();
  for (const [index, child] of element.children.entries()) {
    const known = Object.hasOwn(structure, child.name) ? structure[child.name] : undefined;
    const stoodBefore = seen.has(child.name);
    seen.add(child.name);
    // Nearly every value is past here at once, without a word about where it stands.
    if (known === 'leaf' && !stoodBefore && child.attributes.length === 0 && child.children.length === 0) continue;
    const inside = below(place, structure, child, index);
    if (known === undefined) unread.push(unknown(inside, report));
    else if (stoodBefore && !REPEATING.has(`${element.name}/${child.name}`))
      report(warning('limit.items', inside.location, 'More than one; the first is taken'));
    else if (known !== 'leaf') unread.push(...unreadIn(child, known, inside, report));
    else unread.push(...unreadInLeaf(child, inside, report));
  }
  return unread;
}

/** Written as plain text in place of their parts by some systems, and read so. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['PAON', 'SAON', 'PhoneNumber']);

function unreadInLeaf(leaf: XmlElement, place: Place, report: Report): Unmapped[] {
  if (leaf.children.length > 0) report(warning('format.unknown-field', place.location, 'Elements inside a value are left out'));
  return unreadAttributes(leaf, place, report);
}

/** Attributes of another namespace, such as xsi:nil, guide XML tools; those of SIF have none. */
function unreadAttributes(element: XmlElement, { location, path }: Place, report: Report): Unmapped[] {
  if (element.attributes.length === 0) return [];
  const known = (Object.hasOwn(ATTRIBUTES, element.name) ? ATTRIBUTES[element.name] : undefined) ?? [];
  return element.attributes
    .filter(({ name, uri }) => uri === '' && !known.includes(name))
    .map(({ name }) => {
      const reason = reasonFor(`${path}/@${name}`);
      return unknown({ location: `${location}/@${reason === undefined ? '*' : name}`, path: `${path}/@${name}` }, report);
    });
}

function below(place: Place, structure: Structure, child: XmlElement, index: number): Place {
  const path = `${place.path}/${child.name}`;
  const step = safeStep(child.name, (name) => Object.hasOwn(structure, name) || reasonFor(path) !== undefined, index + 1);
  return { location: `${place.location}/${step}`, path };
}

function unknown({ location, path }: Place, report: Report): Unmapped {
  const reason = reasonFor(path);
  if (reason !== undefined) return { location, reason };
  report(warning('format.unknown-field', location, 'No part of SIF UK that this adapter knows'));
  return { location, reason: 'Unknown to this adapter' };
}
