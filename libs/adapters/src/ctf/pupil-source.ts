import type { Report } from '../kit/issues.js';
import type { XmlElement } from '../kit/xml-tree.js';
import type { CtfHeader } from './map-header.js';
import type { RepeatedNumbers } from './repeated-numbers.js';

/** What is the same for every pupil of a file. */
export interface FileSource {
  readonly header: CtfHeader;
  readonly repeated: RepeatedNumbers;
  /** The moment of receipt. */
  readonly now: Date;
}

/** One pupil as every mapping function of this adapter sees it. */
export interface PupilSource extends FileSource {
  readonly element: XmlElement;
  /** From 1, in file order. */
  readonly position: number;
  /** What every location of the pupil begins with, e.g. `Pupil[3]`. */
  readonly step: string;
  readonly report: Report;
}

/** Where something stands, e.g. `Pupil[3]/BasicDetails/Ethnicity`: enough to find it in a file of thousands. */
export function locate(pupil: PupilSource, path: string): string {
  return path === '' ? pupil.step : `${pupil.step}/${path}`;
}

/** Where an item of a list stands, counted from 1. */
export function locateItem(pupil: PupilSource, path: string, index: number): string {
  return `${locate(pupil, path)}[${index + 1}]`;
}
