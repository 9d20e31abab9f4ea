import type { AdapterInput, MapContext } from '../../kit/adapter.js';
import { IssueList, refusal } from '../../kit/issues.js';
import { jsonDocument } from '../../kit/json.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { xmlFragments, type XmlReading } from '../../kit/xml.js';
import { ANY_VERSION, NAMESPACE } from '../namespace.js';
import { NOTIFICATION } from '../profile.js';
import { groupFromJson } from './from-json.js';
import { groupFromXml } from './from-xml.js';
import type { Group } from './tree.js';

/** A notification, or something else found where one belongs. */
export interface Found {
  /** Undefined for something that is no notification of this version. */
  readonly notification: Group | undefined;
  readonly location: string;
  /** It stood in a batch. */
  readonly isInBatch: boolean;
  /** What reading it found wrong. */
  readonly issues: IssueList;
}

/**
 * Reads a submission notification by notification. XML is streamed with flat memory; JSON is read whole.
 * @throws Refusal of the kit, or `format.unexpected-root` or `format.version` for another document
 */
export async function* notificationsOf(input: AdapterInput, context: MapContext, engine: XmlReading['engine']): AsyncGenerator<Found> {
  yield* input.mediaType.endsWith('json') ? fromJson(input, context) : fromXml(input, context, engine);
}

async function* fromXml(input: AdapterInput, context: MapContext, engine: XmlReading['engine']): AsyncGenerator<Found> {
  let place = 0;
  const select = (name: string, uri: string, ancestors: readonly XmlElement[]): boolean => {
    if (ancestors.length > 0) return true;
    checkRoot(name, uri);
    return name === 'Notification';
  };
  for await (const { element, ancestors } of xmlFragments(input, { limits: context.limits, namespaces: true, engine, select })) {
    place += 1;
    const isInBatch = ancestors.length > 0;
    const location = isInBatch ? `/Notifications/Notification[${place}]` : '/Notification';
    const issues = new IssueList();
    const isOurs = element.name === 'Notification' && element.uri === NAMESPACE;
    yield { notification: isOurs ? groupFromXml(element, NOTIFICATION, location, issues.report) : undefined, location, isInBatch, issues };
  }
}

async function* fromJson(input: AdapterInput, context: MapContext): AsyncGenerator<Found> {
  const document = await jsonDocument(input, context.limits);
  const batch = batchIn(document);
  if (batch === undefined && !looksLikeOne(document))
    throw refusal('format.unexpected-root', '/', 'A notification, a list of them, or an object with a list "notifications"');
  const items = batch?.items ?? [document];
  for (const [index, item] of items.entries()) {
    const location = batch === undefined ? '' : `${batch.location}/${index}`;
    const issues = new IssueList();
    const notification = looksLikeOne(item) ? groupFromJson(item, NOTIFICATION, location, issues.report) : undefined;
    yield { notification, location, isInBatch: batch !== undefined, issues };
  }
}

function batchIn(document: unknown): { readonly items: readonly unknown[]; readonly location: string } | undefined {
  if (Array.isArray(document)) return { items: document as readonly unknown[], location: '' };
  if (typeof document !== 'object' || document === null || !('notifications' in document)) return undefined;
  return Array.isArray(document.notifications)
    ? { items: document.notifications as readonly unknown[], location: '/notifications' }
    : undefined;
}

function looksLikeOne(item: unknown): boolean {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && ('families' in item || 'header' in item);
}

function checkRoot(name: string, uri: string): void {
  if (name !== 'Notification' && name !== 'Notifications')
    throw refusal('format.unexpected-root', '/', 'The root is Notification or Notifications');
  if (uri === NAMESPACE) return;
  if (ANY_VERSION.test(uri)) throw refusal('format.version', '/', 'Only version 1 of the profile is read');
  throw refusal('format.unexpected-root', '/', `The root is in the namespace ${NAMESPACE}`);
}
