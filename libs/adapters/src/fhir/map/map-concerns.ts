import type { codes, Coded, Coding, FlagDetail } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import { BARS_SAFEGUARDING, SAFEGUARDING, UNSPECIFIED_CONCERN, type SafeguardingMeaning } from '../codes/codes-safeguarding.js';
import type { Mapping } from './mapping.js';

type Category = (typeof codes.CONCERN_CATEGORIES)[number];

/** Safeguarding categories of codes, each with the code it came from; codes that mean nothing here give none. */
export function concernCategories(stated: readonly Coding[]): Coded<Category>[] {
  return stated.flatMap((original) => {
    const meaning = meaningOf(original);
    return meaning ? [{ normalised: meaning.category, original: [original] }] : [];
  });
}

/** The same, where a flag says that it is about safeguarding: a code without meaning here becomes `other`, and is reported. */
export function safeguardingCategories(stated: readonly Coding[], location: string, mapping: Mapping): Coded<Category>[] {
  return stated.map((original) => {
    const meaning = meaningOf(original);
    if (meaning) return { normalised: meaning.category, original: [original] };
    mapping.report(warning('code.unknown', location, 'A safeguarding code this adapter does not know'));
    return { normalised: 'other', original: [original] };
  });
}

/**
 * Whom coded concerns are about. A code about a child outweighs one about an adult beside it: BaRS allows both in one
 * flag, and category SG also carries "no safeguarding issues".
 */
export function whomConcerned(stated: readonly Coding[]): FlagDetail['concerns'] {
  const found = new Set(stated.flatMap((item) => meaningOf(item)?.concerns ?? []));
  if (found.has('child')) return 'child';
  if (found.has('adult')) return 'adult';
  return found.has('none') ? 'none' : undefined;
}

/** Whether codes state a concern about a child. */
export function isChildConcern(stated: readonly Coding[]): boolean {
  return whomConcerned(stated) === 'child';
}

function meaningOf({ system, code = '' }: Coding): SafeguardingMeaning | undefined {
  if (code === UNSPECIFIED_CONCERN) return system === BARS_SAFEGUARDING ? { category: 'unknown', concerns: 'child' } : undefined;
  return Object.hasOwn(SAFEGUARDING, code) ? SAFEGUARDING[code] : undefined;
}
