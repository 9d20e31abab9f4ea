import type { Node } from '../read/node.js';
import type { Things } from './things.js';

/** Kinds of activity that become an entry. */
export type ActivityKind = 'incident' | 'offence' | 'arrest' | 'other';

/** An activity of the package, with every element that is the same activity. */
export interface Activity {
  readonly thing: Node;
  readonly kind: ActivityKind;
  readonly elements: readonly Node[];
}

const ELEMENTS: ReadonlyMap<string, ActivityKind> = new Map<string, ActivityKind>([
  ['Activity', 'other'],
  ['Incident', 'incident'],
  ['Offense', 'offence'],
  ['Arrest', 'arrest'],
]);

/** Activities in the order of the records: incidents, then offences, arrests and what else there is, each in source order. */
export function activitiesOf(root: Node, things: Things): readonly Activity[] {
  const found = new Map<Node, Activity>();
  for (const node of root.everything()) {
    if (node.vocabulary === undefined || !ELEMENTS.has(node.name) || things.isReference(node)) continue;
    const thing = things.of(node);
    if (found.has(thing)) continue;
    const elements = things.elementsOf(thing).filter((element) => element.vocabulary !== undefined && !things.isReference(element));
    for (const element of elements) element.met();
    found.set(thing, { thing, kind: kindOf(elements), elements });
  }
  const order: readonly ActivityKind[] = ['incident', 'offence', 'arrest', 'other'];
  return order.flatMap((kind) => [...found.values()].filter((activity) => activity.kind === kind));
}

/** The element's name says it, or the category in words does (LEXS digest). */
function kindOf(elements: readonly Node[]): ActivityKind {
  for (const { name } of elements) {
    const kind = ELEMENTS.get(name);
    if (kind !== undefined && kind !== 'other') return kind;
  }
  const words = elements.map((element) => element.one('ActivityCategoryText')?.text?.toLowerCase() ?? '').join(' ');
  if (/\bincident\b/u.test(words)) return 'incident';
  if (/\boffen[sc]e\b/u.test(words)) return 'offence';
  return /\barrest\b/u.test(words) ? 'arrest' : 'other';
}
