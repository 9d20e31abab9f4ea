import type { Attendance } from '@mash-gateway/contracts';
import { day } from '../kit/dates.js';
import { notice, warning } from '../kit/issues.js';
import { fitText, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { ATTENDANCE_MARKS, PROVISIONAL_MARK } from './codes.js';
import type { Entry } from './entry.js';
import { school } from './map-school.js';
import { locateItem, type PupilSource } from './pupil-source.js';

const MOST_SESSIONS = 1000;

/** One entry per school and year: counts, and the marks from a first day on where the file has them. */
export function attendanceEntries(pupil: PupilSource): Entry[] {
  const path = 'Attendance/YearData';
  return childrenOf(at(pupil.element, 'Attendance'), 'YearData').map((element, index) =>
    entry(element, locateItem(pupil, path, index), pupil),
  );
}

function entry(element: XmlElement, location: string, pupil: PupilSource): Entry {
  const { report } = pupil;
  const startDate = day(inEither(element, 'AttendanceStartDate'), { location: `${location}/AttendanceStartDate`, report, now: pupil.now });
  const written = marks(element, location, pupil);
  const attendance = present<Attendance>({
    academicYear: fitText(textAt(element, 'Year'), 20, `${location}/Year`, report),
    sessionsPossible: sessions(element, 'SessionsPossible', location, pupil),
    sessionsAttended: sessions(element, 'SessionsAttended', location, pupil),
    sessionsAuthorised: sessions(element, 'SessionsAuthorised', location, pupil),
    sessionsUnauthorised: sessions(element, 'SessionsUnauthorised', location, pupil),
    startDate,
    marks: written,
    provisional: written?.includes(PROVISIONAL_MARK) ? true : undefined,
  });
  return present<Entry>({
    kind: 'attendance',
    dfeRecordType: 'education.details',
    state: attendance.provisional ? 'provisional' : undefined,
    occurredAt: startDate === undefined ? undefined : { start: startDate, precision: 'day' },
    organisation: school(element, location, report),
    attendance,
  });
}

/** Marks of unknown meaning are kept as written and reported: a mark is never dropped, for its place is its date. */
function marks(element: XmlElement, location: string, pupil: PupilSource): string | undefined {
  const written = fitText(inEither(element, 'AttendanceMarks'), 2000, `${location}/AttendanceMarks`, pupil.report);
  if (written !== undefined && Array.from(written).some((mark) => mark !== ' ' && !ATTENDANCE_MARKS.includes(mark)))
    pupil.report(notice('code.unknown', `${location}/AttendanceMarks`, 'Holds a mark that is not in SI 2024/208 reg 10'));
  return written;
}

function sessions(element: XmlElement, name: string, location: string, pupil: PupilSource): number | undefined {
  const written = textAt(element, name);
  if (written === undefined) return undefined;
  const count = Number(written);
  if (Number.isInteger(count) && count >= 0 && count <= MOST_SESSIONS) return count;
  pupil.report(warning('format.value', `${location}/${name}`, `A whole number of sessions up to ${MOST_SESSIONS}`));
  return undefined;
}

/** Directly in the year, or inside AttendSessions. */
function inEither(element: XmlElement, name: string): string | undefined {
  return textAt(element, name) ?? textAt(element, 'AttendSessions', name);
}
