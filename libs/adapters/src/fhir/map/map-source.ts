import type { Reference, Source } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import type { Entry, Submitted } from '../choose/entries.js';
import { systemOf } from './map-codings.js';
import { organisation } from './map-organisations.js';
import { momentOf } from '../../kit/dates.js';
import { codesOf } from './map-codings.js';
import { moment, reading } from './map-periods.js';
import { professional } from './map-professionals.js';
import { focusId, idInMessage, idOf, messageId } from './message-ids.js';
import type { Mapping } from './mapping.js';
import type { Anchor, Rules } from './rules.js';
import { deletedResource, deletedVersion } from '../choose/plan-deletion.js';
import type { Position } from '../choose/position.js';
import { lookup } from '../read/lookup.js';

/** A position with what surrounds it in its submission. */
export interface Placed {
  readonly number: number;
  readonly position: Extract<Position, { readonly kind: 'person' | 'deletion' }>;
  readonly submitted: Submitted;
  /** Another position is about the same message, document or entry, so the anchor of this one names its person. */
  readonly among: boolean;
  /** Which of all positions this is, from 1. */
  readonly ordinal: number;
}

/** Who said it, how it came, and what it is to earlier statements. */
export function source(placed: Placed, mapping: Mapping, rules: Rules): Source {
  const { submitted, number, position } = placed;
  const { release } = submitted;
  const header = headerOf(submitted);
  const patient = position.person.patient;
  const frame = compositionOf(submitted);
  const sender = header?.one('sender') ?? header?.one('responsible') ?? frame?.one('custodian') ?? patient?.one('managingOrganization');
  const origin = header?.one('source');
  const { report } = mapping;
  return present<Source>({
    agency: 'health',
    organisation: organisation(sender, 'health-organisation', mapping),
    system: fitText(systemName(origin), 200, origin?.path ?? '/', report),
    standard: release.standard,
    adapter: release.adapter,
    mappingVersion: release.mappingVersion,
    ...anchor(placed, mapping, rules),
    ...(header && rules.message?.(header, mapping)),
    position: number,
    change: change(placed, header),
    authoredAt: authoredAt(placed, mapping),
    author: professional(header?.one('author') ?? header?.one('enterer') ?? frame?.many('author')[0], 'Author', mapping),
    references: references(submitted, header, mapping),
    feed: undefined,
    receivedAt: undefined,
    submissionId: undefined,
    supersededBy: undefined,
  });
}

/** What a sending system calls itself, with its software and version; its address where it has no name. */
function systemName(origin: Element | undefined): string | undefined {
  const [name, software, version] = ['name', 'software', 'version'].map((part) => origin?.text(part));
  const product = [software, version].filter(Boolean).join(' ');
  if (name && product) return `${name} (${product})`;
  return name ?? (product || origin?.text('endpoint'));
}

/** The MessageHeader of a message: always its first entry (FHIR R4 §3.4 Messaging). */
export function headerOf({ type, entries }: Submitted): Element | undefined {
  return type === 'message' ? entries.find((entry) => entry.type === 'MessageHeader')?.resource : undefined;
}

/** A document, on its own or inside a message (ITK3). */
function compositionOf({ type, entries }: Submitted): Element | undefined {
  return type === 'document' || type === 'message' ? entries.find((entry) => entry.type === 'Composition')?.resource : undefined;
}

/**
 * What orders statements and tells repeats. A version is given only where it versions the whole statement: a Patient's
 * own `versionId` does not change when a new Flag comes with it.
 */
function anchor(placed: Placed, mapping: Mapping, rules: Rules): Anchor {
  const { position, submitted, among } = placed;
  if (position.kind === 'deletion') return deletedAnchor(position.entry);
  const header = headerOf(submitted);
  const own = idOf(position.person.patient) ?? (header && idInMessage(position.person)) ?? `person-${placed.ordinal}`;
  const suffix = among ? `#${own}` : '';
  if (header) {
    const stated = rules.anchor?.(header, position.person.patient, mapping);
    if (stated) return { ...stated, sourceRecordId: suffixed(stated.sourceRecordId, suffix) };
    return {
      sourceRecordId: suffixed(focusId(header, mapping) ?? idOf(header), suffix),
      sourceVersion: clip(messageId(submitted, header)),
      sequence: sequenceOf(header) ?? timestamp(submitted),
    };
  }
  const frame = compositionOf(submitted);
  if (frame)
    return {
      sourceRecordId: suffixed(idOf(frame), suffix),
      sourceVersion: clip(bundleId(submitted)),
      sequence: timestamp(submitted),
    };
  const [only, ...more] = stated(position.person.own);
  // What a search was not sure of is another statement than what the source says of the same person when asked by number.
  const unsure = position.person.own.some(({ candidate }) => candidate === true) ? '#candidate' : '';
  if (only?.resource && more.length === 0)
    return {
      sourceRecordId: suffixed(idOf(only.resource), only.type === 'Patient' ? unsure : suffix),
      sourceVersion: versionOf(only.resource),
      sequence: sequenceOf(only.resource),
    };
  const id = idOf(position.person.patient) ?? idOf(only?.resource);
  return { sourceRecordId: suffixed(id, `${unsure}#bundle`), sourceVersion: undefined, sequence: undefined };
}

/** A deletion that a history tells is a version of what it deletes; any other is known by its own message alone. */
function deletedAnchor(entry: Entry): Anchor {
  const version = deletedVersion(entry);
  const order = version !== undefined && /^\d{1,15}$/u.test(version) ? Number(version) : undefined;
  return { sourceRecordId: deletedResource(entry), sourceVersion: version, sequence: order };
}

/**
 * What a statement is made of. One resource that a search found, with what the search brought along for it (the child of a flag),
 * is the statement of that resource: the same version of it is the same statement, on whatever page it comes. A Patient that comes
 * with resources about the child says more than its own version.
 */
function stated(own: readonly Entry[]): readonly Entry[] {
  const found = own.filter(({ included }) => included !== true);
  return found.length === 1 && found[0]?.type !== 'Patient' ? found : own;
}

function suffixed(id: string | undefined, suffix: string): string | undefined {
  return id === undefined ? undefined : `${id}${suffix}`;
}

function versionOf(resource: Element): string | undefined {
  return clip(resource.one('meta')?.text('versionId'));
}

/** `versionId` where it counts, else the time of the last change. */
function sequenceOf(resource: Element): number | undefined {
  const meta = resource.one('meta');
  const version = meta?.whole('versionId');
  return version !== undefined && version >= 0 ? version : milliseconds(meta?.text('lastUpdated'));
}

function timestamp({ bundle }: Submitted): number | undefined {
  return milliseconds(bundle?.text('timestamp'));
}

function milliseconds(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

function bundleId({ bundle }: Submitted): string | undefined {
  return bundle?.one('identifier')?.text('value') ?? bundle?.text('id');
}

function clip(text: string | undefined): string | undefined {
  const kept = text?.trim();
  return kept !== undefined && kept !== '' && kept.length <= 100 ? kept : undefined;
}

const REASONS: ReadonlySet<string> = new Set(['new', 'update', 'delete']);
const METHODS: Readonly<Record<string, Source['change']>> = lookup({ POST: 'new', PUT: 'update' });

/** The message says so (BaRS, NEMS), or the request of its main entry does; anything else leaves what is absent unstated. */
function change({ position }: Placed, header: Element | undefined): Source['change'] {
  if (position.kind === 'deletion') return 'delete';
  const stated = codesOf(header?.one('reason')).find((code) => REASONS.has(code));
  if (stated !== undefined) return stated as Source['change'];
  const entry = mainEntry(position);
  return METHODS[entry?.method ?? ''] ?? 'partial';
}

function mainEntry({ person }: Placed['position']): Entry | undefined {
  return person.own.find(({ type }) => type === 'Patient') ?? person.own[0];
}

function authoredAt({ submitted, position }: Placed, mapping: Mapping): string | undefined {
  const { bundle } = submitted;
  const header = headerOf(submitted);
  const sent =
    momentOf(bundle?.text('timestamp'), reading('Bundle.timestamp', mapping)) ?? (header && moment(header, 'timestamp', mapping));
  const frame = compositionOf(submitted);
  const written = frame && moment(frame, 'date', mapping);
  const main = position.kind === 'person' ? mainEntry(position)?.resource?.one('meta') : undefined;
  return written ?? sent ?? (main && moment(main, 'lastUpdated', mapping));
}

/** The message itself, the one it answers (MessageHeader.response), and the number of its Bundle. */
function references(submitted: Submitted, header: Element | undefined, mapping: Mapping): Reference[] {
  const identifier = submitted.bundle?.one('identifier');
  const own = fitText(header && messageId(submitted, header), 120, 'MessageHeader.id', mapping.report);
  const answered = fitText(header?.one('response')?.text('identifier'), 120, 'MessageHeader.response.identifier', mapping.report);
  const value = fitText(identifier?.text('value'), 120, 'Bundle.identifier', mapping.report);
  return kept([
    own === undefined ? undefined : { type: 'message', value: own },
    answered === undefined ? undefined : { type: 'message', value: answered },
    value === undefined
      ? undefined
      : present<Reference>({ type: 'message', value, system: systemOf(identifier?.text('system'), 'Bundle.identifier', mapping) }),
  ]);
}
