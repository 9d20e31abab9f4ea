import { actors, account, related, words, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, codings } from './map-codings.js';
import { concernCategories } from './map-concerns.js';
import { attachment } from './map-documents.js';
import { moment, whenAt } from './map-periods.js';
import { stateOf, urgencyOf } from './map-state.js';

/** A Communication: what was said, by whom, about the child. */
export function communication(resource: Element, mapping: EntryMapping): Facts {
  const topic = codings(resource.one('topic'), mapping);
  const stated = [...allCodings(resource.many('category'), mapping), ...topic, ...allCodings(resource.many('reasonCode'), mapping)];
  const payloads = resource.many('payload');
  for (const payload of payloads) {
    const file = payload.one('contentAttachment');
    if (file) mapping.addDocument(attachment(file, mapping));
  }
  const contents = payloads.flatMap((payload) => payload.one('contentReference') ?? []);
  return {
    kind: 'communication',
    codes: stated,
    categories: concernCategories(stated),
    state: stateOf(resource, 'status', mapping),
    urgency: urgencyOf(resource.text('priority')),
    occurredAt: whenAt(resource, 'sent', mapping) ?? whenAt(resource, 'received', mapping),
    recordedAt: moment(resource, 'received', mapping),
    title: topic[0]?.text ?? topic[0]?.display,
    narrative: account(...payloads.map((payload) => words(payload, 'contentString', mapping))),
    relatedEntries: related(
      [...contents, ...resource.many('basedOn'), ...resource.many('reasonReference'), ...resource.many('partOf')],
      mapping,
    ),
    ...actors(
      [
        { reference: resource.one('sender'), part: 'author', role: 'Sender' },
        ...resource.many('recipient').map((reference) => ({ reference, part: 'other' as const, role: 'Recipient' })),
      ],
      mapping,
    ),
  };
}
