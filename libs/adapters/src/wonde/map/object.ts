import { SCHEMA_VERSION, type Absence, type MappedRecord, type Source } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import { fault, IssueList, notice, warning, type Report } from '../../kit/issues.js';
import type { Repeats } from '../../kit/repeats.js';
import { fitList, present } from '../../kit/texts.js';
import { kindOf, type Found } from '../read/items.js';
import { unreadKeys } from '../read/known-keys.js';
import { fieldsOf, Node } from '../read/node.js';
import { OBJECTS, type ObjectKind } from '../read/structure.js';
import { attendanceStatement, behaviourStatements, deletion, exclusionStatement } from './events.js';
import type { Statement } from './source.js';
import { student } from './student.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'wonde', version: '1.0.0' } as const;

/** Makes the records of one object: one for each child it is about. */
export function mapObject({ value, position }: Found, now: Date, repeated: Repeats): readonly Mapped[] {
  const kind = kindOf(value);
  if (kind === undefined || kind === 'adult') return [nothing(position, kind)];
  const issues = new IssueList();
  const place = `data[${position - 1}]`;
  const report: Report = (issue) => {
    issues.report({ ...issue, location: `${place}/${issue.location}` });
  };
  const found = { report, now, withheld: new Set<string>() };
  const node = new Node(fieldsOf(value), '', found);
  if (kind === 'deletion' && node.raw('type')?.toLowerCase() !== 'student')
    return [
      { kind: 'nothing', position, issues: [notice('format.no-child', `${place}/type`, 'Something other than a student was deleted')] },
    ];
  const statements = MAPPINGS[kind](node, repeated);
  const unmapped = unreadKeys(value, OBJECTS[kind], { location: place, path: kind }, issues.report);
  const named = statements.filter(({ child }) => child.names !== undefined || child.identifiers !== undefined);
  if (named.length === 0) {
    const refused = fault('child.missing-name', place, 'Neither a name nor an id: nobody can be meant');
    return [{ kind: 'refused', position, issues: [...issues.all(), refused] }];
  }
  const withheld = fitList([...found.withheld], 50, place, () => undefined);
  const authored = authoredOf(node, kind);
  return named.map((statement) => {
    const own = new IssueList();
    const isOwn = (path: string): boolean => !(statement.others ?? []).some((other) => `${path}/`.startsWith(`${other}/`));
    for (const issue of issues.all()) if (isOwn(issue.location.slice(place.length + 1))) own.report(issue);
    const ownWithheld = withheld.filter(isOwn);
    if (ownWithheld.length > 0)
      own.report(notice('source.withheld', place, 'Null where a scope is missing: withheld, neither deleted nor empty'));
    tellGaps(statement, place, own);
    const information = fitList(statement.entries ?? [], 500, place, own.report);
    const quality = present<NonNullable<MappedRecord['quality']>>({
      issues: [...own.all()],
      unmapped,
      withheldBySource: ownWithheld.map((path) => path.slice(0, 100)),
    });
    const record = present<MappedRecord>({
      schemaVersion: SCHEMA_VERSION,
      child: statement.child,
      persons: statement.persons && [...statement.persons],
      information: information.map((entry, index) => ({ entryId: `e${index + 1}`, ...entry })),
      absences: kind === 'student' ? absences(found.withheld, statement) : undefined,
      source: present<Source>({
        agency: 'education',
        system: 'Wonde',
        standard: 'Wonde API v1.0',
        adapter: ADAPTER.id,
        mappingVersion: ADAPTER.version,
        sourceRecordId: statement.sourceRecordId,
        position,
        change: statement.change,
        ...authored,
      }),
      quality: Object.keys(quality).length > 0 ? quality : undefined,
    });
    return { kind: 'record', position, record };
  });
}

const MAPPINGS: Readonly<Record<ObjectKind, (node: Node, repeated: Repeats) => readonly Statement[]>> = {
  student: (node, repeated) => [student(node, repeated)],
  attendance: (node, repeated) => [attendanceStatement(node, repeated)],
  behaviour: behaviourStatements,
  exclusion: (node, repeated) => [exclusionStatement(node, repeated)],
  deletion: (node) => [deletion(node)],
};

function nothing(position: number, kind: 'adult' | undefined): Mapped {
  const place = `data[${position - 1}]`;
  const issue =
    kind === 'adult'
      ? notice('format.no-child', place, 'A contact or a member of staff, not a student')
      : notice('format.unsupported', place, 'No object of Wonde that this adapter reads');
  return { kind: 'nothing', position, issues: [issue] };
}

function tellGaps({ child }: Statement, location: string, issues: IssueList): void {
  if (child.names === undefined) issues.report(warning('child.missing-name', location));
  if (child.birthDate === undefined) issues.report(warning('child.missing-birth-date', location));
  if (child.state === 'adult') issues.report(notice('child.adult', location, 'Eighteen or older on the day of receipt'));
}

/** Fields of the child that a null leaves open. */
const FIELDS: readonly (readonly [path: string, field: string])[] = [
  ['date_of_birth', '/child/birthDate'],
  ['date_of_birth/date', '/child/birthDate'],
  ['gender', '/child/gender'],
  ['legal_surname', '/child/names'],
  ['surname', '/child/names'],
  ['contact_details', '/child/addresses'],
  ['contact_details/addresses', '/child/addresses'],
  ['contact_details/addresses/home', '/child/addresses'],
  ['contact_details/phones', '/child/telecoms'],
  ['extended_details', '/child/careStatuses'],
  ['extended_details/in_lea_care', '/child/careStatuses'],
  ['extended_details/ethnicity', '/child/ethnicity'],
  ['contacts', '/persons'],
];

/** Only for what is not there at all: a name in use is a name, though the legal one was withheld. */
function absences(withheld: ReadonlySet<string>, { child, persons }: Statement): Absence[] {
  const isThere = (field: string): boolean =>
    field === '/persons' ? (persons ?? []).length > 0 : Object.hasOwn(child, field.slice('/child/'.length));
  const fields = new Set(FIELDS.filter(([path, field]) => withheld.has(path) && !isThere(field)).map(([, field]) => field));
  return [...fields].map((field) => ({ field, reason: 'withheld', stated: 'Wonde: null, which a missing scope gives' }));
}

/** When the object was last written at its source, which orders its versions. */
function authoredOf(node: Node, kind: ObjectKind): Partial<Source> {
  const authoredAt = kind === 'deletion' ? node.moment('deleted_at') : node.moment('updated_at');
  const createdAt = kind === 'deletion' ? undefined : node.moment('created_at');
  return present<Partial<Source>>({ authoredAt, createdAt, sequence: sequenceOf(authoredAt) });
}

function sequenceOf(moment: string | undefined): number | undefined {
  if (moment?.includes('T') !== true) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment : `${moment}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
