import type { CareStatus, Child, Information, Measure, Plan } from '@mash-gateway/contracts';
import { ABUSE_CATEGORY, CONCERN_OF_ABUSE } from '../code-systems/abuse-category.js';
import { codedBy } from '../kit/code-table.js';
import { inFuture, momentOf } from '../kit/dates.js';
import { fitList, kept, present } from '../kit/texts.js';
import { partsIn, placeOf, valueIn, type Entry, type PartSource } from './child-source.js';
import { countMeasure, datesIn, periodOf, whenOf } from './values.js';

/** Kinds of plan, in this project's words for the modules of the census. */
const PLAN_TYPES = {
  'child-protection-plan': { system: 'dfe-cbds/cin-plan', code: 'ChildProtectionPlans', display: 'Child protection plan' },
  'child-in-need-plan': { system: 'dfe-cbds/cin-plan', code: 'CINPlanDates', display: 'Child in need plan' },
} as const;

/** A child in need plan under section 17. */
export function supportPlanEntry(part: PartSource): Entry {
  return planEntry(part, 'child-in-need-plan', datesIn(part, 'CINPlanStartDate', 'CINPlanEndDate'), {});
}

/** A child protection plan: categories, earlier plans and reviews held. */
export function protectionPlanEntry(part: PartSource, state: Child['state']): Entry {
  const initial = category(part, 'InitialCategoryOfAbuse');
  const latest = category(part, 'LatestCategoryOfAbuse');
  const stated = kept([initial, latest]);
  const distinct = stated.filter(({ original }, index) => index === 0 || original?.[0]?.code !== initial?.original?.[0]?.code);
  return planEntry(part, 'child-protection-plan', datesIn(part, 'CPPstartDate', 'CPPendDate'), {
    abuseCategories: distinct,
    ...concernsOf(distinct, state),
    measures: kept([
      initial?.original?.[0] && { name: 'Initial category of abuse', code: initial.original[0] },
      latest?.original?.[0] && { name: 'Latest category of abuse', code: latest.original[0] },
      countMeasure(part, 'NumberOfPreviousCPP', 'Previous child protection plans'),
      ...reviewsOf(part),
    ]),
  });
}

/** The plans of a child as care statuses: of each kind the one in force, else the last. */
export function careStatusesOf(entries: readonly Entry[], child: Child): CareStatus[] {
  const plans = entries.filter(({ kind }) => kind === 'plan');
  return kept(
    (['child-protection-plan', 'child-in-need-plan'] as const).map((kind) => {
      const ofKind = plans.filter(({ plan }) => plan?.type?.code === PLAN_TYPES[kind].code);
      const last = ofKind.toSorted((a, b) => rank(a) - rank(b) || (a.period?.start ?? '').localeCompare(b.period?.start ?? '')).at(-1);
      return last && statusOf(last, kind, child);
    }),
  );
}

function statusOf({ plan, period }: Entry, kind: CareStatus['kind'], child: Child): CareStatus {
  const isUnborn = child.state === 'unborn' && kind === 'child-protection-plan';
  return present<CareStatus>({
    kind: isUnborn ? 'unborn-child-protection-plan' : kind,
    state: plan?.state ?? 'unknown',
    period,
    authority: child.localAuthority,
    original: kept([plan?.type]),
  });
}

function rank({ plan }: Entry): number {
  return plan?.state === 'current' ? 1 : 0;
}

type PlanKind = keyof typeof PLAN_TYPES;

/** What only a child protection plan has. */
interface Further {
  readonly abuseCategories?: NonNullable<Plan['abuseCategories']>;
  readonly categories?: NonNullable<Information['categories']>;
  readonly measures?: Measure[];
}

function planEntry(part: PartSource, kind: PlanKind, { start, end }: ReturnType<typeof datesIn>, further: Further): Entry {
  const { now } = part.file;
  const state = stateOf(start, end, now);
  return present<Entry>({
    kind: 'plan',
    dfeRecordType: 'childrens-services.details',
    categories: further.categories,
    state: ENTRY_STATES[state] ?? 'active',
    occurredAt: whenOf(start, end),
    period: periodOf(start, end),
    plan: present<Plan>({ type: { ...PLAN_TYPES[kind] }, state, abuseCategories: further.abuseCategories, period: periodOf(start, end) }),
    measures: further.measures,
  });
}

const ENTRY_STATES: Readonly<Partial<Record<NonNullable<Plan['state']>, Information['state']>>> = {
  ended: 'completed',
  planned: 'planned',
};

/** A plan without an end was open on the reference date, which is all that a census can say. */
function stateOf(start: string | undefined, end: string | undefined, now: Date): NonNullable<Plan['state']> {
  if (end !== undefined && !inFuture(end, now)) return 'ended';
  if (start === undefined) return 'unknown';
  return inFuture(start, now) ? 'planned' : 'current';
}

function category(part: PartSource, name: string) {
  return codedBy(ABUSE_CATEGORY, valueIn(part, name), placeOf(part, name), part.report);
}

function concernsOf(stated: NonNullable<Plan['abuseCategories']>, state: Child['state']): Further {
  const original = stated.flatMap((item) => item.original ?? []);
  // An adult is never made a child concern.
  if (state === 'adult') return original.length === 0 ? {} : { categories: [{ normalised: 'adult-concern', original }] };
  const named = stated.map((item) => ({
    normalised: CONCERN_OF_ABUSE[item.normalised] ?? ('other' as const),
    original: item.original ?? [],
  }));
  return { categories: [{ normalised: 'child-protection-plan' }, ...named] };
}

function reviewsOf(plan: PartSource): Measure[] {
  const dates = partsIn(plan, 'Reviews').flatMap((reviews) => partsIn(reviews, 'CPPreviewDate'));
  const held = dates.map((part) => {
    const written = part.element?.text;
    const style = written?.includes('/') === true ? ('british' as const) : ('iso' as const);
    const value = momentOf(written, { location: part.location, report: part.report, now: part.file.now, style });
    return value === undefined ? undefined : { name: 'Review', value };
  });
  return fitList(kept(held), 90, placeOf(plan, 'Reviews'), plan.report);
}
