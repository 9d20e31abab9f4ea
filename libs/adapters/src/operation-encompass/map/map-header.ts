import type { Information, Organisation, Reference, Source, StatedHandling } from '@mash-gateway/contracts';
import { codes } from '@mash-gateway/contracts';
import { inFuture } from '../../kit/dates.js';
import { warning } from '../../kit/issues.js';
import { fitList, present } from '../../kit/texts.js';
import { CHANGE } from '../codes.js';
import { list } from '../namespace.js';
import type { Group } from '../read/tree.js';
import { addressOf, professionalOf } from './map-people.js';
import { codeIn, momentIn, textIn, wordIn, type Reading } from './values.js';

/** The header of a notification, ready to be placed in each record. */
export interface HeaderFacts {
  readonly source: Pick<
    Source,
    'organisation' | 'system' | 'sourceVersion' | 'sequence' | 'change' | 'authoredAt' | 'author' | 'references' | 'messageType'
  >;
  /** Code of the force, or its name, for the source record id. */
  readonly force: string | undefined;
  readonly reference: string | undefined;
  readonly changeReason: string | undefined;
}

/** Who tells, when, as which version. Anything missing is reported; none of it refuses a notification. */
export function headerOf(notification: Group, reading: Reading): HeaderFacts {
  const header = notification.group('header');
  const { report } = reading;
  for (const key of ['force', 'reference', 'version', 'change', 'sent', 'officer'])
    if (header?.parts.get(key) === undefined)
      report(warning('format.missing', header?.place(key) ?? notification.place('header'), 'The header of a notification says this'));
  const force = header?.group('force');
  const code = textIn(force, 'code', 100, reading);
  const name = textIn(force, 'name', 200, reading);
  const reference = textIn(header, 'reference', 120, reading);
  const version = versionOf(header, reading);
  const change = codeIn(header, 'change', CHANGE, reading);
  const references: Reference[] = reference === undefined ? [] : [{ type: 'notice', value: reference }];
  return {
    force: code ?? name,
    reference,
    changeReason: textIn(header, 'changeReason', 500, reading),
    source: present<HeaderFacts['source']>({
      organisation: forceOf(name, code),
      system: textIn(header, 'system', 200, reading),
      sourceVersion: version?.toString(),
      sequence: version,
      // Without a readable change a first version is new and a later one an update; nothing is ever guessed to be a cancellation.
      change: change?.original?.[0]?.display === undefined ? changeBy(version) : change.normalised,
      authoredAt: momentIn(header, 'sent', reading),
      author: professionalOf(header?.group('officer'), reading),
      messageType: change?.original?.[0],
      references,
    }),
  };
}

/** What happened and where, as every child's entry says it: no free text that could tell one family of another. */
export function incidentOf(notification: Group, reading: Reading) {
  const incident = notification.group('incident');
  const { report } = reading;
  const place = incident?.group('place');
  const address = addressOf(place?.group('address'), 'incident', reading);
  const description = textIn(place, 'description', 500, reading);
  const start = momentIn(incident, 'occurredFrom', reading);
  const end = momentIn(incident, 'occurredTo', reading);
  const stated = textIn(incident, 'occurredStated', 200, reading);
  if (incident?.parts.get('occurredFrom') === undefined && stated === undefined)
    report(warning('format.missing', incident?.place('occurredFrom') ?? notification.place('incident'), 'When it happened'));
  if (place === undefined)
    report(warning('format.missing', incident?.place('place') ?? notification.place('incident'), 'Where it happened'));
  if (start !== undefined && inFuture(start, reading.now))
    report(warning('date.implausible', incident?.place('occurredFrom') ?? '/', 'What happened does not lie in the future'));
  const first = start ?? end;
  return {
    placeHidden: address?.confidential === true,
    fields: present<Pick<Information, 'occurredAt' | 'recordedAt' | 'place' | 'references'>>({
      occurredAt: first === undefined && stated === undefined ? undefined : present({ start, end, precision: precisionOf(first), stated }),
      recordedAt: momentIn(incident, 'reported', reading),
      place: address === undefined && description === undefined ? undefined : present({ description, address }),
      references: referencesOf(incident, reading),
    }),
  };
}

/** What the force says about handling. */
export function handlingOf(notification: Group, reading: Reading): StatedHandling {
  const handling = notification.group('handling');
  const instructions = textIn(handling, 'instructions', 2000, reading);
  const basis = textIn(handling, 'lawfulBasis', 500, reading);
  return present<StatedHandling>({
    sensitivity: wordIn(handling, 'sensitivity', codes.SENSITIVITIES, reading),
    labels: instructions === undefined ? [] : [{ system: list('instructions'), text: instructions }],
    basisStated: basis === undefined ? [] : [{ system: list('lawful-basis'), text: basis }],
    nhsNumberAbsentReason: wordIn(handling, 'nhsNumberAbsent', codes.NHS_NUMBER_ABSENT_REASONS, reading),
  });
}

function versionOf(header: Group | undefined, { report }: Reading): number | undefined {
  const written = header?.value('version');
  if (written === undefined) return undefined;
  if (/^\d{1,7}$/u.test(written.text) && Number(written.text) >= 1) return Number(written.text);
  report(warning('format.value', written.location, 'A whole number from 1 is expected'));
  return undefined;
}

function changeBy(version: number | undefined): Source['change'] {
  return version !== undefined && version > 1 ? 'update' : 'new';
}

function forceOf(name: string | undefined, code: string | undefined): Organisation | undefined {
  if (name === undefined && code === undefined) return undefined;
  const identifiers: Organisation['identifiers'] =
    code === undefined ? [] : [{ type: 'local', system: list('force'), value: code, status: 'unverified' }];
  return present<Organisation>({ type: 'police-force', name, identifiers });
}

function referencesOf(incident: Group | undefined, reading: Reading): Reference[] {
  const groups = incident === undefined ? [] : fitList(incident.groups('references'), 20, incident.place('references'), reading.report);
  return groups.flatMap((group) => {
    const value = textIn(group, 'value', 120, reading);
    const type = wordIn(group, 'type', ['incident', 'crime', 'custody', 'case'] as const, reading) ?? 'other';
    return value === undefined ? [] : [{ type, value }];
  });
}

function precisionOf(moment: string | undefined): NonNullable<Information['occurredAt']>['precision'] {
  if (moment === undefined) return 'estimated';
  if (moment.includes('T')) return 'time';
  if (moment.length === 4) return 'year';
  return moment.length === 7 ? 'month' : 'day';
}
