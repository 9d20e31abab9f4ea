import { codes, type InvolvedObject } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { codedText } from './map-demographics.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A thing of the incident, and the key of the person it belongs to. */
export interface ObjectFacts {
  readonly fields: InvolvedObject;
  readonly owner: string | undefined;
}

/** POLE objects of the incident. An owner who is nobody of the notice is reported and left out. */
export function objectsOf(incident: Part | undefined, people: ReadonlyMap<string, string>, scope: Scope): ObjectFacts[] {
  if (incident === undefined) return [];
  return scope.each(incident, 'Object', 20, (part) => {
    const id = part.attribute('person');
    const owner = id === undefined ? undefined : people.get(id);
    if (id !== undefined && owner === undefined)
      scope.report(warning('format.reference', `${part.path}/@person`, 'Nobody in the notice has this id'));
    const fields = present<InvolvedObject>({
      kind: scope.choice(part, 'kind', codes.OBJECT_KINDS) ?? 'other',
      type: codedText(part.one('Type'), scope, '/objects'),
      description: scope.text(part.one('Description'), 1000, '/objects'),
      mark: scope.plain(part.one('Mark'), 100),
    });
    return { fields, owner };
  });
}
