import type { codes } from '@mash-gateway/contracts';
import { lookup } from '../read/lookup.js';

type Category = (typeof codes.CONCERN_CATEGORIES)[number];

/**
 * What a safeguarding code says: a category, and whom the concern is about. `child`: the code names a child, whoever the
 * record is of. `subject`: whoever the code is recorded of, so an adult where the subject is one. `family`: somebody of the
 * household, who for an adult may be a child or not.
 */
export interface SafeguardingMeaning {
  readonly category: Category;
  readonly concerns: 'child' | 'subject' | 'family' | 'adult' | 'none';
}

/** Category of a BaRS flag that holds a safeguarding code (https://fhir.nhs.uk/CodeSystem/flag-categories-bars). */
export const SAFEGUARDING_FLAG_CATEGORY = 'SG';
/** Category of a BaRS flag that says which agency was told, by https://fhir.nhs.uk/CodeSystem/agency-types-bars. */
export const AGENCY_CONTACTED_CATEGORY = 'AC';
export const BARS_AGENCY_TYPES = 'https://fhir.nhs.uk/CodeSystem/agency-types-bars';
export const POLICE_INFORMED = 'PI';
/** The unborn child is the one concerned: BaRS 878111000000109, CP-IS plan type UCPI. */
export const UNBORN_CODES: ReadonlySet<string> = new Set(['878111000000109', 'UCPI']);

const child = (category: Category): SafeguardingMeaning => ({ category, concerns: 'child' });
const subject = (category: Category): SafeguardingMeaning => ({ category, concerns: 'subject' });
const family = (category: Category): SafeguardingMeaning => ({ category, concerns: 'family' });

/**
 * Safeguarding codes by code, whatever the system: BaRS publishes SNOMED ids under its own system
 * (https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars 1.0.0, 46 codes), other senders under http://snomed.info/sct.
 * Three published codes fail the SNOMED check digit and stand beside their repaired form: each ends in 0, as a spreadsheet
 * rounds a number of 16 digits. The shortest has lost a digit as well (every other code of its kind has 1000000 before its last
 * three digits), so it has two repaired forms: with the check digit alone put right, and whole.
 */
export const SAFEGUARDING: Readonly<Record<string, SafeguardingMeaning>> = lookup({
  // A child is named
  '836881000000105': child('child-cause-for-concern'),
  '162596006': child('child-cause-for-concern'),
  '702953007': child('neglect'),
  '700254002': child('sexual-abuse'),
  '700255001': child('non-accidental-injury'),
  '878111000000109': child('unborn-concern'),
  '864491000000105': child('child-protection-plan'),
  '375041000000100': child('child-protection-plan'),
  // Exploitation and harm of whoever the code is recorded of
  '700253008': subject('grooming'),
  '771385008': subject('bullying'),
  '919461000000108': subject('child-sexual-exploitation'),
  '104586100000100': subject('trafficking-or-modern-slavery'),
  '104586100000106': subject('trafficking-or-modern-slavery'),
  '1045861000000108': subject('trafficking-or-modern-slavery'),
  '766969008': subject('radicalisation'),
  '713201008': subject('female-genital-mutilation'),
  '1054321000000100': subject('forced-marriage'),
  '1054321000000107': subject('forced-marriage'),
  '736792008': subject('honour-based-abuse'),
  '416936003': subject('physical-abuse'),
  '417361000': subject('sexual-abuse'),
  '771984002': subject('emotional-abuse'),
  '771983008': subject('emotional-abuse'),
  '697949003': subject('physical-abuse'),
  '697951004': subject('emotional-abuse'),
  '702579009': subject('sexual-abuse'),
  '777996001': subject('other'),
  '297591000000108': subject('sexual-abuse'),
  '697950003': subject('domestic-abuse'),
  '707087005': subject('domestic-abuse'),
  '401206008': subject('self-harm'),
  '449889006': subject('other'),
  '826931000000104': subject('other'),
  '248054003': subject('other'),
  '129707006': subject('other'),
  '761571000000106': subject('other'),
  '838481000000106': subject('other'),
  '417427001': subject('other'),
  '415685003': subject('substance-misuse'),
  '162591001': subject('substance-misuse'),
  // Household and family
  '881081000000100': family('domestic-abuse'),
  '300731000000106': family('family-concern'),
  '1076171000000100': family('family-concern'),
  '1076171000000104': family('family-concern'),
  '293161000000103': family('parental-substance-misuse'),
  '287351000000105': family('parental-substance-misuse'),
  // Not a child concern
  '861931000000100': { category: 'no-concern', concerns: 'none' },
  '766561000000109': { category: 'adult-concern', concerns: 'adult' },
  '417430008': { category: 'adult-concern', concerns: 'adult' },
  // Safety alerts (Digital Child Health CH029, also sent in R4): risk to self, to others, from others
  '886941000000103': subject('self-harm'),
  '886951000000100': subject('other'),
  '1064461000000103': subject('other'),
  // CP-IS plan types (https://fhir.nhs.uk/R4/CodeSystem/CPIS-ObservationType)
  CPPI: child('child-protection-plan'),
  UCPI: child('unborn-concern'),
});

/** BaRS code `U`, unspecified concern: elsewhere `U` is an unsafe scene, an unknown sex or an unrestricted record. */
export const BARS_SAFEGUARDING = 'https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars';
export const UNSPECIFIED_CONCERN = 'U';
/** What `U` says in its own system, and in a flag that is about safeguarding whatever the system. */
export const UNSPECIFIED: SafeguardingMeaning = { category: 'unknown', concerns: 'subject' };
