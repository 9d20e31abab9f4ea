import type { Child, Identifier, Organisation, Source } from '@mash-gateway/contracts';
import { cellLocation, cellOf } from '../kit/csv.js';
import { momentOf, type DateReading } from '../kit/dates.js';
import { present } from '../kit/texts.js';
import { isoMoment } from './register-days.js';
import { schoolKey } from './map-school.js';
import type { Covered } from './covered.js';
import { locate, ofPupil, type PupilSource } from './register-source.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'attendance-csv', version: '1.0.0' } as const;

/** Who said it, when, and of which sessions: a later file about the same ones has the same id and a higher sequence. */
export function sourceOf(pupil: PupilSource, child: Child, organisation: Organisation | undefined, covered: Covered): Source {
  const { report } = pupil;
  const authoredAt =
    momentIn(pupil, ofPupil(pupil, 'exportedAt'), { location: locate(pupil, 'exportedAt'), report }) ?? lastRecorded(pupil);
  return present<Source>({
    agency: 'education',
    organisation,
    standard: 'Attendance register, SI 2024/208 regulation 10',
    adapter: ADAPTER.id,
    mappingVersion: ADAPTER.version,
    sourceRecordId: sourceRecordId(child, organisation, covered, pupil),
    position: pupil.position,
    sequence: sequenceOf(authoredAt),
    change: covered.isAmendment ? 'update' : 'partial',
    authoredAt,
  });
}

/**
 * The pupil at this school and what the rows cover: two runs of rows of one pupil in one file cover different sessions and
 * have different ids. Without a number that is the pupil's own, or without days, there is none.
 */
function sourceRecordId(
  child: Child,
  organisation: Organisation | undefined,
  { what, from, to }: Covered,
  pupil: PupilSource,
): string | undefined {
  const school = schoolKey(organisation);
  const number = child.identifiers?.find((identifier) => isAnchor(identifier, school, pupil));
  if (number === undefined || (from === undefined && to === undefined)) return undefined;
  return `attendance-csv:${school ?? 'unknown-school'}:${number.type}:${number.value}:${what}:${from ?? ''}..${to ?? ''}`;
}

/** A number of the school's own is a pupil's only together with the school. */
function isAnchor({ type, status, temporary, value }: Identifier, school: string | undefined, pupil: PupilSource): boolean {
  const { shared, first } = pupil;
  if (status === 'failed-check-digit' || temporary === true) return false;
  if (type === 'local') return school !== undefined && !isShortened(value, pupil) && !shared.has('localId', first);
  return (type === 'upn' || type === 'uln') && !shared.has(type, first);
}

/** A number too long to be kept whole may begin like somebody else's. */
function isShortened(value: string, pupil: PupilSource): boolean {
  return value !== ofPupil(pupil, 'localId');
}

/** Without a day of export, the latest day on which a mark of these rows was written. */
function lastRecorded(pupil: PupilSource): string | undefined {
  const { header } = pupil.layout;
  if (!header.columns.has('recordedAt')) return undefined;
  let last: string | undefined;
  for (const row of pupil.rows) {
    const at = { location: cellLocation(row, 'recordedAt'), report: pupil.report };
    const moment = momentIn(pupil, cellOf(header, row, 'recordedAt'), at);
    if (moment !== undefined && (last === undefined || moment > last)) last = moment;
  }
  return last;
}

function momentIn({ now }: PupilSource, written: string | undefined, at: Pick<DateReading, 'location' | 'report'>): string | undefined {
  return written === undefined ? undefined : momentOf(isoMoment(written), { ...at, now });
}

/** Times without an offset are read as UTC: they order files of one school among themselves and nothing else. */
function sequenceOf(moment: string | undefined): number | undefined {
  if (moment === undefined || moment.length < 10) return undefined;
  const time = Date.parse(moment.length === 10 || /(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment : `${moment}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
