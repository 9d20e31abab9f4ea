import {
  SCHEMA_VERSION,
  type Absence,
  type Child,
  type MappedRecord,
  type Quality,
  type Source,
  type StatedHandling,
} from '@mash-gateway/contracts';
import { childState } from '../kit/age.js';
import { IssueList, warning } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { MOTHER } from './map-child.js';
import { entriesOf } from './map-entries.js';
import { personsOf, type Company } from './map-company.js';
import { findsTheChild } from './map-person.js';
import { relationshipsFor } from './map-relationships.js';
import { checkUnborn, checkVulnerableChild } from './mandatory.js';
import type { Notice, NoticeChild } from './read-notice.js';
import { sourceRecordId } from './source-record-id.js';

/** What every record of this adapter says of itself. */
export interface Identity {
  readonly adapter: string;
  readonly version: string;
  readonly standard: string;
}

/** The record of one child of a notice. */
export function recordOf(notice: Notice, child: NoticeChild, position: number, identity: Identity, now: Date): MappedRecord {
  const issues = new IssueList();
  for (const issue of [...notice.issues.all(), ...child.issues.all()]) issues.report(issue);
  const company = personsOf(notice, child, issues.report);
  const fields = childFields(child, now);
  if (fields.state === 'adult')
    issues.report(warning('child.adult', child.part.path, 'Eighteen or older: kept and routed, not made a child concern'));
  const information = entriesOf(notice, child, company, { adult: fields.state === 'adult', report: issues.report });
  const absences = fitList(absencesOf(notice, child, company, information), 200, '/absences', issues.report);
  check(notice, child, company, issues);
  return present<MappedRecord>({
    schemaVersion: SCHEMA_VERSION,
    child: fields,
    persons: company.persons,
    relationships: fitList(relationshipsFor(child.key, company.links), 200, '/relationships', issues.report),
    information,
    childVoice: notice.voice,
    documents: notice.documents.filter((item) => item.child === undefined || item.child === child.key).map((item) => item.document),
    absences,
    source: sourceOf(notice, child, position, identity),
    handling: handlingOf(notice, child, company),
    quality: qualityOf(notice, issues, absences),
  });
}

function childFields(child: NoticeChild, now: Date): Child {
  const { fields } = child.person;
  const state = child.unborn ? 'unborn' : childState(fields.birthDate, now, fields.death !== undefined);
  const grown = state === 'born' && fields.birthDate === undefined && (fields.age?.years ?? 0) >= 18;
  return present<Child>({ state: grown ? 'adult' : state, ...fields, ...child.fields, markers: [...child.person.warnings] });
}

function check(notice: Notice, child: NoticeChild, company: Company, issues: IssueList): void {
  // A deletion says that the notice should not have been sent; nobody is asked to complete it.
  if (notice.header.source.change === 'delete') return;
  const stated = new Set(child.absences.map((absence) => absence.field));
  const checked = { notice: notice.path, path: child.part.path, child: child.person.fields, persons: company.persons, stated };
  if (child.unborn) {
    checkUnborn(checked, child.fields.expectedBirthDate, issues.report);
    return;
  }
  checkVulnerableChild(checked, issues.report);
  if (child.voice === undefined && notice.voice === undefined)
    issues.report(warning('format.missing', `${child.part.path}/ChildVoice`, "The child's voice, or why it was not captured"));
}

function sourceOf(notice: Notice, child: NoticeChild, position: number, identity: Identity): Source {
  return present<Source>({
    agency: 'police',
    ...notice.header.source,
    standard: identity.standard,
    adapter: identity.adapter,
    mappingVersion: identity.version,
    sourceRecordId: sourceRecordId(notice, child),
    position,
  });
}

function handlingOf(notice: Notice, child: NoticeChild, company: Company): StatedHandling | undefined {
  const { fields } = notice.handling;
  const thirdParty = fields.thirdParty ?? (company.persons.some((person) => person.visibility === 'third-party') ? true : undefined);
  const handling = present<StatedHandling>({
    ...fields,
    restricted: isRestricted(notice, child, company) || undefined,
    thirdParty,
    nhsNumberAbsentReason: nhsNumberAbsent(notice, child),
  });
  return Object.keys(handling).length === 0 ? undefined : handling;
}

/**
 * A child must not be found when it, the notice or the place says so, when another child of the notice is restricted (they
 * share one account of what happened), or when somebody of its family or home is. A hidden suspect hides nobody else.
 */
function isRestricted(notice: Notice, child: NoticeChild, company: Company): boolean {
  if (notice.handling.restricted || notice.incident.placeHidden) return true;
  if (notice.children.some((other) => other.person.restricted)) return true;
  return notice.adults.some((adult) => adult.restricted && findsTheChild(adult, child.key, company.links));
}

const REASONS = { unknown: 'not-known', 'not-asked': 'not-known', withheld: 'withheld', 'not-applicable': 'not-applicable' } as const;

function nhsNumberAbsent(notice: Notice, child: NoticeChild): StatedHandling['nhsNumberAbsentReason'] {
  if (child.person.fields.identifiers?.some((identifier) => identifier.type === 'nhs-number')) return undefined;
  const stated = notice.handling.nhsNumberAbsent.get(child.key) ?? notice.handling.nhsNumberAbsent.get('*');
  const absence = child.absences.find((item) => item.field === '/identifiers/nhs-number');
  return stated ?? (absence && REASONS[absence.reason]);
}

/** What is read with a child and stands elsewhere in its record. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  [MOTHER, MOTHER],
  ['/people/vulnerabilities', '/information/0/people'],
]);

type Information = NonNullable<MappedRecord['information']>;

function absencesOf(notice: Notice, child: NoticeChild, company: Company, information: Information): Absence[] {
  const placed = (base: string, absences: readonly Absence[]): Absence[] =>
    absences.map(({ field, reason }) => ({ field: `${base}${field}`, reason, stated: `absent="${reason}"` }));
  const entry = information[0];
  const given = new Set(Object.keys(entry?.circumstances ?? {}).map((field) => `/circumstances/${field}`));
  const own = new Set(child.entryAbsences.map((absence) => absence.field));
  const shared = notice.incidentAbsences.filter((absence) => !given.has(absence.field) && !own.has(absence.field));
  const aboutChild = child.absences.map((item) => ({ ...item, field: ELSEWHERE.get(item.field) ?? `/child${item.field}` }));
  const documents = notice.documents.filter((item) => item.child === undefined || item.child === child.key);
  const episodes = notice.missing.filter((episode) => episode.child === child.key).length;
  return [
    ...placed('', aboutChild),
    ...company.persons.flatMap((person, index) =>
      placed(`/persons/${index}`, notice.adults.find((adult) => adult.key === person.personId)?.absences ?? []),
    ),
    ...placed('/information/0', [...child.entryAbsences, ...shared]),
    ...notice.missing
      .filter((episode) => episode.child === child.key)
      .flatMap((episode, index) => placed(`/information/${index + 1}`, episode.absences)),
    ...child.protections.flatMap((protection, index) => placed(`/information/${index + 1 + episodes}`, protection.absences)),
    ...placed('', notice.voiceAbsences),
    ...documents.flatMap((item, index) => placed(`/documents/${index}`, item.absences)),
    ...placed('/handling', notice.handlingAbsences),
  ];
}

function qualityOf(notice: Notice, issues: IssueList, absences: readonly Absence[]): Quality | undefined {
  const withheld = absences.filter((absence) => absence.reason === 'withheld').map((absence) => absence.field.slice(0, 100));
  const quality = present<Quality>({
    issues: [...issues.all()],
    unmapped: notice.extensions.slice(0, 200).map((location) => ({ location, reason: "A force's own extension" })),
    withheldBySource: [...new Set(withheld)].slice(0, 50),
  });
  return Object.keys(quality).length === 0 ? undefined : quality;
}
