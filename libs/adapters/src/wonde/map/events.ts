import type { Attendance, Child, Coding, Exclusion, InvolvedPerson } from '@mash-gateway/contracts';
import { ATTENDANCE_PUBLICATION, attendanceCode } from '../../code-systems/attendance-codes.js';
import { childState } from '../../kit/age.js';
import { birthDate } from '../../kit/dates.js';
import { notice } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { fitList, kept, present, wholeId } from '../../kit/texts.js';
import { GENDER } from '../codes.js';
import type { Node } from '../read/node.js';
import { reference } from './facts.js';
import { names } from './person.js';
import { idOf, keyed, ownIds, referredStudent, STUDENT_ID, type Entry, type Statement } from './source.js';

const EDUCATION = { dfeRecordType: 'education.details' } as const;

/** The student of an event: as included, or by id alone. */
export function studentOf(node: Node): Child {
  const included = node.at('student');
  const identifiers = referredStudent(node, 'student');
  const born = birthDate(included.moment('date_of_birth'), { ...included.reading('date_of_birth'), now: node.found.now });
  return present<Child>({
    state: childState(born, node.found.now),
    names: names(included),
    birthDate: born,
    gender: included.coded('gender', GENDER),
    identifiers,
  });
}

/** A mark of one session. */
export function attendanceStatement(node: Node, repeated: Repeats): Statement {
  const start = node.moment('date');
  const mark = node.at('attendance_code');
  const code = mark.fields === undefined ? node.text('attendance_code', 120) : mark.text('code', 120);
  const known = code === undefined ? undefined : attendanceCode(code);
  if (code !== undefined && known === undefined)
    node.found.report(notice('code.unknown', node.reading('attendance_code').location, 'Not a code of the register; kept as written'));
  const words = mark.text('description', 500);
  const coding: Coding | undefined =
    code === undefined ? undefined : present<Coding>({ system: ATTENDANCE_PUBLICATION.system, code, display: known?.display, text: words });
  const session = node.text('session', 60);
  const late = node.whole('minutes_late', 1000);
  const entry = present<Entry>({
    ...EDUCATION,
    kind: 'attendance',
    state: known?.provisional ? 'provisional' : undefined,
    codes: kept([coding]),
    occurredAt: start === undefined ? undefined : { start, precision: start.includes('T') ? 'time' : 'day' },
    narrative: node.text('comment', 32_000),
    references: reference(node, 'wonde/attendance/id'),
    measures: kept([
      session === undefined ? undefined : { name: 'Session', value: session },
      late === undefined ? undefined : { name: 'Minutes late', quantity: String(late), unit: 'min' },
    ]),
    attendance: present<Attendance>({ startDate: start?.slice(0, 10), marks: code, provisional: known?.provisional }),
  });
  return { child: studentOf(node), entries: [entry], ...keyed(node, 'attendance', repeated) };
}

export function exclusionStatement(node: Node, repeated: Repeats): Statement {
  return { child: studentOf(node), entries: [exclusion(node)], ...keyed(node, 'exclusion', repeated) };
}

/** One statement for each student of the incident; the others are referred to and not copied. */
export function behaviourStatements(node: Node, repeated: Repeats): readonly Statement[] {
  const all = node.all('students');
  if (all.length === 0) return [{ child: studentOf(node), entries: [behaviour(node)], ...keyed(node, 'behaviour', repeated) }];
  const listed = fitList(all, MOST_STUDENTS, 'students', node.found.report);
  return listed.map((student, index) => {
    const others = listed
      .filter((_, at) => at !== index)
      .map((other, at): InvolvedPerson => ({
        personId: `p${at + 1}`,
        identifiers: ownIds(other, STUDENT_ID),
        roles: [{ normalised: 'other-child' }],
        visibility: 'third-party',
      }));
    const born = birthDate(student.moment('date_of_birth'), { ...student.reading('date_of_birth'), now: node.found.now });
    const child = present<Child>({
      state: childState(born, node.found.now),
      names: names(student),
      birthDate: born,
      gender: student.coded('gender', GENDER),
      identifiers: ownIds(student, STUDENT_ID),
    });
    const id = idOf(node);
    const studentId = idOf(student);
    const key = id === undefined || studentId === undefined ? undefined : wholeId('wonde', 'behaviour', id, studentId);
    return {
      child,
      persons: others,
      entries: [behaviour(node)],
      sourceRecordId: key,
      change: 'partial' as const,
      others: all.filter((other) => other !== student).map(({ location }) => location),
    };
  });
}

/** Each record names the others. */
const MOST_STUDENTS = 50;

/** A suspension or exclusion. */
export function exclusion(node: Node): Entry {
  const start = node.moment('start_date');
  const end = node.moment('end_date');
  return present<Entry>({
    ...EDUCATION,
    kind: 'exclusion',
    occurredAt:
      (start ?? end)
        ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: (start ?? end ?? '').includes('T') ? 'time' : 'day' })
        : undefined,
    narrative: node.text('comments', 32_000),
    references: reference(node, 'wonde/exclusion/id'),
    exclusion: present<Exclusion>({
      category: node.ownCoding('type'),
      reasons: kept([node.ownCoding('reason')]),
      sessions: node.whole('sessions', 400),
    }),
  });
}

/** A behaviour incident; what kind it is, the school says in its own words. */
export function behaviour(node: Node): Entry {
  const start = node.moment('incident_date');
  const acted = node.moment('action_date');
  const place = node.text('location', 500);
  const action = node.ownCoding('action_taken');
  return present<Entry>({
    ...EDUCATION,
    kind: 'incident',
    codes: kept([node.ownCoding('type'), node.ownCoding('bullying_type'), node.ownCoding('activity_type'), node.ownCoding('status')]),
    occurredAt: start === undefined ? undefined : { start, precision: start.includes('T') ? 'time' : 'day' },
    recordedAt: node.moment('recorded_date'),
    title: node.text('incident', 300),
    narrative: node.text('comment', 32_000),
    place: place === undefined ? undefined : { description: place },
    references: reference(node, 'wonde/behaviour/id'),
    outcomes: kept([action]),
    measures: acted === undefined ? [] : [{ name: 'Action on', value: acted }],
  });
}

/** A student that is gone from Wonde: known by id alone. */
export function deletion(node: Node): Statement {
  const id = idOf(node);
  const identifiers = ownIds(node, STUDENT_ID);
  return {
    child: { state: 'born', ...(identifiers.length > 0 ? { identifiers } : {}) },
    sourceRecordId: id === undefined ? undefined : wholeId('wonde', 'student', id),
    change: 'delete',
  };
}
