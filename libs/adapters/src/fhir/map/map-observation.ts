import type { Measure } from '@mash-gateway/contracts';
import { fitList, kept } from '../../kit/texts.js';
import { actors, related, words, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, codings } from './map-codings.js';
import { answersNo, concernCategories, isChildConcern } from './map-concerns.js';
import { moment, whenOfChoice } from './map-periods.js';
import { stateOf } from './map-state.js';
import { measure, measureOf } from './map-values.js';

/** An Observation: figures, codes and texts as measures; the account of a safety alert is its string value (Digital Child Health, safety alerts). */
export function observation(resource: Element, mapping: EntryMapping): Facts {
  const stated = codings(resource.one('code'), mapping);
  const value = resource.choice('value');
  const valued = value?.type === 'CodeableConcept' ? codings(value.element, mapping) : [];
  const name = nameOf(stated);
  const own = [measure(name, value, mapping), absent(name, resource, mapping)];
  const parts = resource.many('component').flatMap((component) => {
    const partName = nameOf(codings(component.one('code'), mapping));
    return [measure(partName, component.choice('value'), mapping), absent(partName, component, mapping)];
  });
  const isAlert = isChildConcern([...stated, ...valued]);
  return {
    kind: 'observation',
    codes: [
      ...stated,
      ...allCodings(
        resource.many('component').flatMap((component) => component.one('code') ?? []),
        mapping,
      ),
    ],
    // "No" is an answer too, and no concern whatever was asked.
    categories: answersNo(resource, valued) ? [] : concernCategories([...stated, ...valued]),
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenOfChoice(resource.choice('effective'), mapping),
    recordedAt: moment(resource, 'issued', mapping),
    measures: fitList<Measure>(kept([...own, ...parts]), 100, resource.path, mapping.report),
    outcomes: [...valued, ...allCodings(resource.many('interpretation'), mapping)].slice(0, 20),
    narrative: isAlert && value?.type === 'String' ? words(resource, 'valueString', mapping) : undefined,
    relatedEntries: related([...resource.many('hasMember'), ...resource.many('derivedFrom')], mapping),
    ...actors(
      resource.many('performer').map((reference) => ({ reference, part: 'performer' as const, role: 'Performer' })),
      mapping,
    ),
  };
}

/** What a code is called, for people. */
export function nameOf(stated: readonly { readonly display?: string; readonly text?: string; readonly code?: string }[]): string {
  const [first] = stated;
  return first?.text ?? first?.display ?? first?.code ?? 'Value';
}

/** Why there is no value is a fact too. */
function absent(name: string, resource: Element, mapping: EntryMapping): Measure | undefined {
  const [reason] = codings(resource.one('dataAbsentReason'), mapping);
  return reason && measureOf(`${name} (absent)`, { code: reason });
}
