import { NEVER_OUT_OF_SCOPE, type Information, type Reference } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../../kit/texts.js';
import { account, related, type EntryMapper, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import type { Entry, Submitted } from '../choose/entries.js';
import { furtherFacts } from './further-facts.js';
import { auditEvent } from './map-audit-event.js';
import { carePlan } from './map-care-plan.js';
import { systemOf } from './map-codings.js';
import { communication } from './map-communication.js';
import { concernCategories, isChildConcern } from './map-concerns.js';
import { condition } from './map-condition.js';
import { composition, documentReference } from './map-documents.js';
import { encounter } from './map-encounter.js';
import { flag } from './map-flag.js';
import { list } from './map-list.js';
import { observation } from './map-observation.js';
import { other } from './map-others.js';
import { serviceRequest } from './map-service-request.js';
import type { Rules } from './rules.js';
import { lookup } from '../read/lookup.js';

const MAPPERS: Readonly<Record<string, EntryMapper>> = lookup({
  Flag: flag,
  Encounter: encounter,
  Condition: condition,
  Observation: observation,
  Communication: communication,
  ServiceRequest: serviceRequest,
  CarePlan: carePlan,
  DocumentReference: documentReference,
  Composition: composition,
  List: list,
  AuditEvent: auditEvent,
});

/** What surrounds a resource that becomes an entry. */
export interface Within {
  readonly mapping: EntryMapping;
  readonly rules: Rules;
  readonly submitted: Submitted;
}

/** One resource about the child as one information entry. */
export function information(entry: Entry, entryId: string, { mapping, rules, submitted }: Within): Information | undefined {
  const { resource, type } = entry;
  if (!resource) return undefined;
  const mapper = rules.mapperOf?.(resource) ?? (Object.hasOwn(MAPPERS, type) ? MAPPERS[type] : undefined) ?? other;
  const facts = mapper(resource, mapping);
  resource.pass('id', 'subject', 'patient', 'beneficiary', 'for', 'language', 'implicitRules');
  const categories = facts.categories ?? concernCategories(facts.codes ?? []);
  const context = resource.one('encounter') ?? (type === 'DocumentReference' ? undefined : resource.one('context'));
  const notes = notesOf(resource, mapping);
  const relatedEntries = [...(facts.relatedEntries ?? []), ...(context ? related([context], mapping) : [])];
  const numbers = referencesOf(resource, mapping);
  const further = furtherFacts(resource, mapping);
  const { report } = mapping;
  const stated: Facts = {
    ...facts,
    dfeRecordType: facts.dfeRecordType ?? 'health.details',
    narrative: fitText(account(facts.narrative, ...notes), 32_000, resource.at('note'), mapping.report),
    references: fitList([...numbers, ...further.references], 20, resource.path, report),
    professionals: fitList([...(facts.professionals ?? []), ...further.professionals], 20, resource.path, report),
    measures: fitList([...(facts.measures ?? []), ...further.measures], 100, resource.path, report),
    relatedEntries: [...new Set(relatedEntries)].slice(0, 50),
    // Cut here and only here: a concern is looked for among all codes, however many there are.
    codes: fitList(facts.codes ?? [], 50, resource.path, report),
    categories: fitList(categories, 30, resource.path, report),
    kind: isRaised(facts, categories, mapping) ? 'concern' : (rules.kindOf?.(facts.kind, resource, submitted) ?? facts.kind),
  };
  return { entryId, ...present<Omit<Information, 'entryId'>>(stated) };
}

/**
 * An entry that carries a concern about a child is a concern whatever resource it came in, because a concern is never out
 * of an agreement's scope; an adult's is never made one.
 */
function isRaised({ kind }: Facts, categories: NonNullable<Facts['categories']>, { standing }: EntryMapping): boolean {
  if (standing === 'adult' || IN_SCOPE_ALREADY.has(kind)) return false;
  return isChildConcern(categories.flatMap(({ original }) => original ?? []));
}

const IN_SCOPE_ALREADY: ReadonlySet<string> = new Set(NEVER_OUT_OF_SCOPE);

/** Reference numbers of the resource in its source: business identifiers, then the id by which it can be read there. */
function referencesOf(resource: Element, mapping: EntryMapping): Reference[] {
  const type = TYPES[resource.resourceType] ?? 'other';
  const found = [
    ...resource.many('identifier'),
    ...resource.many('masterIdentifier'),
    ...resource.many('requisition'),
    ...resource.many('groupIdentifier'),
  ];
  const id = resource.value['id'];
  const own: Reference[] =
    typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/u.test(id) ? [{ type, value: `${resource.resourceType}/${id}`.slice(0, 120) }] : [];
  const stated = kept(
    found.map((identifier) => {
      const value = fitText(identifier.text('value'), 120, identifier.at('value'), mapping.report);
      identifier.pass('use');
      if (value === undefined) return undefined;
      return present<Reference>({
        type,
        value,
        system: systemOf(identifier.text('system'), identifier.at('system'), mapping),
      });
    }),
  );
  return [...stated, ...own];
}

const TYPES: Readonly<Record<string, Reference['type']>> = lookup({
  Encounter: 'encounter',
  EpisodeOfCare: 'episode',
  ServiceRequest: 'referral',
  Communication: 'message',
});

/** Notes are part of the account, each with nothing but its words. */
function notesOf(resource: Element, mapping: EntryMapping): (string | undefined)[] {
  return resource.many('note').map((note) => fitText(note.text('text'), 32_000, note.at('text'), mapping.report));
}
