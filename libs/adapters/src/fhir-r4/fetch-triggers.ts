import type { AdapterInput, MapContext } from '../kit/adapter.js';
import { isEvent, type FetchTrigger, type Notification } from '../fhir/notify/notification.js';
import { Refusal } from '../kit/issues.js';
import { readDocument } from '../fhir/read/read-document.js';
import { R4 } from './release.js';

/**
 * What a notification gives reason to fetch: events of the Multicast Notification Service (CloudEvents 1.0, one or a batch)
 * and subscription notifications (Subscriptions R5 Backport, R4 and R4B). For an intake that polls: `map` answers such a
 * submission with `nothing`, this says where the record is. Pure: it fetches nothing.
 *
 * An event that points nowhere gives a trigger without `reference`: what changed must be asked for by `subject` and `eventType`.
 * Handshakes, heartbeats and whatever is no notification give no trigger. URLs and subjects are {@link Guarded}, because
 * they hold NHS numbers: they print as a fixed word, and only `reveal()` gives them. Never throws for what a sender can send: a
 * body that `inspect` refuses, or one larger than 32 MiB, gives no trigger.
 */
export async function fetchTriggers(input: AdapterInput, { limits }: Pick<MapContext, 'limits'>): Promise<readonly FetchTrigger[]> {
  const notifications = await notificationsIn(input, limits);
  return notifications.filter(isEvent).flatMap(({ triggers }) => triggers);
}

async function notificationsIn(input: AdapterInput, limits: MapContext['limits']): Promise<readonly Notification[]> {
  try {
    return (await readDocument(input, limits, R4)).notifications ?? [];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
