import type { Coding, Organisation } from '@mash-gateway/contracts';
import type { Submitted } from '../fhir/choose/entries.js';
import { coding } from '../fhir/map/map-codings.js';
import { organisation } from '../fhir/map/map-organisations.js';
import { headerOf } from '../fhir/map/map-source.js';
import type { Mapping } from '../fhir/map/mapping.js';
import type { Anchor } from '../fhir/map/rules.js';
import { isList, isObject } from '../fhir/read/tree.js';
import type { Element } from '../fhir/read/element.js';
import { NHS_NUMBER_SYSTEMS } from '../fhir/codes/systems.js';
import { eventOf, isStanding, type Event } from './codes/events.js';

/** Looked for once per submission, because every resource asks. */
const KNOWN = new WeakMap<Submitted, { readonly event: Event | undefined }>();

/** The event of a message; undefined when it is none, or of another standard. */
export function messageEvent(submitted: Submitted): Event | undefined {
  const known = KNOWN.get(submitted) ?? { event: eventOf(eventCode(headerOf(submitted))) };
  KNOWN.set(submitted, known);
  return known.event;
}

const RELATED = new WeakMap<Submitted, readonly Element[]>();

/** The RelatedPersons of a submission. */
export function relatedPersons(submitted: Submitted): readonly Element[] {
  const known = RELATED.get(submitted);
  if (known) return known;
  const found = submitted.entries.flatMap(({ type, resource }) => (type === 'RelatedPerson' && resource ? [resource] : [])).slice(0, 100);
  RELATED.set(submitted, found);
  return found;
}

/** What a message header says of the message. */
export function messageFacts(
  header: Element,
  mapping: Mapping,
): { readonly messageType: Coding | undefined; readonly addressedTo: Organisation | undefined } {
  return {
    messageType: coding(header.one('eventCoding'), mapping),
    addressedTo: organisation(header.one('receiver'), 'health-organisation', mapping),
  };
}

/**
 * What tells one message from another (NEMS, message sequencing): an update or deletion is tied to what it changes by the
 * identifier of the resource in focus; PDS events say how the record of a person stands, so each follows the one before.
 * Order is `meta.versionId`, or where it is missing `meta.lastUpdated`, or the time of the message.
 */
export function messageAnchor(header: Element, patient: Element | undefined, mapping: Mapping): Anchor {
  const code = eventCode(header);
  const event = eventOf(code);
  const standing = event && isStanding(event) ? standingOf(code, patient) : undefined;
  return {
    sourceRecordId: focused(header, code, mapping) ?? standing ?? identified(header, code, mapping),
    sourceVersion: short(header.text('id'), 100),
    sequence: sequenceOf(header),
  };
}

function eventCode(header: Element | undefined): string | undefined {
  const event = header?.value['eventCoding'];
  return isObject(event) && typeof event['code'] === 'string' ? event['code'] : undefined;
}

function focused(header: Element, code: string | undefined, mapping: Mapping): string | undefined {
  for (const reference of header.many('focus')) {
    const focus = mapping.resolve(reference);
    const identifier = focus && firstIdentifier(focus);
    // A Patient's identifier is the person's, and ties nothing together.
    if (focus && identifier !== undefined && focus.resourceType !== 'Patient')
      return short(`${code ?? ''}:${focus.resourceType}/${identifier}`, 250);
  }
  return undefined;
}

/** Without an identifier the id of what is in focus is all there is, or that of the message. */
function identified(header: Element, code: string | undefined, mapping: Mapping): string | undefined {
  const focus = header.many('focus').flatMap((reference) => mapping.resolve(reference) ?? [])[0] ?? header;
  const id = focus.value['id'];
  return typeof id === 'string' && id !== '' ? short(`${code ?? ''}:${focus.resourceType}/${id}`, 250) : undefined;
}

function firstIdentifier(focus: Element): string | undefined {
  const list = focus.value['identifier'];
  const [first] = isList(list) ? list : [list];
  if (!isObject(first) || typeof first['value'] !== 'string' || first['value'].trim() === '') return undefined;
  return `${typeof first['system'] === 'string' ? first['system'] : ''}|${first['value'].trim()}`;
}

function standingOf(code: string | undefined, patient: Element | undefined): string | undefined {
  const list = patient?.value['identifier'];
  const number = (isList(list) ? list : []).find(
    (item) => isObject(item) && typeof item['system'] === 'string' && NHS_NUMBER_SYSTEMS.has(item['system']),
  );
  const value = isObject(number) && typeof number['value'] === 'string' ? number['value'].replace(/\s/gu, '') : '';
  return value === '' ? undefined : short(`${code ?? ''}:nhs-number:${value}`, 250);
}

function sequenceOf(header: Element): number | undefined {
  const meta = header.one('meta');
  const version = meta?.whole('versionId');
  if (version !== undefined && version >= 0) return version;
  return milliseconds(meta?.text('lastUpdated')) ?? milliseconds(header.text('timestamp'));
}

function milliseconds(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

function short(text: string | undefined, most: number): string | undefined {
  return text !== undefined && text !== '' && text.length <= most ? text : undefined;
}
