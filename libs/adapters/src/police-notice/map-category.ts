import { codes, type Coding, type Information } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A kind of concern with the codes and words it came from. */
export type Category = NonNullable<Information['categories']>[number];

const NOT_OF_POLICE = new Set<string>(['child-cause-for-concern', 'child-protection-plan', 'no-concern', 'adult-concern']);
/** Concern categories of the profile: those of the contract that a notice can mean. */
export const CATEGORIES = codes.CONCERN_CATEGORIES.filter((category) => !NOT_OF_POLICE.has(category));

/** Kinds of concern of an incident or of one child, the force's own codes beside them. */
export function categoriesOf(owner: Part, scope: Scope): Category[] {
  return scope.each(owner, 'Category', 20, (part) => {
    const code = scope.choice(part, 'code', CATEGORIES);
    const forceCode = scope.attribute(part, 'forceCode', 120);
    const forceScheme = scope.system(part, 'forceScheme');
    const words = part.empty ? undefined : scope.plain(part, 500);
    const written = scope.attribute(part, 'code', 120);
    const profile = written === undefined ? undefined : { system: list('concern'), code: code ?? written };
    const own = forceCode === undefined ? undefined : { system: forceScheme ?? list('force-code'), code: forceCode };
    const original = originals(profile, own, words);
    if (original.length === 0) scope.report(warning('format.missing', `${part.path}/@code`, 'A category has a code'));
    return original.length === 0 ? undefined : { normalised: code ?? 'other', original };
  });
}

/** Words go with the force's code when there is one, for they are the force's. */
function originals(profile: Coding | undefined, own: Coding | undefined, words: string | undefined): Coding[] {
  const worded = own ?? profile;
  const last = present<Coding>({ system: worded?.system, code: worded?.code, text: words });
  const codings = own && profile ? [profile, last] : [last];
  return codings.filter((coding) => Object.keys(coding).length > 0);
}
