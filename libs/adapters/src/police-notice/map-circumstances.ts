import { codes, type Circumstances } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** Circumstances as read; a plain object of the contract's fields. */
export type CircumstanceFacts = Partial<Circumstances>;

/** Circumstances of the incident or of one child. Absences are relative to the entry. */
export function circumstancesOf(part: Part | undefined, scope: Scope): CircumstanceFacts {
  if (part === undefined) return {};
  const words = (name: string, max: number, field: string): string | undefined =>
    scope.text(part.one(name), max, `/circumstances/${field}`);
  return present<CircumstanceFacts>({
    childPresent: answer(part.one('ChildPresent'), '/circumstances/childPresent', scope),
    childWhereabouts: words('ChildWhereabouts', 1000, 'childWhereabouts'),
    injuries: words('Injuries', 4000, 'injuries'),
    immediateSafety: words('ImmediateSafety', 4000, 'immediateSafety'),
    historyKnown: words('History', 4000, 'historyKnown'),
    agenciesInformed: scope.each(part, 'AgencyInformed', 20, (agency) => scope.plain(agency, 200)),
    parentsAware: answer(part.one('ParentsAware'), '/circumstances/parentsAware', scope),
    parentsNotAwareReason: words('ParentsNotAwareReason', 2000, 'parentsNotAwareReason'),
  });
}

/** yes, no, unknown, not-asked or not-applicable as content; a missing answer with its reason as an absence. */
export function answer(part: Part | undefined, field: string, scope: Scope): Circumstances['childPresent'] {
  const written = scope.text(part, 40, field);
  return part && scope.word(written, codes.YES_NO, part.path);
}
