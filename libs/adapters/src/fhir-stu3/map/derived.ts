import type { Birth, Child, DemographicChange, Information } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { lookup } from '../../fhir/read/lookup.js';
import type { Entry, Submitted } from '../../fhir/choose/entries.js';
import { birthEntry } from '../../fhir/map/map-births.js';
import { codesOf, coding, codings } from '../../fhir/map/map-codings.js';
import { whenAt } from '../../fhir/map/map-periods.js';
import { headerOf } from '../../fhir/map/map-source.js';
import type { Mapping } from '../../fhir/map/mapping.js';
import type { Element } from '../../fhir/read/element.js';
import { BIRTH_FACTS, BODY_WEIGHT } from '../codes/care.js';
import { CHANGED, type Event } from '../codes/events.js';
import { messageEvent } from '../message.js';
import { senders } from './senders.js';

type Derived = Omit<Information, 'entryId'>;
type Within = Mapping & { readonly submitted: Submitted };

/** Entries that follow from the event of a message: a birth, or what of a person's record has changed. */
export function derived(own: readonly Entry[], child: Child, mapping: Within): readonly Derived[] {
  return [...kept([senders(mapping.submitted, mapping)]), ...fromEvent(own, child, mapping)];
}

function fromEvent(own: readonly Entry[], child: Child, mapping: Within): readonly Derived[] {
  const event = messageEvent(mapping.submitted);
  const header = headerOf(mapping.submitted);
  if (!event || !header) return kept([birthEntry(own, child, BIRTH_FACTS)]);
  if (event.kind === 'birth') return child.state === 'adult' ? [] : [birth(own, child, mapping)];
  return kept([birthEntry(own, child, BIRTH_FACTS), change(event, header, mapping), removedDeath(event, child, header, mapping)]);
}

/** In a message about the birth a body weight is the weight at birth. */
const AT_BIRTH: typeof BIRTH_FACTS = lookup({ ...BIRTH_FACTS, [BODY_WEIGHT]: 'weight' });
const STILLBIRTH = '237364002';

function birth(own: readonly Entry[], child: Child, mapping: Mapping): Derived {
  const stated = birthEntry(own, child, AT_BIRTH);
  const indicator = own.find(({ resource, type }) => resource && type === 'Observation' && hasCode(resource, STILLBIRTH))?.resource;
  const [stillbirth] = codings(indicator?.one('valueCodeableConcept'), mapping);
  const gestationWeeks = stated?.birth?.gestationWeeks ?? weeks(own);
  const { birthDate } = child;
  const occurredAt = birthDate && {
    start: birthDate.time ?? birthDate.value,
    precision: birthDate.time === undefined ? birthDate.precision : ('time' as const),
  };
  return {
    kind: 'birth',
    dfeRecordType: 'health.details',
    ...(occurredAt ? { occurredAt } : {}),
    birth: present<Birth>({ ...stated?.birth, gestationWeeks, stillbirth }),
  };
}

/** SNOMED 258705008, weeks: the gestation in weeks and days, each a component (DCH-LengthOfGestation). */
const WEEKS = '258705008';

function weeks(own: readonly Entry[]): number | undefined {
  const observation = own.find(
    ({ resource }) =>
      resource &&
      resource
        .peek('code')
        .flatMap(codesOf)
        .some((code) => BIRTH_FACTS[code] === 'gestation'),
  );
  const component = observation?.resource?.peek('component').find((part) => hasCode(part, WEEKS));
  const figure = Number(component?.one('valueQuantity')?.text('value'));
  return figure > 0 && figure <= 50 ? Math.floor(figure) : undefined;
}

function hasCode(resource: Element, code: string): boolean {
  return resource.peek('code').flatMap(codesOf).includes(code);
}

function change({ kind, name }: Event, header: Element, mapping: Mapping): Derived | undefined {
  const changed = CHANGED[name];
  if (kind !== 'demographic-change' || changed === undefined) return undefined;
  const occurredAt = whenAt(header, 'timestamp', mapping);
  const code = coding(header.one('eventCoding'), mapping);
  return {
    kind: 'demographic-change',
    dfeRecordType: 'personal.details',
    ...(occurredAt ? { occurredAt } : {}),
    ...(code ? { codes: [code] } : {}),
    demographicChange: present<DemographicChange>({ changed: [changed] }),
  };
}

/** PDS takes a death back (status U): whoever was told of it must be told that too. */
function removedDeath({ kind }: Event, { death }: Child, header: Element, mapping: Mapping): Derived | undefined {
  if (kind !== 'death' || death?.deceased !== 'no') return undefined;
  const occurredAt = whenAt(header, 'timestamp', mapping);
  return {
    kind: 'death',
    dfeRecordType: 'personal.details',
    state: 'cancelled',
    title: 'Death notification removed',
    ...(occurredAt ? { occurredAt } : {}),
    ...(death.notification ? { codes: [death.notification] } : {}),
  };
}
