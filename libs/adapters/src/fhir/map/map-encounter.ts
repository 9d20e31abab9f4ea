import type { Encounter } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import { actors, related, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, codesOf, coding, oneCoding } from './map-codings.js';
import { concernCategories } from './map-concerns.js';
import { organisation } from './map-organisations.js';
import { period, whenOfPeriod } from './map-periods.js';
import { placeAt } from './map-places.js';
import { stateOf, urgencyOf } from './map-state.js';
import { ukCore } from '../codes/systems.js';

/** An Encounter: contact with a health service, with who was there and where. */
export function encounter(resource: Element, mapping: EntryMapping): Facts {
  const hospital = resource.one('hospitalization');
  const reasons = allCodings(resource.many('reasonCode'), mapping);
  const state = stateOf(resource, 'status', mapping);
  return {
    kind: 'encounter',
    codes: allCodings([...resource.many('type'), ...one(resource.one('serviceType'))], mapping),
    categories: concernCategories(reasons),
    state,
    occurredAt: whenOfPeriod(resource.one('period'), mapping),
    period: period(resource.one('period'), mapping),
    urgency: urgencyOf(codesOf(resource.one('priority'))[0]),
    place: placeAt(resource.many('location')[0]?.one('location'), mapping),
    organisation: organisation(resource.one('serviceProvider'), 'health-organisation', mapping),
    relatedEntries: related(
      [...resource.many('diagnosis').flatMap((item) => one(item.one('condition'))), ...resource.many('reasonReference')],
      mapping,
    ),
    encounter: present<Encounter>({
      class: coding(resource.one('class'), mapping),
      types: allCodings(resource.many('type'), mapping).slice(0, 10),
      reasons: reasons.slice(0, 20),
      admissionSource: oneCoding(hospital?.one('admitSource'), mapping),
      dischargeDisposition: oneCoding(hospital?.one('dischargeDisposition'), mapping),
      arrivalMode: oneCoding(arrival(resource)?.one('valueCodeableConcept'), mapping),
      attended: state === 'completed' ? 'yes' : undefined,
    }),
    ...actors(
      resource.many('participant').map((item) => {
        const role = roleOf(item, mapping);
        return { reference: item.one('individual'), part: 'present' as const, role };
      }),
      mapping,
    ),
  };
}

/** UK Core says how the patient came and, after emergency care, in what state they left. */
function arrival(resource: Element): Element | undefined {
  return resource.extension(...ukCore('ArrivalMode'), ...ukCore('EncounterTransport'), ...ukCore('ModeOfArrival'));
}

function roleOf(participant: Element, { report }: EntryMapping): string {
  const [code] = participant.many('type');
  const list = code?.many('coding') ?? [];
  const written = list[0]?.text('display') ?? code?.text('text');
  return fitText(written, 200, participant.at('type'), report) ?? 'Took part in the encounter';
}

function one(element: Element | undefined): Element[] {
  return element ? [element] : [];
}
