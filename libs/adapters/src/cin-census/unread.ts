import type { Unmapped } from '@mash-gateway/contracts';
import { warning, type Report } from '../kit/issues.js';
import { safeStep } from '../kit/location.js';
import type { XmlElement } from '../kit/xml-tree.js';
import type { Part, Structure } from './structure.js';
import { reasonFor } from './unmapped.js';

/** What is being checked: where it stands in this file, and in the specification. */
interface Place {
  readonly location: string;
  readonly path: string;
}

/**
 * Compares what a file holds with what this adapter reads. Whatever is not read is listed, with its reason when it was decided so, and
 * with a warning when it is simply unknown. Text that strays between elements is reported too.
 */
export function unreadParts(element: XmlElement, structure: Structure, place: Place, report: Report): Unmapped[] {
  return isWhollyRead(element, structure) ? [] : unreadIn(element, structure, place, report);
}

/** Nearly every child is here at once, without a word about where anything stands. */
function isWhollyRead({ text, attributes, children }: XmlElement, structure: Structure): boolean {
  if (attributes.length > 0 || (text !== '' && text.trim() !== '')) return false;
  return children.every((child, index) => {
    const { name } = child;
    const part = Object.hasOwn(structure, name) ? structure[name] : undefined;
    if (part === undefined) return false;
    if (!isList(part) && children.findIndex((other) => other.name === name) !== index) return false;
    if (part === 'leaf' || part === 'leaves') return child.children.length === 0;
    return isWhollyRead(child, isOne(part) ? part : part[0]);
  });
}

function unreadIn(element: XmlElement, structure: Structure, place: Place, report: Report): Unmapped[] {
  const unread: Unmapped[] = [];
  const isWritten = element.text !== '' && element.text.trim() !== '' && !TEXT_IN_PLACE_OF_PARTS.has(place.path);
  if (isWritten) report(warning('format.unknown-field', place.location, 'Text between elements is left out'));
  // Attributes with a prefix, such as xsi:nil, guide XML tools; the census itself has none.
  if (element.attributes.some((attribute) => !attribute.name.includes(':')))
    report(warning('format.unknown-field', place.location, 'Attributes are left out'));
  const counts = new Map<string, number>();
  for (const [index, child] of element.children.entries()) {
    const count = (counts.get(child.name) ?? 0) + 1;
    counts.set(child.name, count);
    const part = Object.hasOwn(structure, child.name) ? structure[child.name] : undefined;
    const inside = below(place, part, child, isList(part) ? count : index + 1);
    if (part === undefined) unread.push(unknown(inside, report));
    else if (count > 1 && !isList(part)) report(warning('limit.items', inside.location, 'More than one; the first is taken'));
    else if (part === 'leaf' || part === 'leaves') {
      if (child.children.length > 0) report(warning('format.unknown-field', inside.location, 'Elements inside a value are left out'));
    } else unread.push(...unreadIn(child, isOne(part) ? part : part[0], inside, report));
  }
  return unread;
}

/** In some files the factors are written without elements of their own. */
const TEXT_IN_PLACE_OF_PARTS: ReadonlySet<string> = new Set(['Child/CINdetails/Assessments/FactorsIdentifiedAtAssessment']);

function isList(part: Part | undefined): boolean {
  return part === 'leaves' || Array.isArray(part);
}

function isOne(part: Structure | readonly [Structure]): part is Structure {
  return !Array.isArray(part);
}

function below(place: Place, part: Part | undefined, child: XmlElement, number: number): Place {
  const path = `${place.path}/${child.name}`;
  // A part declared as not carried is of the standard too; the name of any other is the sender's word.
  const step = safeStep(child.name, () => part !== undefined || reasonFor(path) !== undefined, number);
  return { location: `${place.location}/${step}${isList(part) ? `[${number}]` : ''}`, path };
}

function unknown(inside: Place, report: Report): Unmapped {
  const reason = reasonFor(inside.path);
  if (reason !== undefined) return { location: inside.location, reason };
  report(warning('format.unknown-field', inside.location, 'No part of the census that this adapter knows'));
  return { location: inside.location, reason: 'Unknown to this adapter' };
}
