import { idPart } from '../../kit/id-part.js';
import type { Node } from '../read/node.js';
import type { PersonFacts } from './map-person.js';

/** Numbers of a person inside one report (NIBRS data elements 23, 36, 40), by the element that holds them. */
const SEQUENCES: readonly (readonly [element: string, kind: string])[] = [
  ['VictimSequenceNumberText', 'victim'],
  ['SubjectSequenceNumberText', 'subject'],
  ['ArrestSequenceID', 'arrestee'],
];

/**
 * What names a person in every version of a data item: the number in the source system, the number in the report, or the
 * id in the document, in this order; the last may be made anew for each message and is still the best there is.
 */
export function personKeyOf(facts: PersonFacts): string | undefined {
  if (facts.sourceId !== undefined) return `source-${facts.sourceId}`;
  for (const [element, kind] of SEQUENCES) {
    const node = facts.facts.first(element);
    const number = node?.one('IdentificationID')?.text ?? node?.text;
    if (number !== undefined) return `${kind}-${number}`;
  }
  const id = facts.person.elements.map((node: Node) => node.link('id') ?? node.link('uri')).find((link) => link !== undefined);
  return id === undefined ? undefined : `id-${id}`;
}

/** Owner, item and person name a source record; without all three its place in the submission has to. */
export function sourceRecordId(owner: string | undefined, item: string | undefined, person: string | undefined): string | undefined {
  if (owner === undefined || item === undefined || person === undefined) return undefined;
  const id = `${owner}/${idPart(item)}/${idPart(person)}`;
  return id.length <= 300 ? id : undefined;
}
