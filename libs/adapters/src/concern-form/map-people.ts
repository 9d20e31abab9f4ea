import type { InvolvedPerson, Involvement } from '@mash-gateway/contracts';
import { fitList, fitText, kept, present } from '../kit/texts.js';
import { RELATION } from './codes.js';
import type { FieldName } from './fields.js';
import { coded, listed, words, type Form } from './form.js';

/** A person of the form, with the part taken in what happened, if any. */
export interface Person {
  readonly person: InvolvedPerson;
  readonly part?: Involvement['part'];
}

/** Parents and carers, who was there, and who may have caused harm, who is never shown as freely as the family. */
export function peopleOf(form: Form): readonly Person[] {
  const parents = kept([
    parent(form, 'p1', ['parentName', 'parentRelation', 'parentPhone']),
    parent(form, 'p2', ['otherParentName', 'otherParentRelation', 'otherParentPhone']),
  ]).map((person) => ({ person }));
  return [...parents, ...kept([suspect(form)]), ...presentPeople(form)];
}

function parent(
  form: Form,
  personId: string,
  [name, relation, phone]: readonly [FieldName, FieldName, FieldName],
): InvolvedPerson | undefined {
  const text = words(form, name, 300);
  const kind = coded(form, relation, RELATION);
  const number = words(form, phone, 300);
  if (text === undefined && kind === undefined && number === undefined) return undefined;
  return present<InvolvedPerson>({
    personId,
    names: text === undefined ? undefined : [{ use: 'unknown', text }],
    telecoms: number === undefined ? undefined : [{ kind: 'phone', value: number }],
    roles: [kind ?? { normalised: 'carer' }],
    relationshipToChild: kind,
    visibility: 'normal',
  });
}

function suspect(form: Form): Person | undefined {
  const text = words(form, 'suspectName', 300);
  const kind = coded(form, 'suspectRelation', RELATION);
  if (text === undefined && kind === undefined) return undefined;
  const person = present<InvolvedPerson>({
    personId: 'p3',
    names: text === undefined ? undefined : [{ use: 'unknown', text }],
    roles: [{ normalised: 'suspect' }],
    relationshipToChild: kind,
    visibility: 'restricted',
  });
  return { person, part: 'suspect' };
}

function presentPeople(form: Form): readonly Person[] {
  const at = form.at('whoWasPresent');
  const names = fitList(listed(form, 'whoWasPresent'), 40, at, form.report);
  return kept(names.map((name) => fitText(name, 300, at, form.report))).map((text, index) => ({
    person: {
      personId: `p${index + 4}`,
      names: [{ use: 'unknown', text }],
      roles: [{ normalised: 'involved-party' }],
      visibility: 'third-party',
    },
    part: 'present',
  }));
}
