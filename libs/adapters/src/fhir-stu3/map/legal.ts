import type { CareStatus, Plan } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import type { Entry } from '../../fhir/choose/entries.js';
import type { EntryMapping, Facts } from '../../fhir/map/entry-mapping.js';
import { allCodings, codesOf, codings } from '../../fhir/map/map-codings.js';
import { organisation } from '../../fhir/map/map-organisations.js';
import { hasEnded, moment, period } from '../../fhir/map/map-periods.js';
import type { Mapping } from '../../fhir/map/mapping.js';
import type { Element } from '../../fhir/read/element.js';
import { lookup } from '../../fhir/read/lookup.js';
import { LEGAL_PROFILE, LEGAL_STATUS } from '../codes/care.js';

/** The legal status a resource states of the child (CH033): by its code, else by its profile. */
export function legalStatus(resource: Element): CareStatus['kind'] | undefined {
  if (!HOLDS_STATUS.has(resource.resourceType)) return undefined;
  const stated = [...resource.peek('code'), ...resource.peek('type'), ...resource.peek('category')].flatMap(codesOf);
  const coded = stated.map((code) => LEGAL_STATUS[code]).find((kind) => kind !== undefined);
  if (coded !== undefined) return coded;
  const profiles = resource.peek('meta').flatMap((meta) => meta.texts('profile').map(({ text }) => text));
  return LEGAL_PROFILE.find(({ profile }) => resource.resourceType !== 'Observation' && profiles.some((url) => profile.test(url)))?.kind;
}

const HOLDS_STATUS: ReadonlySet<string> = new Set(['Observation', 'EpisodeOfCare', 'CarePlan', 'Condition', 'Procedure']);

/** Care statuses among the entries of a child. A status that was entered in error is none. */
export function legalStatuses(own: readonly Entry[], mapping: Mapping): readonly CareStatus[] {
  return own.flatMap(({ resource }): CareStatus[] => {
    const kind = resource && legalStatus(resource);
    if (!resource || kind === undefined || resource.value['status'] === 'entered-in-error') return [];
    const held = heldDuring(resource, mapping);
    const original = [...codings(resource.one('code'), mapping), ...allCodings(resource.many('type'), mapping)];
    return [
      present<CareStatus>({
        kind,
        state: stateOf(resource, mapping),
        period: held,
        authority: authority(resource, mapping),
        original: original.slice(0, 10),
      }),
    ];
  });
}

/** The plan an entry of legal information states, beside what its resource type says anyway. */
export function asPlan(facts: Facts, resource: Element, mapping: EntryMapping): Facts {
  const plan = present<Plan>({
    type: facts.codes?.[0] ?? facts.plan?.type,
    state: stateOf(resource, mapping),
    period: heldDuring(resource, mapping),
    authority: authority(resource, mapping),
  });
  // An Observation is final while the plan it tells of goes on.
  const observed = resource.resourceType === 'Observation' && facts.state !== 'entered-in-error';
  const state = observed ? STATES[plan.state ?? 'unknown'] : facts.state;
  return { ...facts, state, kind: 'plan', dfeRecordType: 'childrens-services.details', period: plan.period ?? facts.period, plan };
}

const STATES: Readonly<Record<string, Facts['state']>> = lookup<Facts['state']>({ current: 'active', ended: 'completed' });

/** What the status of an episode or a plan makes of it; an Observation of one is final while the plan goes on. */
const BY_STATUS: Readonly<Record<string, CareStatus['state']>> = lookup<CareStatus['state']>({
  planned: 'planned',
  waitlist: 'planned',
  draft: 'planned',
  finished: 'ended',
  completed: 'ended',
  revoked: 'ended',
  cancelled: 'not-current',
  suspended: 'not-current',
  unknown: 'unknown',
});

function stateOf(resource: Element, mapping: Mapping): CareStatus['state'] {
  const status = resource.value['status'];
  if (status === 'entered-in-error') return 'unknown';
  if (hasEnded(heldDuring(resource, mapping), mapping.now)) return 'ended';
  const stated = resource.resourceType === 'Observation' || typeof status !== 'string' ? undefined : BY_STATUS[status];
  return stated ?? 'current';
}

/** From when until when: a period, or the one day that is told of the start. */
function heldDuring(resource: Element, mapping: Mapping): CareStatus['period'] {
  const stated = period(resource.one('effectivePeriod') ?? resource.one('period'), mapping);
  if (stated) return stated;
  const start = moment(resource, 'effectiveDateTime', mapping) ?? moment(resource, 'valueDateTime', mapping);
  return start === undefined ? undefined : { start };
}

/** The local authority: who performed, manages or wrote it. */
function authority(resource: Element, mapping: Mapping): CareStatus['authority'] {
  const named = [...resource.many('performer'), ...resource.many('managingOrganization'), ...resource.many('author')];
  const reference = named.find((item) => mapping.resolve(item)?.resourceType !== 'Patient');
  return organisation(reference, 'local-authority', mapping);
}
