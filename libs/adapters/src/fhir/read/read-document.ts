import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { refusal } from '../../kit/issues.js';
import { jsonDocument } from '../../kit/json.js';
import { xmlDocument } from '../../kit/xml.js';
import type { Notification } from '../notify/notification.js';
import { cloudEvents } from '../notify/read-cloud-event.js';
import { subscriptionNotification } from '../notify/read-subscription-status.js';
import type { Release } from '../release.js';
import { FHIR_NAMESPACE, resourceFromXml } from './parse-xml.js';
import { isList, isObject, type Json, type JsonObject } from './tree.js';

/** What is read whole is at most this large: a message, a document, one resource, notifications. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** A submission as one tree, and the syntax it was written in. */
export interface FhirDocument {
  readonly syntax: 'json' | 'xml';
  readonly root: JsonObject;
  /** The document only says that something changed: `root` is then empty, because a notification is never the record. */
  readonly notifications?: readonly Notification[];
}

/**
 * Reads the bytes as one FHIR resource, or as notifications.
 * @throws Refusal `body.*`, `json.*`, `xml.*`, `limit.*`, `format.unexpected-root`, `format.unsupported`, `format.version` or `format.value`
 */
export async function readDocument(input: AdapterInput, limits: Limits, release: Release): Promise<FhirDocument> {
  const bytes = Math.min(limits.bytes, MAX_BODY_BYTES);
  const whole: Limits = { ...limits, bytes, recordBytes: bytes };
  const document = /xml/u.test(input.mediaType) ? await xml(input, whole, release) : await json(input, whole);
  if (document.notifications) return document;
  const told = subscriptionNotification(document.root);
  if (told) return { syntax: document.syntax, root: {}, notifications: [told] };
  release.refuseOtherVersions(document.root);
  refuseTemplates(document.root);
  return document;
}

async function xml(input: AdapterInput, limits: Limits, { structure }: Release): Promise<FhirDocument> {
  const root = await xmlDocument(input, limits, 'direct');
  if (root.uri !== FHIR_NAMESPACE)
    throw refusal('format.unexpected-root', '/', `The root element must be in the namespace ${FHIR_NAMESPACE}`);
  return { syntax: 'xml', root: resourceFromXml(root, structure) };
}

async function json(input: AdapterInput, limits: Limits): Promise<FhirDocument> {
  const root = (await jsonDocument(input, limits)) as Json;
  if (isPatch(root))
    throw refusal('format.unsupported', '/', 'A JSON Patch changes a resource this adapter has not seen; send the resource whole');
  const events = cloudEvents(root);
  if (events) return { syntax: 'json', root: {}, notifications: events };
  if (!isObject(root) || typeof root['resourceType'] !== 'string')
    throw refusal('format.unexpected-root', '/', 'The body must be one FHIR resource with its resourceType');
  return { syntax: 'json', root };
}

/** RFC 6902, bare or as the PDS API wraps it. */
function isPatch(root: Json): boolean {
  const operations = isObject(root) ? root['patches'] : root;
  return isList(operations) && operations.length > 0 && operations.every((item) => isObject(item) && 'op' in item && 'path' in item);
}

const PLACEHOLDER = /^(?:#\(|##|#(?:string|number|boolean|array|object|regex|null|notnull|present|uuid|ignore)\b|\$\{|\{\{)/u;
const NAMING = ['id', 'birthDate', 'gender'] as const;

/** A template whose placeholders were never filled names nobody; each placeholder would become a false fact. */
function refuseTemplates(root: JsonObject): void {
  for (const { resource, path } of resourcesOf(root)) refuseTemplate(resource, path);
}

/** Refuses a Patient that is a template. @throws Refusal `format.value` */
export function refuseTemplate(resource: JsonObject, path: string): void {
  if (resource['resourceType'] !== 'Patient') return;
  const found =
    NAMING.find((name) => PLACEHOLDER.test(textOf(resource[name]))) ?? (holdsPlaceholder(resource['name']) ? 'name' : undefined);
  if (found !== undefined) throw refusal('format.value', `${path}.${found}`, 'A template with unfilled placeholders, not a resource');
}

function holdsPlaceholder(value: Json | undefined): boolean {
  if (isList(value)) return value.some(holdsPlaceholder);
  if (isObject(value)) return Object.values(value).some(holdsPlaceholder);
  return PLACEHOLDER.test(textOf(value));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The resources of a document with their paths: the entries of a Bundle, or the one resource. */
export function resourcesOf(root: JsonObject): { readonly resource: JsonObject; readonly path: string }[] {
  if (root['resourceType'] !== 'Bundle') return [{ resource: root, path: root['resourceType'] === 'Patient' ? 'Patient' : 'Resource' }];
  const entries = root['entry'];
  if (!isList(entries)) return [];
  return entries.flatMap((entry, index) => {
    const resource = isObject(entry) ? entry['resource'] : undefined;
    return isObject(resource) ? [{ resource, path: `Bundle.entry[${index}].resource` }] : [];
  });
}
