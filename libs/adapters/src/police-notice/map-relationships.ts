import { codes, type InvolvedPerson, type Relationship } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { MUTUAL, PARENTS } from './codes.js';
import { periodOf } from './map-address.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A relationship between two people of the notice, by their keys. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kind: Relationship['kind'];
  readonly liveTogether: InvolvedPerson['livesWithChild'];
  readonly parentalResponsibility: InvolvedPerson['parentalResponsibility'];
  readonly period: Relationship['period'];
}

/** POLE DS_047. One that names nobody of the notice is reported and left out. */
export function linksOf(part: Part | undefined, people: ReadonlyMap<string, string>, scope: Scope): Link[] {
  if (part === undefined) return [];
  return scope.each(part, 'Relationship', 200, (item) => {
    const from = person(item, 'from', people, scope);
    const to = person(item, 'to', people, scope);
    const kind = kindOf(item, scope);
    const rest = {
      liveTogether: scope.word(item.attribute('liveTogether'), codes.YES_NO, `${item.path}/@liveTogether`),
      parentalResponsibility: scope.word(item.attribute('parentalResponsibility'), codes.YES_NO, `${item.path}/@parentalResponsibility`),
      period: periodOf(item, scope),
    };
    return from === undefined || to === undefined || from === to ? undefined : { from, to, kind, ...rest };
  });
}

/** The relationships as the record of one child tells them: that child is called `child`. */
export function relationshipsFor(child: string, links: readonly Link[]): Relationship[] {
  const name = (key: string): string => (key === child ? 'child' : key);
  return links.map((link) =>
    present<Relationship>({
      from: name(link.from),
      to: name(link.to),
      kind: link.kind,
      liveTogether: liveTogether(link),
      period: link.period,
    }),
  );
}

/** What a person is to a child, from either end of a relationship, with the link it was read from. */
export function relationTo(
  child: string,
  key: string,
  links: readonly Link[],
): { readonly kind: Relationship['kind']; readonly link: Link } | undefined {
  const straight = links.find((link) => link.from === key && link.to === child);
  if (straight) return { kind: straight.kind, link: straight };
  const back = links.find((link) => link.from === child && link.to === key);
  if (back === undefined) return undefined;
  if (MUTUAL.has(back.kind.normalised)) return { kind: back.kind, link: back };
  // The child is said to be this person's child, which makes the person a parent and nothing more exact.
  if (back.kind.normalised === 'child') return { kind: { ...back.kind, normalised: 'parent' }, link: back };
  return PARENTS.has(back.kind.normalised) ? { kind: { ...back.kind, normalised: 'child' }, link: back } : undefined;
}

function person(item: Part, name: string, people: ReadonlyMap<string, string>, scope: Scope): string | undefined {
  const id = item.attribute(name);
  const key = id === undefined ? undefined : people.get(id);
  if (key === undefined) scope.report(warning('format.reference', `${item.path}/@${name}`, 'Nobody in the notice has this id'));
  return key;
}

function kindOf(item: Part, scope: Scope): Relationship['kind'] {
  const kind = scope.choice(item, 'kind', codes.RELATIONSHIP_KINDS);
  const written = scope.attribute(item, 'kind', 120);
  const forceCode = scope.attribute(item, 'forceCode', 120);
  const words = item.empty ? undefined : scope.plain(item, 200);
  const original = [
    ...(written === undefined ? [] : [{ system: list('DS_047'), code: kind ?? written }]),
    ...(forceCode === undefined ? [] : [{ system: list('force-code'), code: forceCode }]),
    ...(words === undefined ? [] : [{ text: words }]),
  ];
  return original.length === 0 ? { normalised: 'unknown' } : { normalised: kind ?? 'other', original };
}

function liveTogether(link: Link): boolean | undefined {
  if (link.liveTogether === 'yes') return true;
  return link.liveTogether === 'no' ? false : undefined;
}
