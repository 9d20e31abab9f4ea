import { isObject, type Json, type JsonObject } from '../read/tree.js';
import { each, plain } from './told.js';

/** Subscriptions R5 Backport 1.1.0: the R4 form of the status is a Parameters resource with this profile. */
const STATUS_PROFILE = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4';

/** The status of a subscription, whichever resource said it; nothing of it is checked yet. */
export interface SubscriptionState {
  readonly type: Json | undefined;
  readonly status: Json | undefined;
  readonly subscription: Json | undefined;
  readonly topic: Json | undefined;
  readonly events: readonly ToldEvent[];
  /** What the Multicast Notification Service adds for all events: parameter `additional-context`. */
  readonly eventType?: Json | undefined;
  readonly source?: Json | undefined;
  readonly version?: Json | undefined;
  readonly subject?: Json | undefined;
}

/** One event of a subscription. */
export interface ToldEvent {
  readonly number: Json | undefined;
  readonly timestamp: Json | undefined;
  /** The focus, then references of its additional context. */
  readonly references: readonly Json[];
}

/** SubscriptionStatus (FHIR R4B). */
export function statusFromResource(resource: JsonObject): SubscriptionState {
  return {
    type: resource['type'],
    status: resource['status'],
    subscription: referenceIn(resource['subscription']),
    topic: resource['topic'],
    events: each(resource['notificationEvent']).map((event) => ({
      number: event['eventNumber'],
      timestamp: event['timestamp'],
      references: [event['focus'], ...each(event['additionalContext'])].flatMap((reference) => referenceIn(reference) ?? []),
    })),
  };
}

/** Parameters with the status profile, or with the parameters it requires. */
export function statusFromParameters(resource: JsonObject): SubscriptionState | undefined {
  const parameters = each(resource['parameter']);
  const names = new Set(parameters.map((parameter) => plain(parameter['name'])));
  if (!claimsProfile(resource) && !(names.has('subscription') && names.has('status') && names.has('type'))) return undefined;
  const value = (name: string): Json | undefined => valueOf(parameters.find((parameter) => plain(parameter['name']) === name));
  const [context] = parameters.filter((parameter) => plain(parameter['name']) === 'additional-context');
  return {
    type: value('type'),
    status: value('status'),
    subscription: value('subscription'),
    topic: value('topic'),
    events: parameters.filter((parameter) => plain(parameter['name']) === 'notification-event').map(eventOf),
    eventType: part(context, 'event-type'),
    source: part(context, 'source'),
    version: part(context, 'version-id'),
    subject: part(context, 'subject'),
  };
}

function claimsProfile(resource: JsonObject): boolean {
  const meta = resource['meta'];
  const profiles = isObject(meta) ? meta['profile'] : undefined;
  return (Array.isArray(profiles) ? (profiles as readonly Json[]) : [profiles]).some(
    (profile) => typeof profile === 'string' && profile.split('|')[0] === STATUS_PROFILE,
  );
}

function eventOf(parameter: JsonObject): ToldEvent {
  const parts = each(parameter['part']);
  const named = (name: string): Json[] => parts.filter((item) => plain(item['name']) === name).flatMap((item) => valueOf(item) ?? []);
  return {
    number: part(parameter, 'event-number'),
    timestamp: part(parameter, 'timestamp'),
    references: [...named('focus'), ...named('additional-context')],
  };
}

function part(parameter: JsonObject | undefined, name: string): Json | undefined {
  return valueOf(each(parameter?.['part']).find((item) => plain(item['name']) === name));
}

/** `value[x]` of a parameter: a primitive, the literal of a reference, or the value of an identifier. */
function valueOf(parameter: JsonObject | undefined): Json | undefined {
  const key = Object.keys(parameter ?? {}).find((name) => /^value[A-Z]/u.test(name));
  const value = key === undefined ? undefined : parameter?.[key];
  return isObject(value) ? (referenceIn(value) ?? value['value']) : value;
}

function referenceIn(value: Json | undefined): Json | undefined {
  if (!isObject(value)) return undefined;
  const identifier = value['identifier'];
  return value['reference'] ?? (isObject(identifier) ? identifier['value'] : undefined);
}
