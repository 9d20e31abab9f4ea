import type { Issue } from '@mash-gateway/contracts';
import { notice, warning } from '../../kit/issues.js';
import { lookup } from '../read/lookup.js';
import type { Guarded } from './guarded.js';

/**
 * What a notification is for (http://hl7.org/fhir/subscription-notification-type), and what a receiver does about it.
 * A CloudEvent is always an event.
 */
export const NOTIFICATION_KINDS: Readonly<Record<string, string>> = lookup({
  'event-notification': 'event-notification: something changed; fetch what it points to, a notification is never the record',
  'query-event': 'query-event: events sent again; fetch what they point to, a notification is never the record',
  'query-status': 'query-status: how the subscription stands; nothing has changed',
  handshake: 'handshake: the subscription begins; nothing has changed',
  heartbeat: 'heartbeat: the subscription lives; nothing has changed',
});

/** Kinds that say that something changed. */
const EVENTS: ReadonlySet<string> = new Set(['event-notification', 'query-event']);

/** One reason to fetch: where, about whom, why and since when. Nothing in it is part of a record. */
export interface FetchTrigger {
  /** Position of the notification in its submission, the same as in `map`: events of a batch count from 1. */
  readonly position: number;
  /** Name of the event, such as `pds-change-of-gp-2`; the topic of a FHIR subscription that names no event. */
  readonly eventType?: string;
  /** Id of the event: with `source` it tells repeats (CloudEvents 1.0, `id`; Bundle.id). */
  readonly eventId?: string;
  /** Who published it. */
  readonly source?: string;
  /** Number of the event in its subscription, as text: a gap means that events were lost. */
  readonly eventNumber?: string;
  /** When it happened, as written. */
  readonly occurredAt?: string;
  /** `create`, `update` or `delete`, where the event says so. */
  readonly action?: string;
  /** Version of what to fetch, such as `W/"16"`. */
  readonly version?: string;
  /** The subscription that asked for it. */
  readonly subscription?: string;
  /**
   * What to fetch: an http(s) URL or a relative FHIR reference. It may hold an NHS number, and it was chosen by the sender:
   * fetch it only from the server the feed is configured for. Absent when the notification does not say (payload `empty`).
   */
  readonly reference?: Guarded;
  /** Whom the event is about, as the event names them: an NHS number in the events of the NHS. */
  readonly subject?: Guarded;
}

/** A notification that was recognised. */
export interface Notification {
  /** One of {@link NOTIFICATION_KINDS}, or the word of the sender; `unknown` when it gives none. */
  readonly kind: string;
  /** FHIRPath, or JSON path of an event. */
  readonly path: string;
  /** The subscription is in error or switched off. */
  readonly failing: boolean;
  readonly triggers: readonly FetchTrigger[];
}

/** Whether a notification says that something changed. */
export function isEvent({ kind, triggers }: Notification): boolean {
  return EVENTS.has(kind) || (NOTIFICATION_KINDS[kind] === undefined && triggers.length > 0);
}

/** Why there is no record: a notification is understood, and rightly none. */
export function notificationIssues(notification: Notification): Issue[] {
  const { kind, path, failing } = notification;
  const known = NOTIFICATION_KINDS[kind] ?? (isEvent(notification) ? NOTIFICATION_KINDS['event-notification'] : undefined);
  const told = notice(
    'format.no-child',
    path,
    known ?? 'A notification of a kind this adapter does not know; a notification is never the record',
  );
  const unsure = NOTIFICATION_KINDS[kind] === undefined ? [warning('code.unknown', path, 'Not a kind of notification')] : [];
  const broken = failing
    ? [warning('format.value', path, 'The subscription is in error or off: later events may be missing until it is renewed')]
    : [];
  return [told, ...unsure, ...broken];
}
