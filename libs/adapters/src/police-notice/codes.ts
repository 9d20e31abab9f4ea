import type { codes } from '@mash-gateway/contracts';
import { codeTable } from '../kit/code-table.js';
import { list } from './namespace.js';

type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T)[] ? T : never;

/** POLE DS_037 gender. */
export const GENDER = codeTable<Word<'GENDERS'>>(list('DS_037'), 'unknown', [
  ['Male', 'male', 'Male'],
  ['Female', 'female', 'Female'],
  ['Trans Male', 'trans-male', 'Trans male'],
  ['Trans Female', 'trans-female', 'Trans female'],
  ['Non-Binary', 'non-binary', 'Non-binary'],
  ['Intersex', 'intersex', 'Intersex'],
  ['Not Specified', 'not-specified', 'Not specified'],
  ['Not Known', 'unknown', 'Not known'],
]);

/** Sex at birth, where a force records it apart from gender. */
export const SEX = codeTable<Word<'SEXES'>>(list('sex'), 'unknown', [
  ['Female', 'female', 'Female'],
  ['Male', 'male', 'Male'],
  ['Indeterminate', 'indeterminate', 'Indeterminate'],
  ['Not Known', 'unknown', 'Not known'],
]);

/**
 * POLE DS_038 self-defined ethnicity, 18+1, in DfE codes. W3 is two DfE codes in one and stays `other`; the DfE counts O2
 * among any other group. O1 is Chinese in the older 16+1 list. The original code is always kept.
 */
export const ETHNICITY = codeTable<Word<'ETHNICITIES'>>(list('DS_038'), 'unknown', [
  ['W1', 'WBRI', 'White British'],
  ['W2', 'WIRI', 'White Irish'],
  ['W3', 'other', 'Gypsy or Irish Traveller'],
  ['W9', 'WOTH', 'Any other White background'],
  ['M1', 'MWBC', 'White and Black Caribbean'],
  ['M2', 'MWBA', 'White and Black African'],
  ['M3', 'MWAS', 'White and Asian'],
  ['M9', 'MOTH', 'Any other mixed background'],
  ['A1', 'AIND', 'Indian'],
  ['A2', 'APKN', 'Pakistani'],
  ['A3', 'ABAN', 'Bangladeshi'],
  ['A4', 'CHNE', 'Chinese'],
  ['A9', 'AOTH', 'Any other Asian background'],
  ['B1', 'BCRB', 'Caribbean'],
  ['B2', 'BAFR', 'African'],
  ['B9', 'BOTH', 'Any other Black background'],
  ['O1', 'CHNE', 'Chinese (16+1)'],
  ['O2', 'OOTH', 'Arab'],
  ['O9', 'OOTH', 'Any other ethnic group'],
  ['NS', 'NOBT', 'Not stated'],
]);

/** POLE DS_112 officer-observed codes. */
export const OBSERVED_ETHNICITY = codeTable<Word<'OBSERVED_ETHNICITIES'>>(list('DS_112'), 'unknown', [
  ['IC0', 'ic0', 'Origin unknown'],
  ['IC1', 'ic1', 'White, north European'],
  ['IC2', 'ic2', 'White, south European'],
  ['IC3', 'ic3', 'Black'],
  ['IC4', 'ic4', 'Asian'],
  ['IC5', 'ic5', 'Chinese, Japanese or other south-east Asian'],
  ['IC6', 'ic6', 'Arab or north African'],
  ['IC7', 'ic7', 'Unknown'],
]);

/** Part of a child in the incident → part in the entry. */
export const CHILD_PARTS: ReadonlyMap<string, Word<'INVOLVEMENTS'>> = new Map([
  ['subject', 'subject'],
  ['victim', 'victim'],
  ['witness', 'witness'],
  ['suspect', 'suspect'],
  ['missing', 'subject'],
  ['present', 'present'],
  ['involved-party', 'other'],
]);

/** Role of a person (POLE entity) → part in the entry. Family without a part of its own takes none. */
export const PERSON_PARTS: ReadonlyMap<string, Word<'INVOLVEMENTS'>> = new Map([
  ['offender', 'suspect'],
  ['suspect', 'suspect'],
  ['victim', 'victim'],
  ['witness', 'witness'],
  ['subject', 'subject'],
  ['vulnerable-adult', 'about'],
  ['missing-person', 'about'],
  ['involved-party', 'other'],
  ['reporter', 'reporter'],
]);

/** Roles of the profile; the contract has every one of them. */
export const ROLES = [
  'parent',
  'carer',
  'household-member',
  'offender',
  'suspect',
  'victim',
  'witness',
  'subject',
  'vulnerable-adult',
  'involved-party',
  'associate',
  'missing-person',
  'reporter',
  'professional',
  'social-worker',
  'other',
] as const satisfies readonly Word<'PERSON_ROLES'>[];

/** Roles whose holders' details are restricted: the alleged abuser must not learn, nor be spread, beyond need (DfE, Information sharing advice 2024, golden rules). */
export const RESTRICTED_ROLES: ReadonlySet<string> = new Set(['suspect', 'offender']);
/** Roles whose holders are third parties, unless they are the child's family. */
export const THIRD_PARTY_ROLES: ReadonlySet<string> = new Set([
  'witness',
  'involved-party',
  'associate',
  'reporter',
  'victim',
  'subject',
  'vulnerable-adult',
  'missing-person',
  'other',
]);

/** Relationships that make somebody family or home of the child. */
export const FAMILY: ReadonlySet<string> = new Set([
  'mother',
  'father',
  'parent',
  'step-parent',
  'foster-carer',
  'adoptive-parent',
  'guardian',
  'carer',
  'grandparent',
  'sibling',
  'half-sibling',
  'step-sibling',
  'twin',
  'aunt-or-uncle',
  'cousin',
  'other-relative',
  'household-member',
]);
/** Relationships that P_009 counts as a parent. */
export const PARENTS: ReadonlySet<string> = new Set([
  'mother',
  'father',
  'parent',
  'step-parent',
  'foster-carer',
  'adoptive-parent',
  'guardian',
  'carer',
]);
/** Relationships that are the same from either end. */
export const MUTUAL: ReadonlySet<string> = new Set([
  'sibling',
  'half-sibling',
  'step-sibling',
  'twin',
  'cousin',
  'partner',
  'former-partner',
  'household-member',
  'associate',
  'none',
]);

/** Kinds of notice → kind of entry, and the category a kind implies. */
export const NOTICE_TYPES: ReadonlyMap<string, { readonly kind: 'concern' | 'incident'; readonly implies?: Word<'CONCERN_CATEGORIES'> }> =
  new Map([
    ['ppn', { kind: 'concern' }],
    ['merlin-pac', { kind: 'concern' }],
    ['dash', { kind: 'concern', implies: 'domestic-abuse' }],
    ['operation-encompass', { kind: 'incident', implies: 'domestic-abuse' }],
    ['other', { kind: 'concern' }],
  ]);
