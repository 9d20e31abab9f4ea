import type { codes } from '@mash-gateway/contracts';
import { codeTable } from '../kit/code-table.js';
import { list } from './namespace.js';

// POLE lists that another standard uses too.
export { POLICE_ETHNICITY as ETHNICITY } from '../code-systems/ethnicity.js';
export { POLE_GENDER as GENDER } from '../code-systems/gender.js';
export { OBSERVED_ETHNICITY } from '../code-systems/observed-ethnicity.js';

type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T)[] ? T : never;

/** Sex at birth, where a force records it apart from gender. */
export const SEX = codeTable<Word<'SEXES'>>(list('sex'), 'unknown', [
  ['Female', 'female', 'Female'],
  ['Male', 'male', 'Male'],
  ['Indeterminate', 'indeterminate', 'Indeterminate'],
  ['Not Known', 'unknown', 'Not known'],
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
