import type { Coding, Enrolment, Organisation } from '@mash-gateway/contracts';
import { codingBy } from '../kit/code-table.js';
import { day } from '../kit/dates.js';
import { fitText, present } from '../kit/texts.js';
import { at, childrenOf, textAt, type XmlElement } from '../kit/xml-tree.js';
import { ACCEPT, DESTINATION, ENROLMENT_STATUS } from './codes.js';
import type { Entry } from './entry.js';
import { school, schoolKey } from './map-school.js';
import { locate, locateItem, type PupilSource } from './pupil-source.js';

/** The school the pupil is at: the one that wrote the file, with its dates where the history has them. */
export function currentSchool(pupil: PupilSource): Organisation | undefined {
  const { organisation } = pupil.header;
  if (organisation?.type !== 'school') return undefined;
  const spell = spellHere(pupil);
  const period = present<NonNullable<Organisation['period']>>({ start: spell?.entryDate, end: spell?.leavingDate });
  return Object.keys(period).length > 0 ? { ...organisation, period } : organisation;
}

/** Schools attended, the present one with its status, and the next one or the fact that nobody knows it. */
export function enrolmentEntries(pupil: PupilSource): Entry[] {
  const spells = history(pupil);
  const stated = status(pupil);
  const here = spells.findIndex(({ enrolment }) => sameSchool(enrolment.school, pupil.header.organisation));
  const told = stated !== undefined && here < 0 ? [{ enrolment: { ...stated, ...writer(pupil) }, grounds: [] }] : [];
  const attended = spells.map((spell, index) => (index === here ? { ...spell, enrolment: { ...spell.enrolment, ...stated } } : spell));
  return [...[...attended, ...told].map((spell) => entry(spell, pupil)), ...destination(pupil)];
}

/** The day on which the pupil left the school that wrote the file, where the history says. */
export function leftOn(pupil: PupilSource): string | undefined {
  return spellHere(pupil)?.leavingDate;
}

/** The spell at the school that wrote the file; what is wrong with it is told where the entries are made. */
function spellHere(pupil: PupilSource): Enrolment | undefined {
  if (at(pupil.element, 'SchoolHistory') === undefined) return undefined;
  const silent: PupilSource = { ...pupil, report: () => undefined };
  return history(silent).find(({ enrolment }) => sameSchool(enrolment.school, pupil.header.organisation))?.enrolment;
}

interface Spell {
  readonly enrolment: Enrolment;
  /** On which ground the name was removed from the register (SI 2024/208 reg 9), as written. */
  readonly grounds: readonly Coding[];
}

function history(pupil: PupilSource): Spell[] {
  const path = 'SchoolHistory/School';
  return childrenOf(at(pupil.element, 'SchoolHistory'), 'School').map((element, index) => {
    const location = locateItem(pupil, path, index);
    return spellOf(element, location, pupil);
  });
}

function spellOf(element: XmlElement, location: string, pupil: PupilSource): Spell {
  const { report, now } = pupil;
  const reason = fitText(textAt(element, 'LeavingReason'), 120, `${location}/LeavingReason`, report);
  const grounds = fitText(textAt(element, 'GroundsForRemoval'), 120, `${location}/GroundsForRemoval`, report);
  const last = textAt(element, 'LastSchool');
  const enrolment = present<Enrolment>({
    school: school(element, location, report),
    entryDate: day(textAt(element, 'EntryDate'), { location: `${location}/EntryDate`, report, now }),
    leavingDate: day(textAt(element, 'LeavingDate'), { location: `${location}/LeavingDate`, report, now }),
    leavingReason: reason === undefined ? undefined : { system: 'dfe-cbds/leaving-reason', code: reason },
    lastSchool: last === undefined ? undefined : ['true', '1', 'Y'].includes(last),
  });
  return { enrolment, grounds: grounds === undefined ? [] : [{ system: 'dfe-cbds/grounds-for-removal', code: grounds }] };
}

/** What the file says about the present enrolment itself. */
function status(pupil: PupilSource): Enrolment | undefined {
  const { report, element, header } = pupil;
  const location = locate(pupil, 'BasicDetails/EnrolStatus');
  const coding: Coding | undefined = codingBy(ENROLMENT_STATUS, textAt(element, 'BasicDetails', 'EnrolStatus'), location, report);
  if (coding === undefined) return undefined;
  return present<Enrolment>({ status: coding, yearGroup: yearGroup(pupil), academicYear: header.academicYear });
}

/** National Curriculum year, as written: numbers, and letters such as N1, R and X. */
export function yearGroup(pupil: PupilSource): string | undefined {
  return fitText(textAt(pupil.element, 'BasicDetails', 'NCyearActual'), 10, locate(pupil, 'BasicDetails/NCyearActual'), pupil.report);
}

function writer(pupil: PupilSource): Pick<Enrolment, 'school'> {
  const { organisation } = pupil.header;
  return organisation === undefined ? {} : { school: organisation };
}

function entry({ enrolment, grounds }: Spell, pupil: PupilSource): Entry {
  const { entryDate, leavingDate } = enrolment;
  const dates = { ...(entryDate ? { start: entryDate } : {}), ...(leavingDate ? { end: leavingDate } : {}) };
  return present<Entry>({
    kind: 'enrolment',
    dfeRecordType: 'education.details',
    state: leavingDate !== undefined && leavingDate <= pupil.now.toISOString().slice(0, 10) ? 'completed' : undefined,
    codes: [...grounds],
    occurredAt: (entryDate ?? leavingDate) ? { ...dates, precision: 'day' } : undefined,
    enrolment,
  });
}

/** A file sent on to a school announces the pupil there, an admissions file with the family's answer; a pseudo-code says where else. */
function destination(pupil: PupilSource): Entry[] {
  const where = pupil.header.destination;
  const code = schoolKey(where);
  const accept = codingBy(ACCEPT, textAt(pupil.element, 'Admissions', 'Accept'), locate(pupil, 'Admissions/Accept'), pupil.report);
  const kind = { kind: 'enrolment', dfeRecordType: 'education.details' } as const;
  const outcomes = accept === undefined ? {} : { outcomes: [accept] };
  if (where?.type !== 'school' || code === undefined || sameSchool(where, pupil.header.organisation))
    return accept === undefined ? [] : [{ ...kind, state: 'planned', ...outcomes }];
  const pseudo = DESTINATION.entries[code];
  if (pseudo === undefined) return [{ ...kind, state: 'planned', ...outcomes, enrolment: { school: where } }];
  // That nobody knows the destination is told by map-missing-education.ts.
  if (pseudo.normalised === 'unknown') return accept === undefined ? [] : [{ ...kind, state: 'planned', ...outcomes }];
  return [{ ...kind, state: 'unknown', codes: [{ system: DESTINATION.system, code, display: pseudo.display }], ...outcomes }];
}

function sameSchool(one: Organisation | undefined, other: Organisation | undefined): boolean {
  const key = schoolKey(one);
  return key !== undefined && key === schoolKey(other);
}
