import type { CareStatus, Coding, FreeSchoolMeals } from '@mash-gateway/contracts';
import { codingBy, type CodeTable } from '../kit/code-table.js';
import { day } from '../kit/dates.js';
import { kept, present } from '../kit/texts.js';
import { at, textAt } from '../kit/xml-tree.js';
import { DESTINATION, IN_CARE, MEDICAL_FLAG, SERVICE_CHILD } from './codes.js';
import { freeMealSpells } from './map-meals.js';
import { provisions } from './map-needs.js';
import { authority, schoolKey } from './map-school.js';
import { locate, type PupilSource } from './pupil-source.js';

/** Looked-after, service child, medical flag, free school meals, special needs and an unknown destination, as statuses. */
export function careStatuses(pupil: PupilSource): CareStatus[] {
  return kept([
    lookedAfter(pupil),
    flagged(pupil, 'service-child', SERVICE_CHILD, 'ServiceChild'),
    flagged(pupil, 'medical-flag', MEDICAL_FLAG, 'MedicalFlag'),
    freeMeals(pupil),
    specialNeeds(pupil),
    unknownDestination(pupil),
  ]);
}

type State = CareStatus['state'];

function lookedAfter(pupil: PupilSource): CareStatus | undefined {
  const element = at(pupil.element, 'LookedAfter');
  const original = codingBy(IN_CARE, textAt(element, 'InCare'), locate(pupil, 'LookedAfter/InCare'), pupil.report);
  const responsible = authority(textAt(element, 'CareAuthority'), locate(pupil, 'LookedAfter/CareAuthority'), pupil.report);
  if (original === undefined && responsible === undefined) return undefined;
  const state = original === undefined ? 'unknown' : stateOf(IN_CARE, original);
  return present<CareStatus>({ kind: 'looked-after', state, authority: responsible, original: kept([original]) });
}

function flagged(pupil: PupilSource, kind: CareStatus['kind'], table: CodeTable<State>, name: string): CareStatus | undefined {
  const original = codingBy(table, textAt(pupil.element, 'BasicDetails', name), locate(pupil, `BasicDetails/${name}`), pupil.report);
  return original && { kind, state: stateOf(table, original), original: [original] };
}

/** The latest spell: current while it has no end, or one that is not past. */
function freeMeals(pupil: PupilSource): CareStatus | undefined {
  const spells = freeMealSpells(pupil, () => undefined);
  const latest = spells.toSorted((a, b) => (a.startDate ?? '').localeCompare(b.startDate ?? '')).at(-1);
  if (latest === undefined) return undefined;
  const state = mealState(latest, today(pupil));
  const period = present<NonNullable<CareStatus['period']>>({ start: latest.startDate, end: latest.endDate });
  return { kind: 'free-school-meals', state, ...(Object.keys(period).length > 0 ? { period } : {}) };
}

function mealState(spell: FreeSchoolMeals, day: string): State {
  if (spell.endDate !== undefined && spell.endDate < day) return 'ended';
  // A review date alone says that someone asked, not what the answer was.
  return spell.startDate === undefined ? 'unknown' : 'current';
}

/** The latest provision; earlier ones are in the special-need entries. */
function specialNeeds(pupil: PupilSource): CareStatus | undefined {
  const latest = provisions(pupil, () => undefined)
    .toSorted((a, b) => (a.startDate ?? '').localeCompare(b.startDate ?? ''))
    .at(-1);
  if (latest?.kind === undefined) return undefined;
  const period = latest.startDate === undefined ? {} : { period: { start: latest.startDate } };
  const original = kept([latest.provision]);
  if (latest.kind === 'none') return { kind: 'sen-support', state: 'not-current', ...period, original };
  return { kind: latest.kind, state: 'current', ...period, original };
}

/** A school nobody can name may be a child missing education: said as not known, never as missing (CTF 21 §2.4.2). */
function unknownDestination(pupil: PupilSource): CareStatus | undefined {
  const code = schoolKey(pupil.header.destination);
  const entry = code === undefined ? undefined : DESTINATION.entries[code];
  if (code === undefined || entry?.normalised !== 'unknown') return undefined;
  return { kind: 'missing-education', state: 'unknown', original: [{ system: DESTINATION.system, code, display: entry.display }] };
}

function stateOf(table: CodeTable<State>, original: Coding & { readonly code: string }): State {
  return table.entries[original.code]?.normalised ?? table.otherwise;
}

function today(pupil: PupilSource): string {
  return day(pupil.now.toISOString(), { location: '/', report: () => undefined, now: pupil.now }) ?? '';
}
