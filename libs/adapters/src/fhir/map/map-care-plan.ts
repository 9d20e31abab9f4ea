import type { CareStatus, Plan } from '@mash-gateway/contracts';
import { notice } from '../../kit/issues.js';
import { fitText, present } from '../../kit/texts.js';
import { PLAN_KIND, PLAN_STATE } from '../codes/codes-care.js';
import { actors, related, words, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import type { Entry } from '../choose/entries.js';
import { allCodings, codesOf, codings } from './map-codings.js';
import { concernCategories } from './map-concerns.js';
import { organisation } from './map-organisations.js';
import { hasEnded, moment, period, whenOfPeriod } from './map-periods.js';
import { stateOf } from './map-state.js';
import type { Mapping } from './mapping.js';

/** A CarePlan; CP-IS plan types (CPPI, LACI, UCPI) are also statuses of the child. */
export function carePlan(resource: Element, mapping: EntryMapping): Facts {
  const types = allCodings(resource.many('category'), mapping);
  const activities = resource.many('activity').flatMap((activity) => codings(activity.one('detail')?.one('code'), mapping));
  return {
    kind: 'plan',
    dfeRecordType: planKind(resource) ? 'childrens-services.details' : undefined,
    codes: types,
    categories: concernCategories(types),
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenOfPeriod(resource.one('period'), mapping),
    recordedAt: moment(resource, 'created', mapping),
    period: period(resource.one('period'), mapping),
    title: fitText(resource.text('title'), 300, resource.at('title'), mapping.report),
    narrative: words(resource, 'description', mapping),
    outcomes: allCodings(
      resource.many('activity').flatMap((activity) => activity.many('outcomeCodeableConcept')),
      mapping,
    ).slice(0, 20),
    relatedEntries: related([...resource.many('addresses'), ...resource.many('supportingInfo'), ...resource.many('goal')], mapping),
    plan: present<Plan>({
      type: types[0],
      state: planState(resource, mapping),
      period: period(resource.one('period'), mapping),
      authority: authority(resource, mapping),
      heldAgainst: mapping.standing === 'unborn' ? 'mother' : undefined,
      activities: activities.slice(0, 20),
    }),
    ...actors(
      resource.many('contributor').map((reference) => ({ reference, part: 'author' as const, role: 'Contributor' })),
      mapping,
    ),
  };
}

/** What the plans among the entries of a child make of its care status. A plan entered in error is none. */
export function careStatuses(own: readonly Entry[], mapping: Mapping): CareStatus[] {
  return own.flatMap(({ resource, type }) => {
    const kind = resource && type === 'CarePlan' ? planKind(resource) : undefined;
    if (!resource || kind === undefined || resource.value['status'] === 'entered-in-error') return [];
    const status = present<CareStatus>({
      kind,
      state: planState(resource, silent(mapping)) ?? 'unknown',
      period: period(resource.one('period'), mapping),
      authority: authority(resource, mapping),
      original: allCodings(resource.many('category'), mapping).slice(0, 10),
    });
    return [status];
  });
}

/** A plan whose period is over holds no more, whatever its status still says: CP-IS tells those of the last twelve months too. */
function planState(resource: Element, mapping: Mapping): Plan['state'] {
  const stated = PLAN_STATE[resource.text('status') ?? ''];
  if (stated !== 'current' || !hasEnded(period(resource.one('period'), silent(mapping)), mapping.now)) return stated;
  mapping.report(notice('value.ended', resource.at('period.end'), 'The plan has ended, and its status says that it is in force'));
  return 'ended';
}

/** What is wrong with a period is told once, where the period itself is mapped. */
function silent(mapping: Mapping): Mapping {
  return { ...mapping, report: () => undefined };
}

function planKind(resource: Element): CareStatus['kind'] | undefined {
  return resource
    .many('category')
    .flatMap(codesOf)
    .map((code) => PLAN_KIND[code])
    .find((kind) => kind !== undefined);
}

/** CP-IS: the author of a plan is the local authority that holds it; elsewhere any author stands here. */
function authority(resource: Element, mapping: Mapping): Plan['authority'] {
  const kind = planKind(resource) ? 'local-authority' : 'health-organisation';
  return organisation(resource.one('author'), kind, mapping);
}
