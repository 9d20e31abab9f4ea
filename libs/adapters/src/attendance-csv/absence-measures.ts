import type { Attendance, Information } from '@mash-gateway/contracts';
import { ABSENCE_MEASURE } from './codes.js';

type Measures = NonNullable<Information['measures']>;

/** Where the definitions are published. */
export const DEFINITION_URL = 'https://explore-education-statistics.service.gov.uk/methodology/pupil-absence-in-schools-in-england';

/** Persistent absence since 2015/16: missing 10 per cent or more of one's own possible sessions. The DfE's line, not this project's. */
export const PERSISTENT_ABSENCE_PERCENT = '10';

/**
 * Facts of absence over a period: sessions missed, what share of the possible ones they are, and, beside it and not compared
 * with it, the share at which the DfE speaks of persistent absence. Whether a child is persistently absent is judged by
 * people: over which period, with which part of it still to come, is not in a row of figures.
 */
export function absenceMeasures(stated: Attendance, missedAsStated?: number): Measures {
  const { sessionsPossible: possible, sessionsAuthorised: authorised, sessionsUnauthorised: unauthorised } = stated;
  const missed = authorised === undefined || unauthorised === undefined ? missedAsStated : authorised + unauthorised;
  if (missed === undefined) return [];
  const sessions = measure('Sessions missed', 'sessions-missed', String(missed), 'session');
  if (possible === undefined || possible === 0 || missed > possible) return [sessions];
  return [
    sessions,
    measure('Absence rate', 'absence-rate', ((missed * 100) / possible).toFixed(2), '%'),
    measure('Persistent absence threshold (DfE)', 'persistent-absence-threshold', PERSISTENT_ABSENCE_PERCENT, '%'),
  ];
}

function measure(name: string, code: keyof typeof DISPLAYS, quantity: string, unit: string): Measures[number] {
  return { name, code: { system: ABSENCE_MEASURE, code, display: DISPLAYS[code] }, quantity, unit };
}

const DISPLAYS = {
  'sessions-missed': 'Authorised and unauthorised absences in sessions',
  'absence-rate': `Sessions missed as a percentage of sessions possible (${DEFINITION_URL})`,
  'persistent-absence-threshold': `Missing 10 per cent or more of possible sessions (${DEFINITION_URL})`,
} as const;
