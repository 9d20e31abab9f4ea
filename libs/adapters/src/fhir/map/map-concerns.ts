import type { codes, Coded, Coding, FlagDetail } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import type { Element } from '../read/element.js';
import {
  BARS_SAFEGUARDING,
  SAFEGUARDING,
  UNSPECIFIED,
  UNSPECIFIED_CONCERN,
  type SafeguardingMeaning,
} from '../codes/codes-safeguarding.js';
import type { Standing } from '../choose/people.js';
import type { Mapping } from './mapping.js';

type Category = (typeof codes.CONCERN_CATEGORIES)[number];

/** Safeguarding categories of codes, each with the code it came from; codes that mean nothing here give none. */
export function concernCategories(stated: readonly Coding[]): Coded<Category>[] {
  return stated.flatMap((original) => {
    const meaning = meaningOf(original);
    return meaning ? [{ normalised: meaning.category, original: [original] }] : [];
  });
}

/** The same, where a flag says that it is about safeguarding: a code without meaning here becomes `other` and is reported, words alone `unknown`. */
export function safeguardingCategories(stated: readonly Coding[], location: string, mapping: Mapping): Coded<Category>[] {
  return stated.map((original) => {
    const meaning = meaningOf(original) ?? (original.code === UNSPECIFIED_CONCERN ? UNSPECIFIED : undefined);
    if (meaning) return { normalised: meaning.category, original: [original] };
    if (original.code === undefined) return { normalised: 'unknown', original: [original] };
    mapping.report(warning('code.unknown', location, 'A safeguarding code this adapter does not know'));
    return { normalised: 'other', original: [original] };
  });
}

/**
 * Whom coded concerns are about, as far as codes say. A code about a child outweighs one about an adult beside it: BaRS
 * allows both in one flag, and category SG also carries "no safeguarding issues". What is coded of an adult is the adult's,
 * unless the code itself names a child; what is coded of the adult's household may be about anybody in it.
 */
export function whomConcerned(stated: readonly Coding[], standing: Standing): FlagDetail['concerns'] {
  const found = new Set(stated.flatMap((item) => meaningOf(item)?.concerns ?? []));
  const ofSubject = found.has('subject');
  const ofFamily = found.has('family');
  if (found.has('child') || (standing !== 'adult' && (ofSubject || ofFamily))) return 'child';
  if (found.has('adult') || ofSubject) return 'adult';
  if (ofFamily) return 'unknown';
  return found.has('none') ? 'none' : undefined;
}

/** Whether codes state a concern that would be a child's, were they recorded of one. */
export function isChildConcern(stated: readonly Coding[]): boolean {
  return whomConcerned(stated, 'child') === 'child';
}

/** Answers that deny: SNOMED CT no, absent, known absent, definitely not present, negative; v2-0136 and v2-0532 no. */
const DENIALS: ReadonlySet<string> = new Set(['373067005', '2667000', '410516002', '410594000', '260385009', 'N', 'no']);

/** Whether an observation says that what its code asks about is not so. In doubt, as where several codes answer, it does not. */
export function answersNo(resource: Element, valued: readonly Coding[]): boolean {
  if (resource.value['valueBoolean'] === false) return true;
  return valued.length > 0 && valued.every(({ code }) => code !== undefined && DENIALS.has(code));
}

function meaningOf({ system, code = '' }: Coding): SafeguardingMeaning | undefined {
  if (code === UNSPECIFIED_CONCERN) return system === BARS_SAFEGUARDING ? UNSPECIFIED : undefined;
  return Object.hasOwn(SAFEGUARDING, code) ? SAFEGUARDING[code] : undefined;
}
