import type { Submitted } from '../../fhir/choose/entries.js';
import type { MappedPerson } from '../../fhir/map/map-persons.js';
import { CHILD_HEALTH_EVENTS } from '../codes/events.js';
import { messageEvent } from '../message.js';

/** A RelatedPerson of an emergency attendance (CH011) is the adult who came with the child, beside what else they are to it. */
export function accompanying(around: readonly MappedPerson[], submitted: Submitted): readonly MappedPerson[] {
  if (messageEvent(submitted) !== CHILD_HEALTH_EVENTS['CH011']) return around;
  return around.map((met) => {
    if (!met.sources.some(({ resourceType }) => resourceType === 'RelatedPerson')) return met;
    const known = met.person.roles.filter(({ normalised }) => normalised !== 'unknown');
    return { ...met, person: { ...met.person, roles: [...known, { normalised: 'accompanying-adult' as const }] } };
  });
}
