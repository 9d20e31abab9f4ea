import { present } from '../../kit/texts.js';
import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';
import type { FetchTrigger, Notification } from './notification.js';
import { statusFromParameters, statusFromResource, type SubscriptionState, type ToldEvent } from './subscription-state.js';
import { fetchable, guarded, plain } from './told.js';

const FAILING: ReadonlySet<string> = new Set(['error', 'off', 'entered-in-error']);

/**
 * A subscription notification: a history Bundle whose first entry is the status of the subscription (Subscriptions R5 Backport,
 * Notifications), as Parameters in R4 and as SubscriptionStatus in R4B, or that status alone. What the Bundle carries along
 * is a copy of some moment (payload `full-resource`, the hydrated signal of MNS) and no record.
 * @returns undefined when this is no notification
 */
export function subscriptionNotification(root: JsonObject): Notification | undefined {
  const isBundle = root['resourceType'] === 'Bundle';
  const resource = isBundle ? firstResource(root) : root;
  const state = resource && stateOf(resource);
  if (!resource || !state) return undefined;
  const kind = plain(state.type) ?? 'unknown';
  const bundle = isBundle ? root : {};
  return {
    kind,
    path: isBundle ? 'Bundle.entry[0].resource' : 'Resource',
    failing: FAILING.has(plain(state.status) ?? ''),
    triggers: eventsOf(state, kind).flatMap((event) => triggersOf(event, state, bundle)),
  };
}

function firstResource(bundle: JsonObject): JsonObject | undefined {
  const entries = bundle['entry'];
  const first = isList(entries) ? entries[0] : entries;
  const resource = isObject(first) ? first['resource'] : undefined;
  return isObject(resource) ? resource : undefined;
}

function stateOf(resource: JsonObject): SubscriptionState | undefined {
  if (resource['resourceType'] === 'SubscriptionStatus') return statusFromResource(resource);
  return resource['resourceType'] === 'Parameters' ? statusFromParameters(resource) : undefined;
}

/** An event that is announced and not described (payload `empty`) is an event all the same. */
function eventsOf({ events }: SubscriptionState, kind: string): readonly ToldEvent[] {
  if (events.length > 0 || kind !== 'event-notification') return events;
  return [{ number: undefined, timestamp: undefined, references: [] }];
}

/** One trigger for each reference of an event, its focus first; one without a reference where there is none. */
function triggersOf(event: ToldEvent, state: SubscriptionState, bundle: JsonObject): FetchTrigger[] {
  const references: readonly (Json | undefined)[] = event.references.length > 0 ? event.references : [undefined];
  return references.map((reference) =>
    present<FetchTrigger>({
      position: 1,
      eventType: plain(state.eventType) ?? plain(state.topic),
      eventId: plain(bundle['id']),
      source: plain(state.source),
      eventNumber: plain(event.number),
      occurredAt: plain(event.timestamp) ?? plain(bundle['timestamp']),
      action: undefined,
      version: plain(state.version),
      subscription: plain(state.subscription),
      reference: fetchable(reference),
      subject: guarded(state.subject),
    }),
  );
}
