import type { Attendance, Information } from '@mash-gateway/contracts';
import { cellLocation, cellOf, type CsvRow } from '../kit/csv.js';
import { notice, warning } from '../kit/issues.js';
import { fitText, kept, present } from '../kit/texts.js';
import { absenceMeasures } from './absence-measures.js';
import { ABSENCE_MEASURE, codeOf } from './codes.js';
import type { Column } from './columns.js';
import type { Entry } from './entry.js';
import { counts } from './map-tally.js';
import { dateIn, type RowMarks } from './read-marks.js';
import { locate, ofPupil, type PupilSource } from './register-source.js';

const MOST_SESSIONS = 1000;

/** What a row states of a whole period: counts, percentages, or a string of marks whose days cannot be told apart. */
export function summaryEntry(pupil: PupilSource, row: CsvRow, { marks, string }: RowMarks): Entry | undefined {
  const stated = statedCounts(pupil, row);
  const missed = count(pupil, row, 'missed');
  const measures = statedMeasures(pupil, row, stated, missed);
  // Words beside marks stand with the marks; beside nothing else, they are what the row says.
  const narrative = marks.length > 0 || string !== undefined ? undefined : commentOf(pupil, row);
  if (Object.keys(stated).length === 0 && measures.length === 0 && narrative === undefined) return undefined;
  checkSum(pupil, row, stated, missed);
  const entry = periodEntry(pupil, row, stated, measures);
  return narrative === undefined ? entry : { ...entry, narrative };
}

/** A string of marks of a longer time, kept as written from its first day on. */
export function stringEntry(pupil: PupilSource, row: CsvRow, written: string): Entry {
  const marks = Array.from(written).filter((character) => character !== ' ');
  const read = marks.map((character) => ({ code: codeOf(character) }));
  if (read.some(({ code }) => code === undefined))
    pupil.report(notice('code.unknown', cellLocation(row, 'marks'), 'A mark that is no code of the attendance register; kept as written'));
  // The contract trims no text, but this project's own reading does: a blank at the beginning is a session, and stands.
  const kept = storable(written, cellLocation(row, 'marks'), pupil);
  const isProvisional = read.some(({ code }) => code?.provisional === true);
  const attendance = present<Attendance>({ ...counts(read), marks: kept, provisional: isProvisional ? true : undefined });
  const entry = periodEntry(pupil, row, attendance, absenceMeasures(attendance));
  return present<Entry>({ ...entry, state: isProvisional ? 'provisional' : undefined, narrative: commentOf(pupil, row) });
}

function commentOf(pupil: PupilSource, row: CsvRow): string | undefined {
  return fitText(cellOf(pupil.layout.header, row, 'comment'), 32_000, cellLocation(row, 'comment'), pupil.report);
}

function periodEntry(pupil: PupilSource, row: CsvRow, stated: Attendance, measures: NonNullable<Information['measures']>): Entry {
  const start = dateIn(pupil, row, 'start') ?? (stated.marks === undefined ? undefined : dateIn(pupil, row, 'date'));
  const end = dateIn(pupil, row, 'end');
  if (stated.marks !== undefined && start === undefined)
    pupil.report(warning('format.missing', cellLocation(row, 'start'), 'Marks without the first day they are for'));
  const attendance = present<Attendance>({
    academicYear: fitText(ofPupil(pupil, 'academicYear'), 20, locate(pupil, 'academicYear'), pupil.report),
    ...stated,
    startDate: stated.marks === undefined ? undefined : start,
  });
  return present<Entry>({
    kind: 'attendance',
    dfeRecordType: 'education.details',
    occurredAt:
      start === undefined && end === undefined ? undefined : { ...(start ? { start } : {}), ...(end ? { end } : {}), precision: 'day' },
    measures,
    attendance: Object.keys(attendance).length > 0 ? attendance : undefined,
  });
}

function statedCounts(pupil: PupilSource, row: CsvRow): Attendance {
  return present<Attendance>({
    sessionsPossible: count(pupil, row, 'possible'),
    sessionsAttended: count(pupil, row, 'attended'),
    sessionsAuthorised: count(pupil, row, 'authorised'),
    sessionsUnauthorised: count(pupil, row, 'unauthorised'),
  });
}

function statedMeasures(
  pupil: PupilSource,
  row: CsvRow,
  stated: Attendance,
  missed: number | undefined,
): NonNullable<Information['measures']> {
  const persistent = fitText(cellOf(pupil.layout.header, row, 'persistent'), 100, cellLocation(row, 'persistent'), pupil.report);
  const late = count(pupil, row, 'late');
  return kept([
    ...absenceMeasures(stated, missed),
    late === undefined ? undefined : { name: 'Sessions late, as stated', quantity: String(late), unit: 'session' },
    percentage(pupil, row, 'percentAttended', 'Attendance, as stated'),
    percentage(pupil, row, 'percentMissed', 'Absence, as stated'),
    // The word of the source, which this project neither checks nor repeats as its own.
    persistent === undefined
      ? undefined
      : { name: 'Persistent absence, as stated', code: { system: ABSENCE_MEASURE, code: 'persistent-absence-stated' }, value: persistent },
  ]);
}

/** Sessions attended and missed are the sessions possible (DfE methodology, section 2): where they are not, someone should look. */
function checkSum(pupil: PupilSource, row: CsvRow, stated: Attendance, missed: number | undefined): void {
  const {
    sessionsPossible: possible,
    sessionsAttended: attended,
    sessionsAuthorised: authorised,
    sessionsUnauthorised: unauthorised,
  } = stated;
  if (authorised === undefined || unauthorised === undefined) return;
  const sum = authorised + unauthorised;
  if (missed !== undefined && missed !== sum)
    pupil.report(
      warning('format.count-mismatch', cellLocation(row, 'missed'), 'Sessions missed are not the authorised and unauthorised ones'),
    );
  if (possible !== undefined && attended !== undefined && attended + sum !== possible)
    pupil.report(
      warning('format.count-mismatch', cellLocation(row, 'possible'), 'Sessions attended and missed are not the sessions possible'),
    );
}

function count(pupil: PupilSource, row: CsvRow, column: Column): number | undefined {
  const written = cellOf(pupil.layout.header, row, column);
  if (written === undefined) return undefined;
  const value = /^\d{1,5}(?:\.0+)?$/u.test(written) ? Number(written) : NaN;
  if (value <= MOST_SESSIONS) return value;
  pupil.report(warning('format.value', cellLocation(row, column), 'A whole number of sessions from 0 to 1000'));
  return undefined;
}

function percentage(
  pupil: PupilSource,
  row: CsvRow,
  column: Column,
  name: string,
): NonNullable<Information['measures']>[number] | undefined {
  const written = cellOf(pupil.layout.header, row, column);
  if (written === undefined) return undefined;
  const number = written.replace(/\s*%$/u, '');
  if (/^\d{1,3}(?:\.\d{1,15})?$/u.test(number)) return { name, quantity: number, unit: '%' };
  pupil.report(notice('format.value', cellLocation(row, column), 'A percentage is a number; kept as written'));
  const value = fitText(written, 4000, cellLocation(row, column), pupil.report);
  return value === undefined ? undefined : { name, value };
}

function storable(written: string, location: string, pupil: PupilSource): string | undefined {
  const [, blanks = '', text = ''] = /^( *)(.*)$/su.exec(written) ?? [];
  const fitted = fitText(text, 2000 - Math.min(blanks.length, 1000), location, pupil.report);
  return fitted === undefined ? undefined : blanks.slice(0, 1000) + fitted;
}
