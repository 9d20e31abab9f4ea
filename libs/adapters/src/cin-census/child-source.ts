import type { Information } from '@mash-gateway/contracts';
import type { DateReading } from '../kit/dates.js';
import type { Report } from '../kit/issues.js';
import { childOf, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import type { CensusHeader } from './map-header.js';
import type { RepeatedIds } from './repeated-ids.js';

/** What is the same for every child of a file. */
export interface FileSource {
  readonly header: CensusHeader;
  readonly repeated: RepeatedIds;
  /** The moment of receipt. */
  readonly now: Date;
}

/** One part of a child: an element, where it stands, and what every mapping function of this adapter needs beside it. */
export interface PartSource {
  readonly element: XmlElement | undefined;
  /** E.g. `Child[3]/CINdetails[1]`: enough to find it in a file of thousands. */
  readonly location: string;
  readonly file: FileSource;
  readonly report: Report;
}

/** An entry before its place among the others is known. */
export type Entry = Omit<Information, 'entryId'>;

/** The text of a value below a part; undefined when there is none. */
export function valueIn(part: PartSource, name: string): string | undefined {
  return textAt(part.element, name);
}

/** Where a value stands. */
export function placeOf(part: PartSource, name: string): string {
  return `${part.location}/${name}`;
}

/** The parts of that name, in file order. */
export function partsIn(part: PartSource, name: string): PartSource[] {
  const { file, report } = part;
  return childrenOf(part.element, name).map((element, index) => ({
    element,
    location: `${part.location}/${name}[${index + 1}]`,
    file,
    report,
  }));
}

/** The first part of that name; one without an element when there is none. */
export function partIn(part: PartSource, name: string): PartSource {
  const { file, report } = part;
  return { element: childOf(part.element, name), location: placeOf(part, name), file, report };
}

/** How the date of a value is read: ISO, as the specification says; dd/mm/yyyy, as some systems write it, by its look. */
export function datesOf(part: PartSource, name: string): DateReading {
  const style = valueIn(part, name)?.includes('/') === true ? 'british' : 'iso';
  return { location: placeOf(part, name), report: part.report, now: part.file.now, style };
}
