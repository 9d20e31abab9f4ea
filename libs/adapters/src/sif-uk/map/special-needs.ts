import type { CareStatus, Coding, SpecialNeeds } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { PARAMEDICAL_SUPPORT, SEN_PROVISION, SEN_TYPE } from '../codes/education.js';
import type { Part } from '../read/part.js';
import { stateOf } from './care.js';
import { answer } from './demographics.js';
import type { Entry, ObjectSource, Statement } from './object-source.js';
import { referredSchool } from './school.js';
import { aboutReferred } from './statement.js';

/** LearnerSpecialNeeds: one stage of provision with its needs, and what of the learner's health the school knows. */
export function specialNeeds(source: ObjectSource): Statement | undefined {
  const { part, now } = source;
  const statement = aboutReferred(source);
  if (statement === undefined) return undefined;
  const start = part.at('StartDate').day();
  const end = part.at('EndDate').day();
  const provision = part.at('Provision').coding(SEN_PROVISION);
  const detail = present<SpecialNeeds>({ provision, startDate: start, needs: needs(part) });
  const review = part.at('NextReviewDate').day();
  const entry = present<Entry>({
    kind: 'special-need',
    dfeRecordType: 'education.details',
    state: end !== undefined && end < today(now) ? 'completed' : undefined,
    codes: levels(part),
    occurredAt: (start ?? end) ? present<NonNullable<Entry['occurredAt']>>({ start, end, precision: 'day' }) : undefined,
    narrative: part.at('MedicalNotes').text(32_000),
    organisation: referredSchool(part.attribute('SchoolInfoRefId'), part.at('@SchoolInfoRefId'), source.joined),
    measures: review === undefined ? [] : [{ name: 'Next review', value: review }],
    specialNeeds: detail,
  });
  const medical = stateOf(part.at('MedicalFlag'));
  const statuses: (CareStatus | undefined)[] = [
    provision && provisionStatus(provision, { start, end, now }),
    medical && { kind: 'medical-flag', state: medical.state, original: [medical.original] },
  ];
  const careStatuses = kept(statuses);
  return { ...statement, child: { ...statement.child, ...(careStatuses.length > 0 ? { careStatuses } : {}) }, entries: [entry] };
}

/** In order of rank, the first is primary. */
function needs(part: Part): Coding[] {
  const ranked = part
    .at('SENTypeList')
    .all('SENType')
    .map((type) => ({
      rank: Number(type.attribute('Ranking') ?? Number.MAX_SAFE_INTEGER),
      coding: type.coding(SEN_TYPE),
    }));
  return fitList(kept(ranked.toSorted((a, b) => a.rank - b.rank || 0).map(({ coding }) => coding)), 10, part.location, part.report);
}

interface Stage {
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly now: Date;
}

/** Current unless a day in the past ends it (SIF UK 2.6 LearnerSpecialNeeds/EndDate), planned when it begins later. */
function provisionStatus(provision: Coding & { code: string }, { start, end, now }: Stage): CareStatus | undefined {
  const entry = SEN_PROVISION.entries[provision.code];
  if (entry === undefined) return undefined;
  const period = present<NonNullable<CareStatus['period']>>({ start, end });
  const from = { ...(Object.keys(period).length > 0 ? { period } : {}), original: [provision] };
  if (entry.normalised === 'none') return { kind: 'sen-support', state: 'not-current', ...from };
  const open = start !== undefined && start > today(now) ? 'planned' : 'current';
  return { kind: entry.normalised, state: end !== undefined && end < today(now) ? 'ended' : open, ...from };
}

const LEVELS: readonly (readonly [string, string])[] = [
  ['UnitMember', 'In a special educational needs unit'],
  ['ResourcedProvisionMember', 'In a resourced provision'],
  ['AdviceAndAssessmentLevel', 'Level of advice and assessment (Wales)'],
  ['GroupingAndSupportLevel', 'Level of grouping and support (Wales)'],
  ['SpecialisedResourcesLevel', 'Level of specialised resources (Wales)'],
  ['TeachingMethodsLevel', 'Level of curriculum and teaching methods (Wales)'],
];

function levels(part: Part): Coding[] {
  const therapy = part.at('ParamedicalSupport').coding(PARAMEDICAL_SUPPORT);
  return kept([...LEVELS.map(([name, display]) => answer(part.at(name), `sif-uk/LearnerSpecialNeeds/${name}`, display)), therapy]);
}

function today(now: Date): string {
  return now.toISOString().slice(0, 10);
}
