import type { Attendance, Coding } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { SEN_TYPE } from '../../code-systems/special-needs.js';
import type { Node } from '../read/node.js';
import type { Entry } from './source.js';

/** sen_needs, each a need with its days. */
export function needEntries(student: Node): Entry[] {
  return student.all('sen_needs').map((node) => {
    const start = node.day('start_date');
    const end = node.day('end_date');
    const key = node.raw('code') === undefined ? 'type' : 'code';
    const written = node.raw(key);
    const coding: Coding | undefined =
      written !== undefined && SEN_TYPE.entries[written] ? node.coding(key, SEN_TYPE) : node.ownCoding(key);
    const words = node.text('description', 500);
    const need = coding ?? (words === undefined ? undefined : { text: words });
    const rank = node.whole('rank', 100);
    return present<Entry>({
      ...EDUCATION,
      kind: 'special-need',
      occurredAt: (start ?? end) ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'day' }) : undefined,
      narrative: words,
      measures: rank === undefined ? [] : [{ name: 'Rank', quantity: String(rank) }],
      references: reference(node, 'wonde/sen_need/id'),
      specialNeeds: present<NonNullable<Entry['specialNeeds']>>({ startDate: start, needs: kept([need]) }),
    });
  });
}

/** Conditions and notes the school keeps on the child's health. */
export function healthEntries(student: Node): Entry[] {
  return ['medical_conditions', 'medical_notes'].flatMap((list) =>
    student.all(list).map((node) => {
      const start = node.moment('date');
      const title = node.text('description', 300);
      return present<Entry>({
        ...EDUCATION,
        kind: list === 'medical_notes' ? 'comment' : 'condition',
        title,
        narrative: node.text('notes', 32_000),
        occurredAt: start === undefined ? undefined : { start, precision: start.includes('T') ? 'time' : 'day' },
        references: reference(node, `wonde/${list}/id`),
      });
    }),
  );
}

/** attendance_summary: marks of the present year. */
export function summaryEntries(student: Node): Entry[] {
  return student.all('attendance_summary').map((node) => {
    const late = node.whole('late_marks', 1000);
    return present<Entry>({
      ...EDUCATION,
      kind: 'attendance',
      measures: late === undefined ? [] : [{ name: 'Late marks', quantity: String(late) }],
      attendance: present<Attendance>({
        sessionsPossible: node.whole('possible_marks', 1000),
        sessionsAttended: node.whole('present_marks', 1000),
        sessionsAuthorised: node.whole('authorised_absence_marks', 1000),
        sessionsUnauthorised: node.whole('unauthorised_absence_marks', 1000),
      }),
    });
  });
}

const EDUCATION = { dfeRecordType: 'education.details' } as const;

/** The id of an object inside another. */
export function reference(node: Node, system: string): NonNullable<Entry['references']> {
  const value = node.text('id', 120);
  return value === undefined ? [] : [{ type: 'other', value, system }];
}
