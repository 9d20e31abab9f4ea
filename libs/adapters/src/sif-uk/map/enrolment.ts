import type { Child, Coding, Enrolment, Measure } from '@mash-gateway/contracts';
import { clipped, kept, present } from '../../kit/texts.js';
import { BOARDER, LEAVING_DESTINATION, LEAVING_REASON, MEMBERSHIP_TYPE } from '../codes/education.js';
import { schoolRefOf } from '../read/join.js';
import type { Part } from '../read/part.js';
import { answer } from './demographics.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { referredSchool, schoolByNumber } from './school.js';
import { aboutReferred } from './statement.js';

/** LearnerPersonal/CurrentSchoolEnrolment: the current main school. */
export function currentSchool(learner: Part): Pick<Child, 'school' | 'yearGroup'> & { readonly entries: readonly Entry[] } {
  const part = learner.at('CurrentSchoolEnrolment');
  if (part.element === undefined) return { entries: [] };
  const school = schoolByNumber(part);
  const yearGroup = part.at('NCYearGroup').text(10);
  const refId = part.attribute('LearnerSchoolEnrolmentRefId');
  const entry = present<Entry>({
    ...ENROLMENT,
    state: 'active',
    references:
      refId === undefined ? undefined : [{ type: 'other', value: clipped(refId, 120), system: 'sif-uk/LearnerSchoolEnrolment/RefId' }],
    enrolment: present<Enrolment>({ school, yearGroup }),
  });
  return { ...(school ? { school } : {}), ...(yearGroup ? { yearGroup } : {}), entries: [entry] };
}

/** LearnerPersonal/PreviousEstablishmentList. */
export function pastEnrolments(learner: Part): Entry[] {
  return learner
    .at('PreviousEstablishmentList')
    .all('PreviousEstablishment')
    .map((part) =>
      entryOf(
        present<Enrolment>({
          school: schoolByNumber(part, part.at('EstablishmentName').text(300)),
          entryDate: part.at('EntryDate').day(),
          leavingDate: part.at('ExitDate').day(),
          leavingReason: part.at('ExitType').coding(LEAVING_REASON),
          lastSchool: yes(part.at('LastSchool')),
        }),
        part.now,
      ),
    );
}

/** LearnerSchoolEnrolment: one enrolment with its end and what comes after. */
export function schoolEnrolment(source: ObjectSource): Statement | undefined {
  const { part, joined, now } = source;
  const statement = aboutReferred(source);
  if (statement === undefined) return undefined;
  const exit = part.at('ExitType');
  const reason = exit.at('Code').coding(LEAVING_REASON);
  const school = referredSchool(schoolRefOf(part.element ?? NO_ELEMENT), at(part, 'SchoolInfoRefId'), joined);
  const enrolment = present<Enrolment>({
    school,
    entryDate: part.at('EntryDate').day(),
    leavingDate: part.at('ExitDate').day(),
    leavingReason: reason,
    status: part.codingOfAttribute('MembershipType', MEMBERSHIP_TYPE),
    yearGroup: part.at('NCYearGroupActual').text(10),
  });
  const entry = present<Entry>({ ...entryOf(enrolment, now), codes: kept([part.at('Boarder').coding(BOARDER)]), measures: measures(part) });
  const isPast = enrolment.leavingDate !== undefined && enrolment.leavingDate <= now.toISOString().slice(0, 10);
  const child = present<Child>({
    ...statement.child,
    school: isPast || enrolment.status?.code === 'P' ? undefined : school,
    yearGroup: isPast ? undefined : enrolment.yearGroup,
  });
  const died = reason !== undefined && LEAVING_REASON.entries[reason.code]?.normalised === 'deceased';
  const entries = [entry, ...destination(exit.at('Destination')), ...(died ? [deathEntry(reason)] : [])];
  return { ...statement, child: died ? { ...child, state: 'deceased', death: { deceased: 'yes' } } : child, entries };
}

const ENROLMENT = { kind: 'enrolment', dfeRecordType: 'education.details' } as const;
const NO_ELEMENT = { name: '', uri: '', attributes: [], children: [], text: '', line: 0 };

function entryOf(enrolment: Enrolment, now: Date): Entry {
  const { entryDate, leavingDate } = enrolment;
  const dates = { ...(entryDate ? { start: entryDate } : {}), ...(leavingDate ? { end: leavingDate } : {}) };
  return present<Entry>({
    ...ENROLMENT,
    state: leavingDate !== undefined && leavingDate <= now.toISOString().slice(0, 10) ? 'completed' : undefined,
    occurredAt: (entryDate ?? leavingDate) ? { ...dates, precision: 'day' } : undefined,
    enrolment,
  });
}

/** Where the learner goes next, as far as the school knows. */
function destination(part: Part): Entry[] {
  if (part.element === undefined) return [];
  const code = part.at('Code').coding(LEAVING_DESTINATION);
  const school = schoolByNumber(part, part.at('Name').text(300));
  const isSchool = code === undefined || LEAVING_DESTINATION.entries[code.code]?.normalised !== 'other';
  return [
    present<Entry>({
      ...ENROLMENT,
      state: 'planned',
      codes: kept([code]),
      enrolment: school && { school: isSchool ? school : { ...school, type: 'other' } },
    }),
  ];
}

/** Leaving reason Deceased. The day of leaving is not the day of death. */
function deathEntry(reason: Coding): Entry {
  return { kind: 'death', dfeRecordType: 'personal.details', codes: [reason] };
}

function measures(part: Part): Measure[] {
  const sessions = part.at('Sessions').whole(0, 14);
  const tuition = part.at('AlternativeTuition');
  const partTime = answer(part.at('FTPTStatus'), 'sif-uk/FTPTStatus', 'Enrolled part-time');
  const named: readonly (readonly [string, string | undefined])[] = [
    ['Alternative tuition, reason', tuition.at('Category').text(120)],
    ['Alternative tuition, provision', tuition.at('ProvisionType').text(120)],
    ['Alternative tuition, from', tuition.at('StartDate').day()],
    ['Alternative tuition, until', tuition.at('EndDate').day()],
    ['Alternative tuition, hours', tuition.at('TotalHours').text(30)],
  ];
  return kept([
    sessions === undefined ? undefined : { name: 'Sessions a week', quantity: String(sessions) },
    partTime && { name: 'Part-time', code: partTime, value: partTime.code ?? '' },
    ...named.map(([name, value]) => (value === undefined ? undefined : { name, value })),
  ]);
}

function yes(part: Part): boolean | undefined {
  const stated = part.yesNo();
  return stated === undefined || stated === 'unknown' ? undefined : stated === 'yes';
}

function at(part: Part, name: string): Part {
  return part.at(`@${name}`);
}
