import type { Attendance, Coding, Information, Reference } from '@mash-gateway/contracts';
import { ATTENDANCE_PUBLICATION, inForce } from '../code-systems/attendance-codes.js';
import { cellOf } from '../kit/csv.js';
import { momentOf } from '../kit/dates.js';
import { notice, warning } from '../kit/issues.js';
import { fitText, kept, present } from '../kit/texts.js';
import { codingsOf, countsOf } from './codes.js';
import type { Entry } from './entry.js';
import { tallyOf } from './map-tally.js';
import type { Mark } from './read-marks.js';
import { isoMoment } from './register-days.js';
import type { PupilSource } from './register-source.js';

/** One entry for what the marks of a pupil come to, and one for each session that was more than plain presence. */
export function markEntries(pupil: PupilSource, marks: readonly Mark[]): Entry[] {
  if (marks.length === 0) return [];
  for (const mark of marks) checkMark(pupil, mark);
  const tally = tallyOf(pupil, marks);
  return [tally.entry, ...marks.filter((mark) => !tally.told.has(mark) || isNotable(mark)).map((mark) => sessionEntry(pupil, mark))];
}

function checkMark({ report, lastDay }: PupilSource, { code, date, location }: Mark): void {
  if (code === undefined) report(notice('code.unknown', location, 'Not a code of the attendance register; kept as written'));
  if (date === undefined) report(warning('format.missing', location, 'A mark without the day it is for'));
  else if (date > lastDay) report(warning('date.implausible', location, 'A mark for a day to come'));
  else if (code !== undefined && !inForce(code, date)) {
    const isRetired = code.to !== undefined && code.to < date;
    report(
      isRetired
        ? warning('value.ended', location, 'The code was retired before this day; kept as written')
        : warning('format.value', location, 'The code came into use after this day; kept as written'),
    );
  }
}

/** What a reader who looks for a child wants to see by itself. */
function isNotable({ code, comment, minutes, previous }: Mark): boolean {
  if (comment !== undefined || minutes !== undefined || previous !== undefined) return true;
  return code === undefined || !PLAIN.has(code.meaning);
}

const PLAIN: ReadonlySet<string> = new Set(['present', 'not-expected', 'no-mark']);

function sessionEntry(pupil: PupilSource, mark: Mark): Entry {
  const { code, date, half, written } = mark;
  const counted = code === undefined ? undefined : countsOf(code.meaning);
  // One mark for a whole day may stand for one session or for both.
  const one = half === undefined ? undefined : counted;
  const isProvisional = code?.provisional === true;
  const attendance = present<Attendance>({
    startDate: date,
    marks: written.length === 1 ? written : undefined,
    sessionsPossible: one?.possible,
    sessionsAttended: one?.as === 'attended' ? 1 : undefined,
    sessionsAuthorised: one?.as === 'authorised' ? 1 : undefined,
    sessionsUnauthorised: one?.as === 'unauthorised' ? 1 : undefined,
    provisional: isProvisional ? true : undefined,
  });
  return present<Entry>({
    kind: counted?.as === 'authorised' || counted?.as === 'unauthorised' ? 'absence' : 'attendance',
    dfeRecordType: 'education.details',
    codes: codings(pupil, mark),
    state: isProvisional ? 'provisional' : undefined,
    occurredAt: date === undefined ? undefined : { start: date, precision: 'day' },
    recordedAt: recordedAt(pupil, mark),
    narrative: fitText(mark.comment, 32_000, mark.location, pupil.report),
    references: sessionReference(pupil, mark),
    measures: measures(pupil, mark),
    attendance: Object.keys(attendance).length > 0 ? attendance : undefined,
  });
}

function codings({ report }: PupilSource, { written, code, location }: Mark): Coding[] {
  const fitted = fitText(written, 120, location, report);
  return fitted === undefined ? [] : codingsOf(fitted, code);
}

/** The session itself: a later file that says otherwise of the same one amends it. */
function sessionReference({ report }: PupilSource, { date, half, session, location }: Mark): Reference[] {
  const named = half ?? fitText(session, 100, location, report);
  if (date === undefined || named === undefined) return [];
  return [{ type: 'other', value: `${date} ${named}`, system: 'mash-gateway/register-session' }];
}

function measures({ report }: PupilSource, { minutes, previous, location }: Mark): NonNullable<Information['measures']> {
  const before = fitText(previous, 120, location, report);
  return kept([
    minutes === undefined ? undefined : minutesLate(minutes, location, report),
    before === undefined ? undefined : { name: 'Mark before amendment', code: { system: ATTENDANCE_PUBLICATION.system, code: before } },
  ]);
}

function minutesLate(
  written: string,
  location: string,
  report: PupilSource['report'],
): NonNullable<Information['measures']>[number] | undefined {
  const number = /^\d{1,4}$/u.test(written) ? String(Number(written)) : undefined;
  if (number === '0') return undefined;
  if (number !== undefined) return { name: 'Minutes late', quantity: number, unit: 'min' };
  report(notice('format.value', location, 'Minutes late are a whole number; kept as written'));
  const value = fitText(written, 4000, location, report);
  return value === undefined ? undefined : { name: 'Minutes late', value };
}

/** One that cannot be read is reported with the source (map-source.ts), where all rows are looked at. */
function recordedAt({ layout, now }: PupilSource, { row }: Mark): string | undefined {
  const written = cellOf(layout.header, row, 'recordedAt');
  return written === undefined ? undefined : momentOf(isoMoment(written), { location: '/', report: () => undefined, now });
}
