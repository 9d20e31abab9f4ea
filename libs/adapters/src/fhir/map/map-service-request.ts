import type { Referral } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import { actors, related, words, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, codings } from './map-codings.js';
import { concernCategories } from './map-concerns.js';
import { organisation } from './map-organisations.js';
import { moment, whenAt, whenOfChoice } from './map-periods.js';
import { stateOf, urgencyOf } from './map-state.js';

/** A ServiceRequest: a referral or request for a service, whatever its code. */
export function serviceRequest(resource: Element, mapping: EntryMapping): Facts {
  const requested = codings(resource.one('code'), mapping);
  const categories = allCodings(resource.many('category'), mapping);
  const reasons = allCodings(resource.many('reasonCode'), mapping);
  const performers = resource.many('performer');
  const to = performers.find((reference) => mapping.resolve(reference)?.resourceType !== 'Practitioner');
  return {
    kind: 'referral',
    codes: [...requested, ...categories],
    categories: concernCategories([...reasons, ...requested]),
    state: stateOf(resource, 'status', mapping),
    urgency: urgencyOf(resource.text('priority')),
    occurredAt: whenAt(resource, 'authoredOn', mapping) ?? whenOfChoice(resource.choice('occurrence'), mapping),
    recordedAt: moment(resource, 'authoredOn', mapping),
    narrative: words(resource, 'patientInstruction', mapping),
    relatedEntries: related(
      [...resource.many('supportingInfo'), ...resource.many('reasonReference'), ...resource.many('basedOn')],
      mapping,
    ),
    referral: present<Referral>({
      reasons: reasons.slice(0, 20),
      requested: [...requested, ...allCodings(resource.many('orderDetail'), mapping)].slice(0, 20),
      to: organisation(to, 'health-organisation', mapping),
    }),
    ...actors(
      [
        { reference: resource.one('requester'), part: 'reporter', role: 'Requester' },
        ...performers
          .filter((reference) => reference !== to)
          .map((reference) => ({ reference, part: 'performer' as const, role: 'Performer' })),
      ],
      mapping,
    ),
  };
}
