import type { codes } from '@mash-gateway/contracts';
import { lookup } from '../read/lookup.js';

type Category = (typeof codes.CONCERN_CATEGORIES)[number];

/** What a safeguarding code says: a category, and whom the concern is about. */
export interface SafeguardingMeaning {
  readonly category: Category;
  readonly concerns: 'child' | 'adult' | 'none';
}

/** Category of a BaRS flag that holds a safeguarding code (https://fhir.nhs.uk/CodeSystem/flag-categories-bars). */
export const SAFEGUARDING_FLAG_CATEGORY = 'SG';
/** The unborn child is the one concerned: BaRS 878111000000109, CP-IS plan type UCPI. */
export const UNBORN_CODES: ReadonlySet<string> = new Set(['878111000000109', 'UCPI']);

const child = (category: Category): SafeguardingMeaning => ({ category, concerns: 'child' });

/**
 * Safeguarding codes by code, whatever the system: BaRS publishes SNOMED ids under its own system
 * (https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars), other senders under http://snomed.info/sct.
 * Published codes that fail the SNOMED check digit stand beside their repaired form (BaRS value set).
 */
export const SAFEGUARDING: Readonly<Record<string, SafeguardingMeaning>> = lookup({
  // Child concern
  '836881000000105': child('child-cause-for-concern'),
  '162596006': child('other'),
  '702953007': child('neglect'),
  '700254002': child('sexual-abuse'),
  '700253008': child('grooming'),
  '700255001': child('non-accidental-injury'),
  '878111000000109': child('unborn-concern'),
  '771385008': child('bullying'),
  // Exploitation and harm
  '919461000000108': child('child-sexual-exploitation'),
  '104586100000100': child('trafficking-or-modern-slavery'),
  '766969008': child('radicalisation'),
  '713201008': child('female-genital-mutilation'),
  '1054321000000100': child('forced-marriage'),
  '1054321000000107': child('forced-marriage'),
  '736792008': child('honour-based-abuse'),
  '416936003': child('physical-abuse'),
  '417361000': child('sexual-abuse'),
  '771984002': child('emotional-abuse'),
  '771983008': child('emotional-abuse'),
  '697949003': child('physical-abuse'),
  '697951004': child('emotional-abuse'),
  '702579009': child('sexual-abuse'),
  '777996001': child('other'),
  '297591000000108': child('sexual-abuse'),
  // Household and family
  '881081000000100': child('domestic-abuse'),
  '697950003': child('domestic-abuse'),
  '707087005': child('domestic-abuse'),
  '864491000000105': child('child-protection-plan'),
  '375041000000100': child('child-protection-plan'),
  '300731000000106': child('family-concern'),
  '1076171000000100': child('family-concern'),
  '1076171000000104': child('family-concern'),
  '293161000000103': child('parental-substance-misuse'),
  '287351000000105': child('parental-substance-misuse'),
  '415685003': child('family-concern'),
  '162591001': child('family-concern'),
  // Other
  '401206008': child('self-harm'),
  '449889006': child('other'),
  '826931000000104': child('other'),
  '248054003': child('other'),
  '129707006': child('other'),
  '761571000000106': child('other'),
  '838481000000106': child('other'),
  '417427001': child('other'),
  // Not a child concern
  '861931000000100': { category: 'no-concern', concerns: 'none' },
  '766561000000109': { category: 'adult-concern', concerns: 'adult' },
  '417430008': { category: 'adult-concern', concerns: 'adult' },
  // Safety alerts (Digital Child Health CH029, also sent in R4): risk to self, to others, from others
  '886941000000103': child('self-harm'),
  '886951000000100': child('other'),
  '1064461000000103': child('other'),
  // CP-IS plan types (https://fhir.nhs.uk/R4/CodeSystem/CPIS-ObservationType)
  CPPI: child('child-protection-plan'),
  UCPI: child('unborn-concern'),
});

/** BaRS code `U`, unspecified concern, means something only in its own system. */
export const BARS_SAFEGUARDING = 'https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars';
export const UNSPECIFIED_CONCERN = 'U';
