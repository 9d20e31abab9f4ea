import {
  SCHEMA_VERSION,
  type Child,
  type Identifier,
  type Information,
  type MappedRecord,
  type Reference,
  type Source,
} from '@mash-gateway/contracts';
import type { Mapped } from '../kit/adapter.js';
import { childState } from '../kit/age.js';
import { birthDate } from '../kit/dates.js';
import { fault, IssueList, notice, warning } from '../kit/issues.js';
import { fitList, fitText, kept, present } from '../kit/texts.js';
import { textAt, type XmlElement } from '../kit/xml-tree.js';
import { placeOf, unreadParts } from './known-parts.js';
import { addresses, telecoms } from './map-address.js';
import { assessmentEntries } from './map-assessments.js';
import { attendanceEntries } from './map-attendance.js';
import { careStatuses } from './map-care.js';
import { contacts } from './map-contacts.js';
import { disabilities, ethnicity, gender, languages, sex } from './map-demographics.js';
import { currentSchool, enrolmentEntries, yearGroup } from './map-enrolment.js';
import { identifiers } from './map-identifiers.js';
import { missingEducationEntries } from './map-missing-education.js';
import { freeMealEntries } from './map-meals.js';
import { pupilNames } from './map-names.js';
import { specialNeedEntries } from './map-needs.js';
import { schoolKey } from './map-school.js';
import { locate, type FileSource, type PupilSource } from './pupil-source.js';
import { PUPIL } from './structure.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'ctf', version: '1.1.0' } as const;

/** Makes the record of one pupil; every pupil stands alone, so what is wrong with one never touches another. */
export function mapPupil(element: XmlElement, position: number, file: FileSource): Mapped {
  const issues = new IssueList();
  const pupil: PupilSource = { ...file, element, position, step: `Pupil[${position}]`, report: issues.report };
  const { child, absences } = childOf(pupil);
  if (child.names === undefined && child.identifiers === undefined) {
    const refused = fault('child.missing-name', locate(pupil, ''), 'Neither a name nor an identifier: nobody can be meant');
    return { kind: 'refused', position, issues: [...issues.all(), refused] };
  }
  if (child.names === undefined) pupil.report(warning('child.missing-name', locate(pupil, 'Surname')));
  if (child.birthDate === undefined) pupil.report(warning('child.missing-birth-date', locate(pupil, 'DOB')));
  if (child.state === 'adult') pupil.report(notice('child.adult', locate(pupil, 'DOB'), 'Eighteen or older on the day of receipt'));
  const body: MappedRecord = {
    schemaVersion: SCHEMA_VERSION,
    child,
    persons: contacts(pupil),
    information: information(pupil, child),
    absences,
    source: sourceOf(pupil, child),
  };
  const unmapped = fitList(
    unreadParts(element, PUPIL, placeOf('Pupil', locate(pupil, '')), pupil.report),
    200,
    locate(pupil, ''),
    pupil.report,
  );
  const quality = present<NonNullable<MappedRecord['quality']>>({ issues: [...issues.all()], unmapped });
  return {
    kind: 'record',
    position,
    record: present<MappedRecord>(Object.keys(quality).length > 0 ? { ...body, quality } : body),
  };
}

function childOf(pupil: PupilSource): { readonly child: Child; readonly absences: NonNullable<MappedRecord['absences']> } {
  const { element, report, now } = pupil;
  const born = birthDate(textAt(element, 'DOB'), { location: locate(pupil, 'DOB'), report, now });
  const spoken = languages(pupil);
  const state = childState(born, now);
  const child = present<Child>({
    state,
    names: pupilNames(pupil),
    birthDate: born,
    sex: sex(pupil),
    gender: gender(pupil),
    identifiers: identifiers(pupil),
    addresses: addresses(element, locate(pupil, ''), report),
    telecoms: telecoms(element, locate(pupil, ''), report),
    ethnicity: ethnicity(pupil),
    languages: spoken.languages,
    disabilities: disabilities(pupil),
    school: currentSchool(pupil),
    yearGroup: yearGroup(pupil),
    careStatuses: careStatuses(pupil, state),
  });
  return { child, absences: spoken.absences };
}

function information(pupil: PupilSource, child: Child): Information[] {
  const entries = [
    ...enrolmentEntries(pupil),
    ...(child.state === 'adult' ? [] : missingEducationEntries(pupil)),
    ...attendanceEntries(pupil),
    ...specialNeedEntries(pupil),
    ...freeMealEntries(pupil),
    ...assessmentEntries(pupil),
  ];
  return fitList(entries, 500, locate(pupil, ''), pupil.report).map((entry, index) => ({ entryId: `e${index + 1}`, ...entry }));
}

function sourceOf(pupil: PupilSource, child: Child): Source {
  const { header, position } = pupil;
  return present<Source>({
    agency: 'education',
    organisation: header.organisation,
    system: header.system,
    standard: header.standard,
    adapter: ADAPTER.id,
    mappingVersion: ADAPTER.version,
    sourceRecordId: sourceRecordId(pupil, child),
    position,
    sequence: header.sequence,
    change: header.change,
    authoredAt: header.authoredAt,
    messageType: header.messageType,
    references: kept([applicationReference(pupil), ...header.references]),
  });
}

/**
 * The pupil at this school, by the number that stays the same from file to file. Without one there is none: a place in a
 * file, or a number that may be somebody else's, would make two pupils one source record.
 */
function sourceRecordId({ header, repeated }: PupilSource, child: Child): string | undefined {
  const number = child.identifiers?.find((identifier) => isAnchor(identifier) && !repeated.has(identifier));
  return number && `ctf:${schoolKey(header.organisation) ?? 'unknown-school'}:${number.type}:${number.value}`;
}

function isAnchor({ type, status, temporary }: Identifier): boolean {
  return (type === 'upn' || type === 'uln') && status !== 'failed-check-digit' && temporary !== true;
}

function applicationReference(pupil: PupilSource): Reference | undefined {
  const path = locate(pupil, 'ApplicationReference');
  const value = fitText(textAt(pupil.element, 'ApplicationReference'), 120, path, pupil.report);
  return value === undefined ? undefined : { type: 'other', value, system: 'ctf/application-reference' };
}
