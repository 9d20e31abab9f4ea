import type { DatedValue } from '@mash-gateway/contracts';
import { partialDate } from '@mash-gateway/contracts';
import { notice, warning } from '../../kit/issues.js';
import type { Part } from '../read/part.js';
import type { Reading } from '../read/values.js';

/** The year in which an officer took somebody to be born: an estimate, used where no birth date is known. */
export function perceivedBirth(part: Part | undefined, name: string, { report }: Reading): DatedValue | undefined {
  const year = part?.text(name);
  if (part === undefined || year === undefined) return undefined;
  if (year.length !== 4 || !partialDate.holds(year)) {
    report(warning('date.unreadable', part.place(name), 'A year is expected here'));
    return undefined;
  }
  report(notice('child.missing-birth-date', part.place(name), 'No birth date; the year an officer perceived stands in for it'));
  return { value: year, precision: 'estimated' };
}
