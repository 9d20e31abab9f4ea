import type { Measure } from '@mash-gateway/contracts';
import { fitList, kept } from '../../kit/texts.js';
import { actors, account, related, words, type Actor, type EntryMapper, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings } from './map-codings.js';
import { attachment } from './map-documents.js';
import { organisation } from './map-organisations.js';
import { moment, period, whenAt, whenOfChoice, whenOfPeriod } from './map-periods.js';
import { stateOf, stateOfConcept, urgencyOf } from './map-state.js';
import { ANY, OUTLINES, type Outline } from '../choose/resource-outlines.js';
import { measure } from './map-values.js';

/** Maps a resource by the outline of its type. */
export const other: EntryMapper = (resource, mapping) => {
  const outline = OUTLINES[resource.resourceType] ?? ANY;
  const states =
    stateOf(resource, 'status', mapping) ?? stateOf(resource, 'lifecycleStatus', mapping) ?? stateOfConcept(resource.one('clinicalStatus'));
  const references = (outline.related ?? []).flatMap((member) => resource.many(member));
  for (const form of resource.many('presentedForm')) mapping.addDocument(attachment(form, mapping));
  return {
    kind: outline.kind,
    codes: [
      ...medication(resource, mapping),
      ...allCodings(
        outline.codes.flatMap((member) => resource.many(member)),
        mapping,
      ),
    ],
    state: states,
    urgency: urgencyOf(typeof resource.value['priority'] === 'string' ? resource.text('priority') : undefined),
    occurredAt: firstOf(outline.when, (member) => whenOf(resource, member, mapping)),
    recordedAt: outline.recorded === undefined ? undefined : moment(resource, outline.recorded, mapping),
    period: outline.when.includes('period') ? period(resource.one('period'), mapping) : undefined,
    narrative: account(...(outline.words ?? []).map((member) => words(resource, member, mapping)), ...dosages(resource, mapping)),
    outcomes: allCodings([...resource.many('conclusionCode'), ...resource.many('outcome')], mapping).slice(0, 20),
    organisation:
      outline.organisation === undefined ? undefined : organisation(resource.many(outline.organisation)[0], 'health-organisation', mapping),
    relatedEntries: related(references, mapping),
    measures: answers(resource, mapping),
    encounter: resource.resourceType === 'Appointment' ? { attended: attended(states, resource) } : undefined,
    ...actors([...named(outline, resource), ...taking(resource)], mapping),
  };
};

function attended(state: Facts['state'], resource: Element): 'yes' | 'no' | 'unknown' {
  if (resource.value['status'] === 'noshow') return 'no';
  return state === 'completed' ? 'yes' : 'unknown';
}

/** `medication[x]`: a code, or a Medication resource that holds it. */
function medication(resource: Element, mapping: EntryMapping): ReturnType<typeof allCodings> {
  const coded = resource.one('medicationCodeableConcept');
  const reference = resource.one('medicationReference');
  const held = reference && mapping.resolve(reference)?.one('code');
  if (held) reference.pass('reference');
  return allCodings(kept([coded, held]), mapping);
}

function dosages(resource: Element, mapping: EntryMapping): (string | undefined)[] {
  return [...resource.many('dosageInstruction'), ...resource.many('dosage')].map((item) => words(item, 'text', mapping));
}

function whenOf(resource: Element, member: string, mapping: EntryMapping): Facts['occurredAt'] {
  const raw = resource.value[member];
  if (typeof raw === 'string') return whenAt(resource, member, mapping);
  if (raw !== undefined) return whenOfPeriod(resource.one(member), mapping);
  return whenOfChoice(resource.choice(member), mapping);
}

function named(outline: Outline, resource: Element): Actor[] {
  return (outline.actors ?? []).flatMap(([member, part, role]) => resource.many(member).map((reference) => ({ reference, part, role })));
}

/** `performer.actor` and `participant.member|actor` of resources that list who took part. */
function taking(resource: Element): Actor[] {
  const performers = resource.many('performer').flatMap((item) => item.one('actor') ?? []);
  const participants = resource.many('participant').flatMap((item) => item.one('actor') ?? item.one('member') ?? []);
  return [
    ...performers.map((reference) => ({ reference, part: 'performer' as const, role: 'Performer' })),
    ...participants.map((reference) => ({ reference, part: 'other' as const, role: 'Participant' })),
  ];
}

/** Questions and answers of a QuestionnaireResponse, nested ones included. */
function answers(resource: Element, mapping: EntryMapping): Measure[] | undefined {
  if (resource.resourceType !== 'QuestionnaireResponse') return undefined;
  const found = itemsOf(resource).flatMap((item) => {
    const name = item.text('text') ?? item.text('linkId') ?? 'Answer';
    return item.many('answer').map((answer) => measure(name, answer.choice('value'), mapping));
  });
  return fitList(kept(found), 100, resource.at('item'), mapping.report);
}

function itemsOf(element: Element): Element[] {
  return element.many('item').flatMap((item) => [item, ...itemsOf(item), ...item.many('answer').flatMap(itemsOf)]);
}

function firstOf<T>(members: readonly string[], find: (member: string) => T | undefined): T | undefined {
  for (const member of members) {
    const found = find(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
