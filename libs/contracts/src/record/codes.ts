/**
 * The closed vocabularies of the child record. Each source code is kept beside the
 * normalised word, so a word missing here loses nothing: it becomes `other` or `unknown`.
 */

export const CHILD_STATES = ['born', 'unborn', 'deceased', 'adult'] as const;
export const DATE_PRECISIONS = ['year', 'month', 'day', 'estimated'] as const;
/** FHIR R4 NameUse, plus the former, preferred and alias names of CTF and POLE. */
export const NAME_USES = [
  'official',
  'usual',
  'preferred',
  'former',
  'alias',
  'nickname',
  'maiden',
  'temporary',
  'anonymous',
  'unknown',
] as const;
export const ADDRESS_USES = [
  'home',
  'temporary',
  'placement',
  'correspondence',
  'work',
  'school',
  'billing',
  'former',
  'incident',
  'unknown',
] as const;
export const TELECOM_KINDS = ['phone', 'mobile', 'email', 'fax', 'url', 'sms', 'textphone', 'other'] as const;
export const TELECOM_USES = ['home', 'work', 'mobile', 'temporary', 'emergency', 'former', 'unknown'] as const;
export const SEXES = ['female', 'male', 'indeterminate', 'unknown'] as const;
/** POLE DS_037 and FHIR AdministrativeGender together. */
export const GENDERS = [
  'female',
  'male',
  'trans-female',
  'trans-male',
  'non-binary',
  'intersex',
  'other',
  'not-specified',
  'unknown',
] as const;
export const IDENTIFIER_TYPES = [
  'nhs-number',
  'upn',
  'former-upn',
  'uln',
  'uci',
  'la-child-id',
  'case-system-id',
  'pnc-id',
  'cro',
  'asn',
  'police-nominal',
  'police-reference',
  'urn',
  'la-estab',
  'ods',
  'ods-site',
  'asid',
  'sds-user',
  'local',
  'other',
] as const;
export const IDENTIFIER_STATUSES = ['verified', 'unverified', 'failed-check-digit', 'superseded'] as const;
/** DfE ethnicity codes (school census), the wider of the two lists; NHS 16+1 maps into it with losses recorded. */
export const ETHNICITIES = [
  'WBRI',
  'WIRI',
  'WIRT',
  'WROM',
  'WOTH',
  'MWBC',
  'MWBA',
  'MWAS',
  'MOTH',
  'AIND',
  'APKN',
  'ABAN',
  'AOTH',
  'BCRB',
  'BAFR',
  'BOTH',
  'CHNE',
  'OOTH',
  'REFU',
  'NOBT',
  'other',
  'unknown',
] as const;
/** Officer-observed appearance (IC 0–7): never merged with self-defined ethnicity (POLE DS_112). */
export const OBSERVED_ETHNICITIES = ['ic0', 'ic1', 'ic2', 'ic3', 'ic4', 'ic5', 'ic6', 'ic7', 'ic9', 'unknown'] as const;
export const LANGUAGE_ROLES = ['first', 'preferred', 'additional', 'sign', 'unknown'] as const;
export const DISABILITIES = [
  'none',
  'mobility',
  'hand-function',
  'personal-care',
  'incontinence',
  'communication',
  'learning',
  'hearing',
  'vision',
  'behaviour',
  'consciousness',
  'autism',
  'other',
  'unknown',
] as const;
export const ORGANISATION_TYPES = [
  'school',
  'nursery',
  'college',
  'gp-practice',
  'hospital',
  'health-organisation',
  'pharmacy',
  'local-authority',
  'police-force',
  'court',
  'childrens-home',
  'charity',
  'other',
  'unknown',
] as const;
export const PERSON_ROLES = [
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
  'aunt-or-uncle',
  'other-relative',
  'partner-of-parent',
  'household-member',
  'emergency-contact',
  'next-of-kin',
  'accompanying-adult',
  'victim',
  'suspect',
  'offender',
  'witness',
  'subject',
  'involved-party',
  'reporter',
  'associate',
  'other-child',
  'vulnerable-adult',
  'missing-person',
  'professional',
  'social-worker',
  'other',
  'unknown',
] as const;
/** How widely a person's details may go: a suspect or third party is never shown as freely as the child's family. */
export const VISIBILITIES = ['normal', 'third-party', 'restricted'] as const;
export const RELATIONSHIP_KINDS = [
  'mother',
  'father',
  'parent',
  'step-parent',
  'foster-carer',
  'adoptive-parent',
  'guardian',
  'carer',
  'grandparent',
  'child',
  'sibling',
  'half-sibling',
  'step-sibling',
  'twin',
  'aunt-or-uncle',
  'cousin',
  'other-relative',
  'partner',
  'former-partner',
  'household-member',
  'associate',
  'victim-of',
  'suspect-of',
  'professional',
  'none',
  'other',
  'unknown',
] as const;
export const CARE_STATUS_KINDS = [
  'looked-after',
  'child-protection-plan',
  'unborn-child-protection-plan',
  'child-in-need-plan',
  'early-help',
  'care-leaver',
  'privately-fostered',
  'adopted',
  'special-guardianship',
  'education-health-care-plan',
  'sen-support',
  'electively-home-educated',
  'missing-education',
  'service-child',
  'placed-away-from-home',
  'free-school-meals',
  'young-carer',
  'medical-flag',
  'other',
] as const;
/** `not-current`: the source says it does not hold now, and nothing of whether it ever did. */
export const CARE_STATUS_STATES = ['current', 'not-current', 'ended', 'never', 'planned', 'unknown'] as const;
export const INFORMATION_KINDS = [
  'concern',
  'incident',
  'missing-episode',
  'exclusion',
  'flag',
  'plan',
  'death',
  'court-result',
  'referral',
  'encounter',
  'attendance',
  'absence',
  'enrolment',
  'demographic-change',
  'birth',
  'condition',
  'observation',
  'allergy',
  'family-history',
  'screening',
  'advice',
  'comment',
  'police-protection',
  'enquiry',
  'record-access',
  'communication',
  'assessment',
  'immunisation',
  'medication',
  'procedure',
  'special-need',
  'free-school-meals',
  'household',
  'legal',
  'document',
  'other',
] as const;
/** Kinds that are never out of any agreement's scope (only routine kinds are minimised). */
export const NEVER_OUT_OF_SCOPE = [
  'concern',
  'incident',
  'missing-episode',
  'exclusion',
  'flag',
  'plan',
  'death',
  'court-result',
  'referral',
  'police-protection',
  'enquiry',
] as const satisfies readonly (typeof INFORMATION_KINDS)[number][];
/** DfE Single Unique Identifier record types (DFE-Digital/single-unique-identifier). */
export const DFE_RECORD_TYPES = [
  'personal.details',
  'childrens-services.details',
  'education.details',
  'health.details',
  'crime-justice.details',
] as const;
export const CONCERN_CATEGORIES = [
  'neglect',
  'physical-abuse',
  'sexual-abuse',
  'emotional-abuse',
  'domestic-abuse',
  'child-sexual-exploitation',
  'child-criminal-exploitation',
  'trafficking-or-modern-slavery',
  'radicalisation',
  'female-genital-mutilation',
  'forced-marriage',
  'honour-based-abuse',
  'grooming',
  'online-harm',
  'bullying',
  'self-harm',
  'mental-health',
  'substance-misuse',
  'parental-substance-misuse',
  'parental-mental-health',
  'gangs-or-youth-violence',
  'missing',
  'unborn-concern',
  'non-accidental-injury',
  'child-cause-for-concern',
  'child-protection-plan',
  'family-concern',
  'housing',
  'death',
  'no-concern',
  'adult-concern',
  'other',
  'unknown',
] as const;
export const SEVERITIES = ['immediate', 'high', 'medium', 'standard', 'low', 'none', 'unknown'] as const;
export const URGENCIES = ['immediate', 'urgent', 'routine'] as const;
export const INFORMATION_STATES = [
  'active',
  'inactive',
  'planned',
  'completed',
  'cancelled',
  'entered-in-error',
  'provisional',
  'unknown',
] as const;
export const INVOLVEMENTS = [
  'subject',
  'victim',
  'suspect',
  'witness',
  'present',
  'reporter',
  'informant',
  'author',
  'performer',
  'responsible',
  'about',
  'other',
] as const;
export const VOICE_STATES = ['captured', 'not-captured', 'not-asked', 'declined', 'too-young', 'not-applicable', 'unknown'] as const;
export const CHANGES = ['new', 'update', 'delete', 'full', 'partial'] as const;
export const ABSENCE_REASONS = ['unknown', 'withheld', 'not-asked', 'not-applicable'] as const;
export const AGENCIES = ['health', 'police', 'education', 'justice', 'childrens-services', 'other'] as const;
export const YES_NO = ['yes', 'no', 'unknown', 'not-asked', 'not-applicable'] as const;
export const ABUSE_CATEGORIES = ['neglect', 'physical', 'sexual', 'emotional', 'multiple', 'other', 'unknown'] as const;
export const REFERENCE_TYPES = [
  'incident',
  'crime',
  'custody',
  'case',
  'notice',
  'referral',
  'missing',
  'court',
  'message',
  'encounter',
  'episode',
  'application',
  'other',
] as const;

/** Regimes under which information is processed: UK GDPR, or Part 3 of the Data Protection Act 2018 for law enforcement. */
export const REGIMES = ['uk-gdpr', 'dpa-part-3'] as const;
export const ARTICLE_6 = ['a', 'b', 'c', 'd', 'e', 'ea', 'f'] as const;
export const SENSITIVITIES = ['routine', 'sensitive', 'highly-sensitive'] as const;
export const RETENTION_CLASSES = [
  'transit',
  'child-protection',
  'looked-after',
  'adoption',
  'education',
  'health',
  'police',
  'legal-hold',
] as const;
export const PURPOSES = [
  'safeguarding',
  'child-protection',
  'early-help',
  'education-welfare',
  'health-care',
  'law-enforcement',
  'identity',
] as const;
export const CONSENT = ['sought-and-given', 'sought-and-refused', 'not-sought', 'not-required', 'unknown'] as const;
export const NHS_NUMBER_ABSENT_REASONS = [
  'not-known',
  'finding-would-delay',
  'detrimental-to-child',
  'not-applicable',
  'withheld',
] as const;
/** What an object of an incident is (POLE object entities; NIEM vehicle and tangible item). */
export const OBJECT_KINDS = ['vehicle', 'weapon', 'drug', 'device', 'document', 'property', 'animal', 'other'] as const;
