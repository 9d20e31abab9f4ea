import type { codes } from '@mash-gateway/contracts';

type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T)[] ? T : never;

/** POLE DS_037 gender → contract. */
export const GENDERS: ReadonlyMap<string, Word<'GENDERS'>> = new Map([
  ['Male', 'male'],
  ['Female', 'female'],
  ['Trans Male', 'trans-male'],
  ['Trans Female', 'trans-female'],
  ['Non-Binary', 'non-binary'],
  ['Intersex', 'intersex'],
  ['Not Specified', 'not-specified'],
  ['Not Known', 'unknown'],
]);

/** Sex at birth → contract. */
export const SEXES: ReadonlyMap<string, Word<'SEXES'>> = new Map([
  ['Female', 'female'],
  ['Male', 'male'],
  ['Indeterminate', 'indeterminate'],
  ['Not Known', 'unknown'],
]);

/**
 * POLE DS_038 self-defined ethnicity, 18+1 → DfE codes. W3 (Gypsy or Irish Traveller) is two DfE codes in one and stays
 * `other`; O2 (Arab) is part of the DfE's any other group. The original code is always kept.
 */
export const ETHNICITIES: ReadonlyMap<string, Word<'ETHNICITIES'>> = new Map([
  ['W1', 'WBRI'],
  ['W2', 'WIRI'],
  ['W3', 'other'],
  ['W9', 'WOTH'],
  ['M1', 'MWBC'],
  ['M2', 'MWBA'],
  ['M3', 'MWAS'],
  ['M9', 'MOTH'],
  ['A1', 'AIND'],
  ['A2', 'APKN'],
  ['A3', 'ABAN'],
  ['A4', 'CHNE'],
  ['A9', 'AOTH'],
  ['B1', 'BCRB'],
  ['B2', 'BAFR'],
  ['B9', 'BOTH'],
  ['O1', 'CHNE'],
  ['O2', 'OOTH'],
  ['O9', 'OOTH'],
  ['NS', 'NOBT'],
]);

/** POLE DS_112 officer-observed codes → contract. */
export const OBSERVED_ETHNICITIES: ReadonlyMap<string, Word<'OBSERVED_ETHNICITIES'>> = new Map([
  ['IC0', 'ic0'],
  ['IC1', 'ic1'],
  ['IC2', 'ic2'],
  ['IC3', 'ic3'],
  ['IC4', 'ic4'],
  ['IC5', 'ic5'],
  ['IC6', 'ic6'],
  ['IC7', 'ic7'],
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

/** Roles whose holders' details are restricted: the alleged abuser must not learn, nor be spread, beyond need (domain.md, golden rules). */
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
