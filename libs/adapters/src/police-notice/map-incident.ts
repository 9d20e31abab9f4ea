import type { Address, Information, Place, Reference, When } from '@mash-gateway/contracts';
import { inFuture } from '../kit/dates.js';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { addressOf } from './map-address.js';
import { categoriesOf, type Category } from './map-category.js';
import { answer, circumstancesOf, type CircumstanceFacts } from './map-circumstances.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** The event of a notice, as every child's entry says it. */
export interface IncidentFacts {
  readonly fields: Pick<Information, 'references' | 'occurredAt' | 'recordedAt' | 'place' | 'title' | 'narrative'>;
  readonly categories: readonly Category[];
  readonly circumstances: CircumstanceFacts;
  /** The place must not be disclosed. */
  readonly placeHidden: boolean;
}

/** What happened. Fields are relative to the entry that will hold it. */
export function incidentOf(notice: Part, scope: Scope): IncidentFacts {
  const part = notice.one('Incident');
  if (part === undefined) {
    scope.report(warning('format.missing', `${notice.path}/Incident`, 'A notice says what happened'));
    return { fields: {}, categories: [], circumstances: {}, placeHidden: false };
  }
  const narrative = part.one('Narrative');
  if (narrative === undefined) scope.report(warning('format.missing', `${part.path}/Narrative`, 'A notice says what happened in words'));
  const { place, hidden } = placeOf(part.one('Place'), scope);
  return {
    fields: present<IncidentFacts['fields']>({
      references: referencesOf(part, scope),
      occurredAt: occurredAt(part, scope),
      recordedAt: scope.plainMoment(part.one('Reported')),
      place,
      title: scope.plain(part.one('Title'), 300),
      narrative: scope.text(narrative, 32_000, '/narrative'),
    }),
    categories: categoriesOf(part, scope),
    circumstances: present<CircumstanceFacts>({
      ...circumstancesOf(part.one('Circumstances'), scope),
      immediateDanger: answer(part.one('ImmediateDanger'), '/circumstances/immediateDanger', scope),
    }),
    placeHidden: hidden,
  };
}

const REFERENCE_TYPES = ['incident', 'crime', 'custody', 'case', 'notice', 'missing', 'court', 'other'] as const;
const PRECISIONS = ['year', 'month', 'day', 'time', 'estimated'] as const;

/** Reference numbers of an incident or missing episode. */
export function referencesOf(owner: Part, scope: Scope): Reference[] {
  return scope.each(owner, 'Reference', 20, (part) => {
    const type = scope.choice(part, 'type', REFERENCE_TYPES) ?? 'other';
    const system = scope.system(part, 'system');
    const value = scope.plain(part, 120);
    return value === undefined ? undefined : present<Reference>({ type, value, system });
  });
}

/** A moment that may be absent with a reason. */
export function momentOfPart(part: Part | undefined, field: string, scope: Scope): string | undefined {
  if (part === undefined || scope.lacks(part, field)) return undefined;
  return scope.moment(part.text(), part.path);
}

function occurredAt(incident: Part, scope: Scope): When | undefined {
  const from = incident.one('OccurredFrom');
  const until = incident.one('OccurredTo');
  if (from === undefined) scope.report(warning('format.missing', `${incident.path}/OccurredFrom`, 'A notice says when it happened'));
  const precision = from && scope.choice(from, 'precision', PRECISIONS);
  if (until) scope.choice(until, 'precision', PRECISIONS);
  const start = momentOfPart(from, '/occurredAt', scope);
  const end = momentOfPart(until, '/occurredAt/end', scope);
  const stated = scope.plain(incident.one('OccurredStated'), 200);
  if (start === undefined && end === undefined && stated === undefined) return undefined;
  if (start !== undefined && inFuture(start, scope.now))
    scope.report(warning('date.implausible', `${incident.path}/OccurredFrom`, 'What happened does not lie in the future'));
  return present<When>({ start, end, precision: precision ?? writtenPrecision(start ?? end), stated });
}

/** As precise as a moment is written. */
export function writtenPrecision(moment: string | undefined): When['precision'] {
  if (moment === undefined) return 'estimated';
  if (moment.includes('T')) return 'time';
  if (moment.length === 4) return 'year';
  return moment.length === 7 ? 'month' : 'day';
}

function placeOf(part: Part | undefined, scope: Scope): { readonly place: Place | undefined; readonly hidden: boolean } {
  if (part === undefined || scope.lacks(part, '/place')) return { place: undefined, hidden: false };
  const addressPart = part.one('Address');
  const address: Address | undefined = addressPart && addressOf(addressPart, scope, 'incident', '/place/address');
  const name = scope.plain(part.one('Organisation'), 300);
  const place = present<Place>({
    description: scope.plain(part.one('Description'), 500),
    address,
    organisation: name === undefined ? undefined : { type: 'unknown', name },
  });
  return { place: Object.keys(place).length === 0 ? undefined : place, hidden: address?.confidential ?? false };
}
