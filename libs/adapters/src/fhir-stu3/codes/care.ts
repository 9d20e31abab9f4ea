import type { CareStatus } from '@mash-gateway/contracts';
import { BIRTH_FACT } from '../../fhir/codes/codes-care.js';
import { lookup } from '../../fhir/read/lookup.js';

/** Legal statuses of Digital Child Health (CH033) by SNOMED code. */
export const LEGAL_STATUS: Readonly<Record<string, CareStatus['kind']>> = lookup({
  '764841000000100': 'looked-after',
  '1064311000000109': 'child-protection-plan',
});

/** Profiles that say the same of a resource without a code. */
export const LEGAL_PROFILE: readonly { readonly profile: RegExp; readonly kind: CareStatus['kind'] }[] = [
  { profile: /LookedAfterChild/u, kind: 'looked-after' },
  { profile: /ChildProtection/u, kind: 'child-protection-plan' },
];

/** Safety alerts (CH029) whose code is only written out, by their words; SNOMED 886941000000103, 886951000000100, 1064461000000103. */
export const SAFETY_ALERT: Readonly<Record<string, 'self-harm' | 'other'>> = lookup({
  'risk to self': 'self-harm',
  'risk to others': 'other',
  'risk from others': 'other',
});

/** Observations that state a fact of a birth (PDS birth notification, Digital Child Health CH005). */
export const BIRTH_FACTS: typeof BIRTH_FACT = lookup({
  ...BIRTH_FACT,
  '412726003': 'gestation',
  '382341000000101': 'babies',
});

/** LOINC body weight: the weight at birth only in a message about the birth. */
export const BODY_WEIGHT = '29463-7';
