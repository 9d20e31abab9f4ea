import type { Report } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import type { CtfHeader } from './map-header.js';

/** One pupil as every mapping function of this adapter sees it. */
export interface PupilSource {
  readonly element: XmlElement;
  /** From 1, in file order. */
  readonly position: number;
  readonly header: CtfHeader;
  readonly report: Report;
  /** The moment of receipt. */
  readonly now: Date;
}

/** Where something stands, e.g. `Pupil[3]/BasicDetails/Ethnicity`: enough to find it in a file of thousands. */
export function locate(pupil: PupilSource, path: string): string {
  return path === '' ? `Pupil[${pupil.position}]` : `Pupil[${pupil.position}]/${path}`;
}

/** Where an item of a list stands, counted from 1. */
export function locateItem(pupil: PupilSource, path: string, index: number): string {
  return `${locate(pupil, path)}[${index + 1}]`;
}
