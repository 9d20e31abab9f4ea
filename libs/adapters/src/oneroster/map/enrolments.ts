import type { Enrolment, Organisation } from '@mash-gateway/contracts';
import { day } from '../../kit/dates.js';
import { fitList, fitText, present } from '../../kit/texts.js';
import type { Links } from '../read/join.js';
import { listed } from '../read/lists.js';
import { organisation } from './organisations.js';
import type { Entry, Row } from './row.js';

/** Schools and classes a student is enrolled in, and the school that is the main one where the roster says which. */
export function enrolments(
  row: Row,
  links: Links,
  yearGroup: string | undefined,
): { readonly school?: Organisation; readonly entries: readonly Entry[] } {
  const roles = links.roles(row.cells['sourcedId'] ?? '');
  const primary =
    row.cells['primaryOrgSourcedId'] ?? roles.find(({ roleType, role }) => roleType === 'primary' && role === 'student')?.['orgSourcedId'];
  const orgs = listed(row.cells['orgSourcedIds']);
  const main = primary ?? (orgs.length === 1 ? orgs[0] : undefined);
  const ofRoles = roles.filter(({ role }) => role === 'student').map((cells) => atSchool(row.joined('roles', cells), links));
  const named = new Set(roles.map(({ orgSourcedId }) => orgSourcedId));
  const ofOrgs = [...orgs, ...(primary === undefined || orgs.includes(primary) ? [] : [primary])]
    .filter((id) => !named.has(id))
    .map((id): Entry => ({
      ...ENROLMENT,
      enrolment: present<Enrolment>({ school: organisation(id, 'orgSourcedIds', row, links), yearGroup }),
    }));
  const classes = links.enrollments(row.cells['sourcedId'] ?? '').map((cells) => inClass(row.joined('enrollments', cells), links));
  const entries = fitList([...ofRoles, ...ofOrgs, ...classes], 400, row.location, row.report);
  return { entries, ...(main === undefined ? {} : { school: organisation(main, 'primaryOrgSourcedId', row, links) }) };
}

/** A row of enrollments.csv: a class, at a school, from a day to a day. */
export function inClass(row: Row, links: Links): Entry {
  const { classSourcedId } = row.cells;
  const cells = classSourcedId === undefined ? undefined : links.class(classSourcedId);
  const classId = row.text('classSourcedId', 120);
  const school = row.cells['schoolSourcedId'] ?? cells?.['schoolSourcedId'];
  return present<Entry>({
    ...dated(row),
    title: fitText(cells?.['title'], 300, row.at('classSourcedId'), row.report),
    references: classId === undefined ? [] : [{ type: 'other', value: classId, system: 'oneroster/class/sourcedId' }],
    enrolment: enrolmentOf(row, school === undefined ? undefined : organisation(school, 'schoolSourcedId', row, links)),
  });
}

const ENROLMENT = { kind: 'enrolment', dfeRecordType: 'education.details' } as const;

/** A row of roles.csv (1.2). */
function atSchool(row: Row, links: Links): Entry {
  const org = row.cells['orgSourcedId'];
  return { ...dated(row), enrolment: enrolmentOf(row, org === undefined ? undefined : organisation(org, 'orgSourcedId', row, links)) };
}

function enrolmentOf(row: Row, school: Organisation | undefined): Enrolment {
  return present<Enrolment>({ school, entryDate: dayOf(row, 'beginDate'), leavingDate: dayOf(row, 'endDate') });
}

/** An end in the past has ended it; a row to be deleted was taken back. */
function dated(row: Row): Entry {
  const start = dayOf(row, 'beginDate');
  const end = dayOf(row, 'endDate');
  const hasEnded = end !== undefined && end < row.now.toISOString().slice(0, 10);
  return present<Entry>({
    ...ENROLMENT,
    state: stateOf(row.cells['status'], hasEnded),
    occurredAt: (start ?? end) ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'day' }) : undefined,
  });
}

function dayOf(row: Row, column: string): string | undefined {
  return day(row.cells[column], { location: row.at(column), report: row.report, now: row.now });
}

function stateOf(status: string | undefined, hasEnded: boolean): Entry['state'] {
  if (status === 'tobedeleted') return 'cancelled';
  return hasEnded ? 'completed' : undefined;
}
