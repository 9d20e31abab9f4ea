import type { Entry } from './entry.js';
import type { Mark } from './read-marks.js';

/** What the rows of a pupil are about, in days and halves of days as far as the file says. */
export interface Covered {
  /** Sessions with a mark each, or a period as a whole. */
  readonly what: 'sessions' | 'period';
  readonly from?: string;
  readonly to?: string;
  /** The file says what stood there before. */
  readonly isAmendment: boolean;
}

/** What marks, or else statements about periods, cover together. */
export function coveredBy(marks: readonly Mark[], periods: readonly Entry[]): Covered {
  const isAmendment = marks.some(({ previous }) => previous !== undefined);
  if (periods.length > 0) {
    const days = periods.flatMap(({ occurredAt }) => [occurredAt?.start, occurredAt?.end]).filter((day) => day !== undefined);
    return { what: 'period', ...ends(days), isAmendment };
  }
  const sessions = marks.flatMap(({ date, half, session }) => (date === undefined ? [] : `${date}${half ?? session?.slice(0, 20) ?? ''}`));
  return { what: 'sessions', ...ends(sessions), isAmendment };
}

function ends(days: readonly string[]): Pick<Covered, 'from' | 'to'> {
  const sorted = days.toSorted();
  const [from] = sorted;
  const to = sorted.at(-1);
  return from === undefined || to === undefined ? {} : { from, to };
}
