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

/** What is being checked. Its location is written out only where there is something to say, which is nearly nowhere. */
interface Place {
  readonly above: Place | undefined;
  /** The name in the specification. */
  readonly name: string;
  /** What a location calls it: its name where the standard has it, its place where the name is the sender's word. */
  readonly step: string;
}

/** The place of the part that a file is compared from. @param step e.g. `Pupil[3]`; @param name as the specification calls it */
export function placeOf(name: string, step: string): Place {
  return { above: undefined, name, step };
}

/**
 * Compares what a file holds with what this adapter reads. Whatever is not read is listed, with its reason when it was
 * decided so, and with a warning when it is simply unknown.
 */
export function unreadParts(element: XmlElement, structure: Structure, place: Place, report: Report): Unmapped[] {
  const unread: Unmapped[] = [];
  compare(element, structure, place, { report, unread });
  return unread;
}

interface Found {
  readonly report: Report;
  readonly unread: Unmapped[];
}

function compare(element: XmlElement, structure: Structure, place: Place, found: Found): void {
  const { report, unread } = found;
  if (element.text !== '' && element.text.trim() !== '')
    report(warning('format.unknown-field', locationOf(place), 'Text between elements is left out'));
  // Attributes with a prefix, such as xsi:nil, guide XML tools; CTF itself has none below the root.
  if (element.attributes.length > 0 && element.attributes.some((attribute) => !attribute.name.includes(':')))
    report(warning('format.unknown-field', locationOf(place), 'Attributes are left out'));
  const { children } = element;
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (child === undefined) continue;
    const { name } = child;
    const known = Object.hasOwn(structure, name) ? structure[name] : undefined;
    if (known === undefined) unread.push(unknown(below(place, structure, child, index), report));
    else if (!REPEATING.has(name) && stoodBefore(children, name, index))
      report(warning('limit.items', locationOf(below(place, structure, child, index)), 'More than one; the first is taken'));
    else if (known !== 'leaf') {
      if (child.children.length > 0 || !PLAIN_TEXT.has(name)) compare(child, known, { above: place, name, step: name }, found);
    } else if (child.children.length > 0)
      report(warning('format.unknown-field', locationOf(below(place, structure, child, index)), 'Elements inside a value are left out'));
  }
}

/** What stands more than once stands together in every file that follows the specification; in others this looks further. */
function stoodBefore(children: readonly XmlElement[], name: string, index: number): boolean {
  for (let before = index - 1; before >= 0; before -= 1) if (children[before]?.name === name) return true;
  return false;
}

function below(place: Place, structure: Structure, { name }: XmlElement, index: number): Place {
  const inside = { above: place, name, step: name };
  // A part declared as not carried is of the standard too; the name of any other is the sender's word.
  const step = safeStep(name, () => Object.hasOwn(structure, name) || reasonFor(pathOf(inside)) !== undefined, index + 1);
  return { ...inside, step };
}

function locationOf({ above, step }: Place): string {
  return above === undefined ? step : `${locationOf(above)}/${step}`;
}

function pathOf({ above, name }: Place): string {
  return above === undefined ? name : `${pathOf(above)}/${name}`;
}

/** Written as plain text in place of their parts in a dialect, and read so. */
const PLAIN_TEXT: ReadonlySet<string> = new Set(['Phone', 'Type']);

function unknown(inside: Place, report: Report): Unmapped {
  const location = locationOf(inside);
  const reason = reasonFor(pathOf(inside));
  if (reason !== undefined) return { location, reason };
  report(warning('format.unknown-field', location, 'No part of CTF that this adapter knows'));
  return { location, reason: 'Unknown to this adapter' };
}
