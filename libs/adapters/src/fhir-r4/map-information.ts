import type { Information, Reference } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../kit/texts.js';
import { account, related, type EntryMapper, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from './element.js';
import type { Entry } from './entries.js';
import { furtherFacts } from './further-facts.js';
import { carePlan } from './map-care-plan.js';
import { systemOf } from './map-codings.js';
import { communication } from './map-communication.js';
import { condition } from './map-condition.js';
import { composition, documentReference } from './map-documents.js';
import { encounter } from './map-encounter.js';
import { flag } from './map-flag.js';
import { observation } from './map-observation.js';
import { other } from './map-others.js';
import { serviceRequest } from './map-service-request.js';

/** Most entries one record may carry (contract: `information`). */
export const MOST_ENTRIES = 500;

const MAPPERS: Readonly<Record<string, EntryMapper>> = {
  Flag: flag,
  Encounter: encounter,
  Condition: condition,
  Observation: observation,
  Communication: communication,
  ServiceRequest: serviceRequest,
  CarePlan: carePlan,
  DocumentReference: documentReference,
  Composition: composition,
};

/** One resource about the child as one information entry. */
export function information(entry: Entry, entryId: string, mapping: EntryMapping): Information | undefined {
  const { resource, type } = entry;
  if (!resource) return undefined;
  const mapper = (Object.hasOwn(MAPPERS, type) ? MAPPERS[type] : undefined) ?? other;
  const facts = mapper(resource, mapping);
  resource.pass('id', 'subject', 'patient', 'language', 'implicitRules');
  const context = resource.one('encounter') ?? (type === 'DocumentReference' ? undefined : resource.one('context'));
  const notes = notesOf(resource, mapping);
  const relatedEntries = [...(facts.relatedEntries ?? []), ...(context ? related([context], mapping) : [])];
  const references = fitList(referencesOf(resource, mapping), 20, resource.at('identifier'), mapping.report);
  const stated: Facts = {
    ...facts,
    dfeRecordType: facts.dfeRecordType ?? 'health.details',
    narrative: fitText(account(facts.narrative, ...notes), 32_000, resource.at('note'), mapping.report),
    references,
    relatedEntries: [...new Set(relatedEntries)].slice(0, 50),
    categories: facts.categories?.slice(0, 30),
  };
  const further = furtherFacts(resource, 100 - (facts.measures?.length ?? 0), mapping);
  return {
    entryId,
    ...present<Omit<Information, 'entryId'>>({ ...stated, measures: [...(facts.measures ?? []), ...further] }),
  };
}

/** Identifiers of the resource itself: its reference numbers in the source. */
function referencesOf(resource: Element, mapping: EntryMapping): Reference[] {
  const found = [
    ...resource.many('identifier'),
    ...resource.many('masterIdentifier'),
    ...resource.many('requisition'),
    ...resource.many('groupIdentifier'),
  ];
  return kept(
    found.map((identifier) => {
      const value = fitText(identifier.text('value'), 120, identifier.at('value'), mapping.report);
      identifier.pass('use');
      if (value === undefined) return undefined;
      return present<Reference>({
        type: TYPES[resource.resourceType] ?? 'other',
        value,
        system: systemOf(identifier.text('system'), identifier.at('system'), mapping),
      });
    }),
  );
}

const TYPES: Readonly<Record<string, Reference['type']>> = {
  Encounter: 'encounter',
  EpisodeOfCare: 'episode',
  ServiceRequest: 'referral',
  Communication: 'message',
};

/** Notes are part of the account, each with nothing but its words. */
function notesOf(resource: Element, mapping: EntryMapping): (string | undefined)[] {
  return resource.many('note').map((note) => fitText(note.text('text'), 32_000, note.at('text'), mapping.report));
}
