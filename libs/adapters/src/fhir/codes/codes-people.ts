import type { codes } from '@mash-gateway/contracts';
import { NHS_ETHNICITY } from '../../code-systems/ethnicity.js';
import { FHIR_GENDER } from '../../code-systems/gender.js';
import type { CodeTable } from '../../kit/code-table.js';
import { lookup } from '../read/lookup.js';

type Words<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer W)[] ? W : never;
type Role = Words<'PERSON_ROLES'>;
type Kin = Words<'RELATIONSHIP_KINDS'>;
type Table<W> = Readonly<Record<string, W>>;

/** FHIR R4 NameUse (http://hl7.org/fhir/name-use). */
export const NAME_USE: Table<Words<'NAME_USES'>> = lookup({
  official: 'official',
  usual: 'usual',
  temp: 'temporary',
  nickname: 'nickname',
  anonymous: 'anonymous',
  old: 'former',
  maiden: 'maiden',
});
/** FHIR R4 AddressUse (http://hl7.org/fhir/address-use). */
export const ADDRESS_USE: Table<Words<'ADDRESS_USES'>> = lookup({
  home: 'home',
  work: 'work',
  temp: 'temporary',
  old: 'former',
  billing: 'billing',
});
/** FHIR R4 ContactPointSystem (http://hl7.org/fhir/contact-point-system); `textphone` from UKCore-OtherContactSystem. */
export const TELECOM_KIND: Table<Words<'TELECOM_KINDS'>> = lookup({
  phone: 'phone',
  fax: 'fax',
  email: 'email',
  pager: 'other',
  url: 'url',
  sms: 'sms',
  other: 'other',
  textphone: 'textphone',
  minicom: 'textphone',
});
/** FHIR R4 ContactPointUse (http://hl7.org/fhir/contact-point-use). */
export const TELECOM_USE: Table<Words<'TELECOM_USES'>> = lookup({
  home: 'home',
  work: 'work',
  temp: 'temporary',
  old: 'former',
  mobile: 'mobile',
});
/** FHIR R4 AdministrativeGender (http://hl7.org/fhir/administrative-gender): not birth sex. */
export const GENDER: Table<Words<'GENDERS'>> = words(FHIR_GENDER);
/** UKCore-BirthSex and the US Core birth sex codes. */
export const BIRTH_SEX: Table<Words<'SEXES'>> = lookup({
  M: 'male',
  F: 'female',
  I: 'indeterminate',
  male: 'male',
  female: 'female',
  indeterminate: 'indeterminate',
  U: 'unknown',
  UNK: 'unknown',
  unknown: 'unknown',
});
/** UKCore-EthnicCategoryEngland (NHS 16+1) to the DfE list; Gypsy/Roma and Traveller have no NHS code. */
export const ETHNIC_CATEGORY: Table<Words<'ETHNICITIES'>> = words(NHS_ETHNICITY);
/** What a relationship code makes of a person: role in the record, and relationship to the child. */
export interface Relation {
  readonly role: Role;
  readonly kin: Kin;
}

/** v3-RoleCode of a Patient.contact that is the patient: BaRS carries the patient's own telephone this way. */
export const ONESELF = 'ONESELF';

/**
 * Relationship codes by code, whatever the system: v3-RoleCode, v2-0131, UKCore-AdditionalPersonRelationshipRole,
 * PDS UKCore-AdditionalRelatedPersonRole (HL7, UK Core, PDS). Codes of different systems do not collide here.
 */
export const RELATION: Table<Relation> = lookup({
  // http://terminology.hl7.org/CodeSystem/v3-RoleCode
  MTH: { role: 'mother', kin: 'mother' },
  NMTH: { role: 'mother', kin: 'mother' },
  GESTM: { role: 'mother', kin: 'mother' },
  NMTHF: { role: 'mother', kin: 'mother' },
  FTH: { role: 'father', kin: 'father' },
  NFTH: { role: 'father', kin: 'father' },
  PRN: { role: 'parent', kin: 'parent' },
  NPRN: { role: 'parent', kin: 'parent' },
  STPPRN: { role: 'step-parent', kin: 'step-parent' },
  STPMTH: { role: 'step-parent', kin: 'step-parent' },
  STPFTH: { role: 'step-parent', kin: 'step-parent' },
  PRNFOST: { role: 'foster-carer', kin: 'foster-carer' },
  MTHFOST: { role: 'foster-carer', kin: 'foster-carer' },
  FTHFOST: { role: 'foster-carer', kin: 'foster-carer' },
  ADOPTP: { role: 'adoptive-parent', kin: 'adoptive-parent' },
  ADOPTM: { role: 'adoptive-parent', kin: 'adoptive-parent' },
  ADOPTF: { role: 'adoptive-parent', kin: 'adoptive-parent' },
  GUARD: { role: 'guardian', kin: 'guardian' },
  POWATT: { role: 'guardian', kin: 'guardian' },
  GRPRN: { role: 'grandparent', kin: 'grandparent' },
  GRMTH: { role: 'grandparent', kin: 'grandparent' },
  GRFTH: { role: 'grandparent', kin: 'grandparent' },
  SIB: { role: 'sibling', kin: 'sibling' },
  BRO: { role: 'sibling', kin: 'sibling' },
  SIS: { role: 'sibling', kin: 'sibling' },
  NSIB: { role: 'sibling', kin: 'sibling' },
  HSIB: { role: 'sibling', kin: 'half-sibling' },
  HBRO: { role: 'sibling', kin: 'half-sibling' },
  HSIS: { role: 'sibling', kin: 'half-sibling' },
  STPSIB: { role: 'sibling', kin: 'step-sibling' },
  TWIN: { role: 'sibling', kin: 'twin' },
  TWINBRO: { role: 'sibling', kin: 'twin' },
  TWINSIS: { role: 'sibling', kin: 'twin' },
  AUNT: { role: 'aunt-or-uncle', kin: 'aunt-or-uncle' },
  UNCLE: { role: 'aunt-or-uncle', kin: 'aunt-or-uncle' },
  COUSN: { role: 'other-relative', kin: 'cousin' },
  EXT: { role: 'other-relative', kin: 'other-relative' },
  FAMMEMB: { role: 'other-relative', kin: 'other-relative' },
  CHILD: { role: 'other-relative', kin: 'child' },
  DOMPART: { role: 'other', kin: 'partner' },
  SPS: { role: 'other', kin: 'partner' },
  ROOM: { role: 'household-member', kin: 'household-member' },
  // http://terminology.hl7.org/CodeSystem/v2-0131
  C: { role: 'emergency-contact', kin: 'unknown' },
  EP: { role: 'emergency-contact', kin: 'unknown' },
  CP: { role: 'other', kin: 'unknown' },
  N: { role: 'next-of-kin', kin: 'unknown' },
  E: { role: 'other', kin: 'other' },
  // UKCore-AdditionalRelatedPersonRole and UKCore-AdditionalPersonRelationshipRole
  Guardian: { role: 'guardian', kin: 'guardian' },
  Parent: { role: 'parent', kin: 'parent' },
  Mother: { role: 'mother', kin: 'mother' },
  Father: { role: 'father', kin: 'father' },
  Carer: { role: 'carer', kin: 'carer' },
  Personal: { role: 'other', kin: 'other' },
  SpouseOrPartner: { role: 'other', kin: 'partner' },
  FosterParent: { role: 'foster-carer', kin: 'foster-carer' },
  StepParent: { role: 'step-parent', kin: 'step-parent' },
  SocialWorker: { role: 'social-worker', kin: 'professional' },
  // https://fhir.nhs.uk/STU3/CodeSystem/PersonRelationshipType-1, still met in R4 payloads: 12 is the mother
  '12': { role: 'mother', kin: 'mother' },
});

function words<W extends string>(table: CodeTable<W>): Table<W> {
  return lookup(Object.fromEntries(Object.entries(table.entries).map(([code, entry]) => [code, entry.normalised])));
}
