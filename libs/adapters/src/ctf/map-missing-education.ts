import type { CareStatus, Coding } from '@mash-gateway/contracts';
import { DESTINATION, FILE_KIND } from './codes.js';
import type { Entry } from './entry.js';
import { leftOn } from './map-enrolment.js';
import { schoolKey } from './map-school.js';
import type { PupilSource } from './pupil-source.js';

/**
 * That a school sends its pupil to no school it can name (CTF 21 §2.4.2, the "lost pupil" file), or returns the pupil as
 * one who may be missing education (§5), is a fact that somebody at the hub has to look at: a flag, which no agreement
 * leaves out as routine. Whether the child is missing education the file does not say, and neither does this.
 */
export function missingEducationEntries(pupil: PupilSource): Entry[] {
  const reasons = reasonsOf(pupil);
  if (reasons.length === 0) return [];
  const left = leftOn(pupil);
  return [
    {
      kind: 'flag',
      dfeRecordType: 'education.details',
      state: 'unknown',
      codes: reasons,
      ...(left === undefined ? {} : { occurredAt: { start: left, precision: 'day' } }),
      flag: { categories: reasons, concerns: 'unknown' },
    },
  ];
}

/** The same as a status: `unknown`, since nobody says that it holds. */
export function missingEducation(pupil: PupilSource): CareStatus | undefined {
  const reasons = reasonsOf(pupil);
  return reasons.length === 0 ? undefined : { kind: 'missing-education', state: 'unknown', original: reasons };
}

function reasonsOf({ header }: PupilSource): Coding[] {
  const code = schoolKey(header.destination);
  const destination = code === undefined ? undefined : DESTINATION.entries[code];
  const reasons: Coding[] = [];
  if (code !== undefined && destination?.normalised === 'unknown')
    reasons.push({ system: DESTINATION.system, code, display: destination.display });
  if (header.isMissingEducation)
    reasons.push({ system: FILE_KIND.system, code: 'CME', display: FILE_KIND.entries['CME']?.display ?? 'CME' });
  return reasons;
}
