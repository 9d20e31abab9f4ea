import { SCHEMA_VERSION, type MappedRecord, type Source } from '@mash-gateway/contracts';
import type { Mapped } from '../../kit/adapter.js';
import { fault, IssueList, notice, warning } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import { unreadParts } from '../read/known-parts.js';
import { isRecordObject, NO_RECORD, type Found } from '../read/objects.js';
import { Part } from '../read/part.js';
import { OBJECTS, type ObjectName } from '../read/structure.js';
import { assessmentResult } from './assessment.js';
import { attendanceMark, attendanceSummary } from './attendance.js';
import { behaviourIncident } from './behaviour.js';
import { contact } from './contact.js';
import { schoolEnrolment } from './enrolment.js';
import { exclusion } from './exclusion.js';
import { learner } from './learner.js';
import type { BodySource, ObjectSource, Statement } from './object-source.js';
import { specialNeeds } from './special-needs.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'sif-uk', version: '1.0.0' } as const;

/** Makes the records of one object: one for each child it is about. Every object stands alone, as it does in SIF. */
export function mapObject(found: Found, body: BodySource): readonly Mapped[] {
  const { element, position } = found;
  const { name } = element;
  if (!isRecordObject(name)) {
    const issue = notice('format.no-child', `${name}[${position}]`, NO_RECORD[name]);
    return [{ kind: 'nothing', position, issues: [issue] }];
  }
  const issues = new IssueList();
  const part = new Part(element, `${name}[${position}]`, issues.report, body.now);
  const source: ObjectSource = { ...body, found, part };
  const statements = MAPPINGS[name](source);
  const unmapped = unreadParts(element, OBJECTS[name], part.location, issues.report);
  const named = statements.filter(({ child }) => child.names !== undefined || child.identifiers !== undefined);
  if (named.length === 0) {
    const refused = fault('child.missing-name', part.location, 'Neither a learner nor a reference to one: nobody can be meant');
    return [{ kind: 'refused', position, issues: [...issues.all(), refused] }];
  }
  const common = issues.all();
  return named.map((statement) => {
    const own = new IssueList();
    const isOwn = ({ location }: { readonly location: string }): boolean =>
      !(statement.others ?? []).some((place) => `${location}/`.startsWith(`${place}/`));
    common.filter(isOwn).forEach(own.report);
    tellGaps(statement, part.location, own);
    return { kind: 'record', position, record: record(source, statement, { issues: [...own.all()], unmapped: unmapped.filter(isOwn) }) };
  });
}

const MAPPINGS: Readonly<Record<ObjectName, (source: ObjectSource) => readonly Statement[]>> = {
  LearnerPersonal: (source) => [learner(source)],
  LearnerContact: (source) => one(contact(source)),
  LearnerAttendanceSummary: (source) => one(attendanceSummary(source)),
  LearnerAttendance: (source) => one(attendanceMark(source)),
  LearnerExclusion: (source) => one(exclusion(source)),
  LearnerSpecialNeeds: (source) => one(specialNeeds(source)),
  LearnerSchoolEnrolment: (source) => one(schoolEnrolment(source)),
  LearnerAssessmentResult: (source) => one(assessmentResult(source)),
  LearnerBehaviourIncident: behaviourIncident,
};

function one(statement: Statement | undefined): readonly Statement[] {
  return statement === undefined ? [] : [statement];
}

function tellGaps({ child }: Statement, location: string, issues: IssueList): void {
  if (child.names === undefined) issues.report(warning('child.missing-name', location));
  if (child.birthDate === undefined) issues.report(warning('child.missing-birth-date', location));
  if (child.state === 'adult') issues.report(notice('child.adult', location, 'Eighteen or older on the day of receipt'));
}

function record(source: ObjectSource, statement: Statement, found: NonNullable<MappedRecord['quality']>): MappedRecord {
  const { child, persons, entries = [], absences, handling } = statement;
  const { location, report } = source.part;
  const quality = present<NonNullable<MappedRecord['quality']>>(found);
  return present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child,
    persons: persons && [...persons],
    information: fitList(entries, 500, location, report).map((entry, index) => ({ entryId: `e${index + 1}`, ...entry })),
    absences: absences && [...absences],
    source: sourceOf(source, statement),
    handling,
    quality: Object.keys(quality).length > 0 ? quality : undefined,
  });
}

/**
 * Add states the whole object; Change states what changed; an object without an event may have been asked for in part
 * (SIF_Query/SIF_Element), so what it leaves out is unstated.
 */
const CHANGES: Readonly<Record<string, Source['change']>> = { Add: 'new', Change: 'partial', Delete: 'delete' };

function sourceOf({ found, message }: ObjectSource, { source }: Statement): Source {
  const { action, position } = found;
  const change = action !== undefined && Object.hasOwn(CHANGES, action) ? CHANGES[action] : undefined;
  const { standard, ...further } = message;
  return present<Source>({
    agency: 'education',
    ...further,
    standard,
    adapter: ADAPTER.id,
    mappingVersion: ADAPTER.version,
    position,
    change: change ?? 'partial',
    ...source,
  });
}
