import type { CareStatus, Child, Coding, FreeSchoolMeals } from '@mash-gateway/contracts';
import { codingBy, type CodeTable } from '../kit/code-table.js';
import { day } from '../kit/dates.js';
import { kept, present } from '../kit/texts.js';
import { at, textAt } from '../kit/xml-tree.js';
import { IN_CARE, MEDICAL_FLAG, SERVICE_CHILD } from './codes.js';
import { freeMealSpells } from './map-meals.js';
import { provisions } from './map-needs.js';
import { missingEducation } from './map-missing-education.js';
import { authority } from './map-school.js';
import { locate, type PupilSource } from './pupil-source.js';

/** Looked-after, service child, medical flag, free school meals, special needs and an unknown destination, as statuses. */
export function careStatuses(pupil: PupilSource, state: Child['state']): CareStatus[] {
  return kept([
    lookedAfter(pupil),
    flagged(pupil, 'service-child', SERVICE_CHILD, 'ServiceChild'),
    flagged(pupil, 'medical-flag', MEDICAL_FLAG, 'MedicalFlag'),
    freeMeals(pupil),
    specialNeeds(pupil),
    // Whoever is of age is nobody's child missing education.
    state === 'adult' ? undefined : missingEducation(pupil),
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
  const { startDate: start, endDate: end } = latest;
  const period = start === undefined && end === undefined ? {} : { period: present<NonNullable<CareStatus['period']>>({ start, end }) };
  const original = kept([latest.provision]);
  if (latest.kind === 'none') return { kind: 'sen-support', state: 'not-current', ...period, original };
  return { kind: latest.kind, state: end !== undefined && end < today(pupil) ? 'ended' : 'current', ...period, original };
}

function stateOf(table: CodeTable<State>, original: Coding & { readonly code: string }): State {
  return table.entries[original.code]?.normalised ?? table.otherwise;
}

function today(pupil: PupilSource): string {
  return day(pupil.now.toISOString(), { location: '/', report: () => undefined, now: pupil.now }) ?? '';
}
