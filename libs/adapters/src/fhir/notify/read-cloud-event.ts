import { present } from '../../kit/texts.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';
import type { FetchTrigger, Notification } from './notification.js';
import { fetchable, guarded, plain } from './told.js';

/** Media types of events (CloudEvents 1.0, JSON format); the Multicast Notification Service also sends them as plain JSON. */
export const EVENT_TYPES = ['application/cloudevents+json', 'application/cloudevents-batch+json'] as const;

/**
 * Events of the Multicast Notification Service and its like (CloudEvents 1.0, JSON format and JSON batch format): `type`
 * names the event, `dataref` says where the record is, `subject` is the NHS number. The first MNS events had neither
 * `specversion` nor `dataref`: `data` was the URL, or an object with `fullUrl`, and `subject` an object with the name as well.
 * @returns undefined when this is no event
 */
export function cloudEvents(root: Json): Notification[] | undefined {
  const events = isList(root) ? root : [root];
  if (events.length === 0 || !events.every(isCloudEvent)) return undefined;
  return events.map((event, index) => ({
    kind: 'event-notification',
    path: isList(root) ? `/${index}` : '/',
    failing: false,
    triggers: [trigger(event, index + 1)],
  }));
}

function isCloudEvent(value: Json): value is JsonObject {
  if (!isObject(value) || 'resourceType' in value) return false;
  const named = typeof value['id'] === 'string' && typeof value['type'] === 'string' && value['source'] !== undefined;
  return named && (value['specversion'] !== undefined || value['time'] !== undefined);
}

function trigger(event: JsonObject, position: number): FetchTrigger {
  const { subject, source } = event;
  const data = event['data'] ?? null;
  const filtering = isObject(event['filtering'] ?? null) ? (event['filtering'] as JsonObject) : {};
  return present<FetchTrigger>({
    position,
    eventType: plain(event['type']),
    eventId: plain(event['id']),
    source: plain(isObject(source) ? identifierOf(source) : source),
    eventNumber: plain(event['sequence']),
    occurredAt: plain(event['time']),
    action: plain(filtering['action'])?.toLowerCase(),
    version: plain(isObject(data) ? data['versionId'] : undefined),
    subscription: undefined,
    reference: fetchable(event['dataref']) ?? fetchable(isObject(data) ? data['fullUrl'] : data),
    subject: guarded(isObject(subject) ? subject['nhsNumber'] : subject),
  });
}

function identifierOf(source: JsonObject): Json | undefined {
  const identifier = source['identifier'];
  return isObject(identifier) ? identifier['value'] : undefined;
}
