import type { Unmapped } from '@mash-gateway/contracts';
import { warning, type Report } from '../kit/issues.js';
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
  for (const child of element.children) {
    const known = Object.hasOwn(structure, child.name) ? structure[child.name] : undefined;
    if (known === undefined) unread.push(unknown(below(place, child), report));
    else if (seen.has(child.name) && !REPEATING.has(child.name))
      report(warning('limit.items', below(place, child).location, 'More than one; the first is taken'));
    else if (known !== 'leaf') unread.push(...unreadInside(child, known, below(place, child), report));
    else if (child.children.length > 0)
      report(warning('format.unknown-field', below(place, child).location, 'Elements inside a value are left out'));
    seen.add(child.name);
  }
  return unread;
}

function below(place: Place, child: XmlElement): Place {
  return { location: `${place.location}/${child.name}`, path: `${place.path}/${child.name}` };
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
  return { location: inside.location.slice(0, 500), reason: 'Unknown to this adapter' };
}
