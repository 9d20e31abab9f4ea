import type { Information } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import { warning } from '../kit/issues.js';
import { severityOf } from './map-grades.js';
import { answer } from './map-circumstances.js';
import { momentOfPart, referencesOf, writtenPrecision } from './map-incident.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A missing episode (POLE P_014) and the key of the child it is about. */
export interface MissingFacts {
  readonly child: string;
  readonly fields: Pick<Information, 'missing' | 'references' | 'severities' | 'occurredAt'>;
  readonly absences: ReturnType<Scope['absences']>;
}

/**
 * Missing episodes by child. An episode of nobody in the notice is the only child's when there is one; among several
 * it is reported and left out, for to call the wrong child missing is worse than to ask the force.
 */
export function missingOf(
  part: Part | undefined,
  force: string | undefined,
  children: ReadonlyMap<string, string>,
  open: () => Scope,
): MissingFacts[] {
  if (part === undefined) return [];
  return open().each(part, 'MissingEpisode', 20, (item) => {
    const scope = open();
    const child = childOf(item, children, scope);
    const from = item.one('MissingFrom');
    const found = item.one('FoundAt');
    from?.attribute('precision');
    found?.attribute('precision');
    const risk = item.one('Risk');
    const missingFrom = momentOfPart(from, '/missing/missingFrom', scope);
    const foundAt = momentOfPart(found, '/missing/foundAt', scope);
    const severity = risk && severityOf(risk, 'missing-risk', force, scope);
    const fields = present<MissingFacts['fields']>({
      missing: present({
        missingFrom,
        foundAt,
        returnInterview: answer(item.one('ReturnInterview'), '/missing/returnInterview', scope),
        circumstances: scope.text(item.one('Circumstances'), 2000, '/missing/circumstances'),
      }),
      references: referencesOf(item, scope),
      severities: severity ? [severity] : [],
      occurredAt:
        missingFrom === undefined ? undefined : present({ start: missingFrom, end: foundAt, precision: writtenPrecision(missingFrom) }),
    });
    return child === undefined ? undefined : { child, fields, absences: scope.absences() };
  });
}

function childOf(item: Part, children: ReadonlyMap<string, string>, scope: Scope): string | undefined {
  const id = item.attribute('child');
  const found = id === undefined ? undefined : children.get(id);
  if (found !== undefined) return found;
  scope.report(warning('format.reference', `${item.path}/@child`, 'No child of the notice has this id'));
  return children.size === 1 ? [...children.values()][0] : undefined;
}
