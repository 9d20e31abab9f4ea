import type { Attendance, Coding, Measure } from '@mash-gateway/contracts';
import { ATTENDANCE_PUBLICATION, attendanceCode } from '../../code-systems/attendance-codes.js';
import { notice, warning } from '../../kit/issues.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { schoolRefOf } from '../read/join.js';
import type { Part } from '../read/part.js';
import { sequenceOf } from './message.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { referredSchool } from './school.js';
import { aboutReferred } from './statement.js';

const ATTENDANCE = { kind: 'attendance', dfeRecordType: 'education.details' } as const;
/** Contract: sessions of one count. */
const MOST_SESSIONS = 1000;

/** LearnerAttendanceSummary: sessions by reason between two days. */
export function attendanceSummary(source: ObjectSource): Statement | undefined {
  const { part } = source;
  const school = part.attribute('SchoolInfoRefId');
  const start = part.at('StartDate').day();
  const statement = aboutReferred(source, [school, part.at('SchoolYear').raw() ?? '', start ?? '']);
  if (statement === undefined) return undefined;
  const end = part.at('EndDate').day();
  const reasons = part.at('ReasonsList').all('Reason').map(reasonOf);
  const absences = reasons.flatMap(({ reason, sessions, isAbsence }) =>
    isAbsence && sessions !== undefined ? [{ reason, sessions }] : [],
  );
  const others = reasons.filter(({ sessions, isAbsence }) => !isAbsence || sessions === undefined);
  const totals = present<Attendance>({
    academicYear: part.at('SchoolYear').text(20),
    sessionsPossible: part.at('SessionsPossible').whole(0, MOST_SESSIONS),
    sessionsAttended: part.at('SessionsAttendedTotal').whole(0, MOST_SESSIONS),
    sessionsAuthorised: part.at('AuthorisedAbsences').whole(0, MOST_SESSIONS),
    sessionsUnauthorised: part.at('UnauthorisedAbsences').whole(0, MOST_SESSIONS),
    absences: fitList(absences, 40, part.location, part.report),
    startDate: start,
    provisional: reasons.some(({ reason, total }) => isProvisional(reason.code) && total !== '0') ? true : undefined,
  });
  return {
    ...statement,
    entries: [
      present<Entry>({
        ...ATTENDANCE,
        state: totals.provisional ? 'provisional' : undefined,
        occurredAt: (start ?? end) ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'day' }) : undefined,
        organisation: referredSchool(school, part.at('@SchoolInfoRefId'), source.joined),
        measures: fitList(others.map(countedOtherwise), 100, part.location, part.report),
        attendance: totals,
      }),
    ],
  };
}

/** LearnerAttendance: one mark of one session or lesson. */
export function attendanceMark(source: ObjectSource): Statement | undefined {
  const { part } = source;
  const statement = aboutReferred(source);
  if (statement === undefined) return undefined;
  const day = part.at('AttendanceDate').day();
  const mark = part.at('AttendanceCode');
  const code = markOf(mark);
  const recordedAt = part.at('RecordTimestamp').moment();
  const sequence = sequenceOf(recordedAt);
  const isOpen = code !== undefined && isProvisional(code.code);
  const entry = present<Entry>({
    ...ATTENDANCE,
    state: isOpen ? 'provisional' : undefined,
    codes: kept([code]),
    occurredAt: day === undefined ? undefined : when(part, day),
    recordedAt,
    narrative: part.at('AttendanceNote').text(32_000),
    organisation: referredSchool(schoolRefOf(part.element ?? NO_ELEMENT), part.at('@SchoolInfoRefId'), source.joined),
    measures: measures(part),
    attendance: present<Attendance>({ startDate: day, marks: code?.code, provisional: isOpen ? true : undefined }),
  });
  // Corrections have the same RefId, and the later timestamp is the truth (SIF UK 2.6 LearnerAttendance).
  return { ...statement, entries: [entry], source: { ...statement.source, ...(sequence === undefined ? {} : { sequence }) } };
}

const NO_ELEMENT = { name: '', uri: '', attributes: [], children: [], text: '', line: 0 };

interface Reason {
  readonly reason: Coding;
  /** As written, also when it is more than the contract takes. */
  readonly total: string;
  readonly sessions: number | undefined;
  /** A late or present mark is counted by schools among reasons, and is no session missed. */
  readonly isAbsence: boolean;
}

function reasonOf(part: Part): Reason {
  const type = part.at('Type').text(60);
  const status = part.at('Status').text(60);
  const code = markOf(part.at('Code'));
  const words = kept([type, status]).join(', ');
  const total = part.at('Total').text(30) ?? '';
  const isCount = /^\d{1,4}$/u.test(total) && Number(total) <= MOST_SESSIONS;
  if (!isCount)
    part.report(warning('format.value', `${part.location}/Total`, `No count of sessions up to ${MOST_SESSIONS}; kept as written`));
  return {
    reason: { ...code, ...(words === '' ? {} : { text: words }) },
    total,
    sessions: isCount ? Number(total) : undefined,
    isAbsence: type === undefined || type === 'Absent',
  };
}

function markOf(part: Part): (Coding & { code: string }) | undefined {
  const code = part.text(120);
  if (code === undefined) return undefined;
  const known = attendanceCode(code);
  if (known === undefined && code !== RETIRED_EXTENDED_HOLIDAY)
    part.report(notice('code.unknown', part.location, 'Not a code of this list; kept as written'));
  const display = known?.display ?? (code === RETIRED_EXTENDED_HOLIDAY ? 'Agreed extended family holiday (until 2013)' : undefined);
  return { system: ATTENDANCE_PUBLICATION.system, code, ...(display === undefined ? {} : { display }) };
}

/** In the list of SIF UK and no longer in the register's. */
const RETIRED_EXTENDED_HOLIDAY = 'F';

function isProvisional(code: string | undefined): boolean {
  return code !== undefined && attendanceCode(code)?.provisional === true;
}

function countedOtherwise({ reason, total }: Reason): Measure {
  return present<Measure>({ name: 'Sessions', code: reason, value: total === '' ? undefined : total, unit: 'sessions' });
}

function when(part: Part, day: string): NonNullable<Entry['occurredAt']> {
  const start = timeOn(part.at('StartTime'), day);
  const end = timeOn(part.at('FinishTime'), day);
  return start === undefined
    ? { start: day, precision: 'day' }
    : present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'time' });
}

function timeOn(part: Part, day: string): string | undefined {
  const written = part.raw();
  if (written === undefined) return undefined;
  if (/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/u.test(written)) return `${day}T${written}`;
  part.report(warning('date.unreadable', part.location, 'A time is written hh:mm:ss'));
  return undefined;
}

function measures(part: Part): Measure[] {
  const facts: readonly (readonly [string, string])[] = [
    ['TimeIn', 'Arrived at'],
    ['Session', 'Session'],
    ['SessionLabel', 'Session as the school calls it'],
    ['AttendanceDomain', 'Taken for'],
  ];
  return facts.flatMap(([element, name]) => {
    const value = part.at(element).text(200);
    return value === undefined ? [] : [{ name, value }];
  });
}
