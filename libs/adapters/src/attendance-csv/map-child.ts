import type { CareStatus, Child, Identifier, Organisation, PersonName } from '@mash-gateway/contracts';
import { childState } from '../kit/age.js';
import { codedBy, codingBy } from '../kit/code-table.js';
import { birthDate } from '../kit/dates.js';
import { plainIdentifier, uln, upn, type IdentifierReading } from '../kit/identifiers.js';
import { notice, warning } from '../kit/issues.js';
import { fitText, kept, present } from '../kit/texts.js';
import { GENDER, SEN_PROVISION, SEX } from './codes.js';
import type { Column } from './columns.js';
import { authority } from './map-school.js';
import { dayOf } from './register-days.js';
import { locate, ofPupil, type PupilSource } from './register-source.js';

/** The pupil: who is meant, and what a register says beside attendance. */
export function childOf(pupil: PupilSource, organisation: Organisation | undefined): Child {
  const { report, now } = pupil;
  const born = ofPupil(pupil, 'birthDate');
  const birth = birthDate(born === undefined ? undefined : (dayOf(born) ?? born), { location: locate(pupil, 'birthDate'), report, now });
  return present<Child>({
    state: childState(birth, now),
    names: names(pupil),
    birthDate: birth,
    sex: codedBy(SEX, ofPupil(pupil, 'sex'), locate(pupil, 'sex'), report),
    gender: codedBy(GENDER, ofPupil(pupil, 'gender'), locate(pupil, 'gender'), report),
    identifiers: identifiers(pupil),
    school: organisation,
    localAuthority: authority(pupil),
    yearGroup: fitText(ofPupil(pupil, 'yearGroup'), 10, locate(pupil, 'yearGroup'), report),
    careStatuses: kept([yesNo(pupil, 'inCare', 'looked-after'), yesNo(pupil, 'freeSchoolMeals', 'free-school-meals'), specialNeeds(pupil)]),
  });
}

/**
 * The school that keeps the register vouches for the permanent UPN of its pupil, so it is verified when its check letter
 * holds and the file gives it to nobody else; nothing vouches for the other numbers.
 */
function identifiers(pupil: PupilSource): Identifier[] {
  const { report } = pupil;
  const number = <T>(column: Column, read: (value: string, reading: IdentifierReading) => T): T | undefined => {
    const value = ofPupil(pupil, column);
    return value === undefined ? undefined : read(value, { location: locate(pupil, column), report });
  };
  return kept([
    number('upn', (value, reading) => ownOnly(pupil, 'upn', upn(value, { ...reading, vouched: true }))),
    number('uln', (value, reading) => ownOnly(pupil, 'uln', uln(value, reading))),
    number('localId', (value, reading) =>
      ownOnly(pupil, 'localId', plainIdentifier('local', value, reading, { system: 'attendance-csv/pupil-id' })),
    ),
  ]);
}

function ownOnly(pupil: PupilSource, column: 'upn' | 'uln' | 'localId', identifier: Identifier | undefined): Identifier | undefined {
  if (identifier === undefined || !pupil.shared.has(column, pupil.first)) return identifier;
  pupil.report(warning('format.ambiguous-child', locate(pupil, column), 'The file gives the same number to somebody else'));
  return { ...identifier, status: 'unverified' };
}

function names(pupil: PupilSource): PersonName[] {
  return kept([
    nameOf(pupil, 'official', 'surname', 'forename', 'middleNames'),
    nameOf(pupil, 'preferred', 'preferredSurname', 'preferredForename'),
    wholeName(pupil),
  ]);
}

/** The first of the given names is the forename, as it stands; middle names are parted at blanks. */
function nameOf(pupil: PupilSource, use: PersonName['use'], ...columns: readonly Column[]): PersonName | undefined {
  const [family, ...given] = columns.map((column) => fitText(ofPupil(pupil, column), 150, locate(pupil, column), pupil.report));
  const parts = kept(given).flatMap((part, index) => (index === 0 ? [part] : part.split(/\s+/u)));
  return family === undefined && parts.length === 0 ? undefined : present<PersonName>({ use, family, given: parts.slice(0, 15) });
}

/** A name that the source does not part is not parted here: where its family name ends, a comma does not always say. */
function wholeName(pupil: PupilSource): PersonName | undefined {
  const text = fitText(ofPupil(pupil, 'name'), 300, locate(pupil, 'name'), pupil.report);
  return text === undefined ? undefined : { use: 'unknown', text };
}

const STATES: Readonly<Record<string, CareStatus['state']>> = Object.assign(
  Object.create(null) as object,
  {
    y: 'current',
    yes: 'current',
    true: 'current',
    '1': 'current',
    n: 'not-current',
    no: 'not-current',
    false: 'not-current',
    '0': 'not-current',
  } as const,
);

function yesNo(pupil: PupilSource, column: Column, kind: CareStatus['kind']): CareStatus | undefined {
  const code = fitText(ofPupil(pupil, column), 120, locate(pupil, column), pupil.report);
  if (code === undefined) return undefined;
  const state = STATES[code.toLowerCase()];
  if (state === undefined) pupil.report(notice('code.unknown', locate(pupil, column), 'Neither yes nor no; kept as written'));
  return { kind, state: state ?? 'unknown', original: [{ system: 'attendance-csv/yes-no', code }] };
}

function specialNeeds(pupil: PupilSource): CareStatus | undefined {
  const coding = codingBy(SEN_PROVISION, ofPupil(pupil, 'senProvision'), locate(pupil, 'senProvision'), pupil.report);
  if (coding === undefined) return undefined;
  const kind = SEN_PROVISION.entries[coding.code]?.normalised;
  if (kind === undefined) return { kind: 'other', state: 'unknown', original: [coding] };
  return kind === 'none'
    ? { kind: 'sen-support', state: 'not-current', original: [coding] }
    : { kind, state: 'current', original: [coding] };
}
