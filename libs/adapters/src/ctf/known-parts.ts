import type { Unmapped } from '@mash-gateway/contracts';
import { warning, type Report } from '../kit/issues.js';
import { safeStep } from '../kit/location.js';
import type { XmlElement } from '../kit/xml-tree.js';
import type { Structure } from './structure.js';
import { reasonFor } from './unmapped.js';

/** Elements that may stand more than once beside each other. */
const REPEATING: ReadonlySet<string> = new Set([
  ...['FormerUPN', 'Type', 'Disability', 'FSMinstance', 'SEN', 'SENneed', 'Address', 'Phone', 'Email', 'Contact'],
  ...['YearData', 'KeyStage', 'StageAssessment', 'School'],
]);

/** What is being checked: where it stands in this file, and in the specification. */
interface Place {
  readonly location: string;
  readonly path: string;
}

/**
 * Compares what a file holds with what this adapter reads. Whatever is not read is listed, with its reason when it was
 * decided so, and with a warning when it is simply unknown.
 */
export function unreadParts(element: XmlElement, structure: Structure, place: Place, report: Report): Unmapped[] {
  const unread: Unmapped[] = [];
  if (element.text !== '' && element.text.trim() !== '')
    report(warning('format.unknown-field', place.location, 'Text between elements is left out'));
  // Attributes with a prefix, such as xsi:nil, guide XML tools; CTF itself has none below the root.
  if (element.attributes.some((attribute) => !attribute.name.includes(':')))
    report(warning('format.unknown-field', place.location, 'Attributes are left out'));
  const seen = new Set<string>();
  for (const [index, child] of element.children.entries()) {
    const known = Object.hasOwn(structure, child.name) ? structure[child.name] : undefined;
    const inside = below(place, structure, child, index);
    if (known === undefined) unread.push(unknown(inside, report));
    else if (seen.has(child.name) && !REPEATING.has(child.name))
      report(warning('limit.items', inside.location, 'More than one; the first is taken'));
    else if (known !== 'leaf') unread.push(...unreadInside(child, known, inside, report));
    else if (child.children.length > 0) report(warning('format.unknown-field', inside.location, 'Elements inside a value are left out'));
    seen.add(child.name);
  }
  return unread;
}

function below(place: Place, structure: Structure, child: XmlElement, index: number): Place {
  const path = `${place.path}/${child.name}`;
  // A part declared as not carried is of the standard too; the name of any other is the sender's word.
  const step = safeStep(child.name, (name) => Object.hasOwn(structure, name) || reasonFor(path) !== undefined, index + 1);
  return { location: `${place.location}/${step}`, path };
}

function unreadInside(child: XmlElement, structure: Structure, inside: Place, report: Report): Unmapped[] {
  if (child.children.length === 0 && PLAIN_TEXT.has(child.name)) return [];
  return unreadParts(child, structure, inside, report);
}

/** Written as plain text in place of their parts in a dialect, and read so. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['Phone', 'Type']);

function unknown(inside: Place, report: Report): Unmapped {
  const reason = reasonFor(inside.path);
  if (reason !== undefined) return { location: inside.location, reason };
  report(warning('format.unknown-field', inside.location, 'No part of CTF that this adapter knows'));
  return { location: inside.location, reason: 'Unknown to this adapter' };
}
