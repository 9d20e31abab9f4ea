import type { Organisation, Period } from '@mash-gateway/contracts';
import { fitText, present } from '../../kit/texts.js';
import { account, words, type EntryMapping, type Facts } from '../../fhir/map/entry-mapping.js';
import { moment } from '../../fhir/map/map-periods.js';
import { other } from '../../fhir/map/map-others.js';
import type { Element } from '../../fhir/read/element.js';
import { CHILD_HEALTH_EVENTS } from '../codes/events.js';
import { messageEvent } from '../message.js';
import { extensionNamed } from './extension-named.js';

/** A QuestionnaireResponse: questions and answers, with the notes beside answers; where the child learned, in CH032. */
export function questionnaire(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const items = itemsOf(resource);
  const notes = items.flatMap((item) => item.many('answer').map((answer) => note(item, answer, mapping)));
  const told = { ...facts, narrative: account(facts.narrative, ...notes) };
  return messageEvent(mapping.submitted) === CHILD_HEALTH_EVENTS['CH032'] ? { ...told, ...schooling(items, mapping) } : told;
}

/** Whose needs are told (DCH-IndividualRequirement-IndividualNeedsPersonIndicator-1): 2 is the parent or guardian, not the child. */
export function isAboutParent(resource: Element): boolean {
  const indicator = resource.peek('item').find(({ value }) => value['linkId'] === 'individualNeedsPersonIndicator');
  return indicator?.peek('answer').some((answer) => answer.peek('valueCoding').some(({ value }) => value['code'] === '2')) ?? false;
}

function note(item: Element, answer: Element, mapping: EntryMapping): string | undefined {
  const annotation = extensionNamed(answer, /questionnaireresponse-note$/u)?.one('valueAnnotation');
  const text = annotation && words(annotation, 'text', mapping);
  if (text === undefined) return undefined;
  const question = item.text('text');
  return question === undefined ? text : `${question}: ${text}`;
}

/** DCH-EducationalHistory: the establishment and its years, by the ids of the questions. */
function schooling(items: readonly Element[], mapping: EntryMapping): Pick<Facts, 'dfeRecordType' | 'organisation' | 'period'> {
  const answer = (linkId: string): Element | undefined => items.find((item) => item.text('linkId') === linkId)?.many('answer')[0];
  const named = answer('educationalEstablishmentName');
  const name = fitText(named?.text('valueString'), 300, named?.path ?? '/', mapping.report);
  const dated = (linkId: string): string | undefined => {
    const found = answer(linkId);
    return found && moment(found, 'valueDate', mapping);
  };
  const period = present<Period>({ start: dated('educationalEstablishmentStart'), end: dated('educationalEstablishmentEnd') });
  return {
    dfeRecordType: 'education.details',
    organisation: name === undefined ? undefined : present<Organisation>({ type: 'unknown', name }),
    period: Object.keys(period).length > 0 ? period : undefined,
  };
}

function itemsOf(element: Element): Element[] {
  const inner = (item: Element): Element[] => [item, ...itemsOf(item), ...item.many('answer').flatMap(itemsOf)];
  return element.many('item').flatMap(inner);
}
