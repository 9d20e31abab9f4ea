import { ABUSE_CATEGORY } from './abuse-category.js';
import { DISABILITY } from './disability.js';
import { ENROLMENT_STATUS } from './enrolment-status.js';
import { DFE_ETHNICITY, NHS_ETHNICITY, POLICE_ETHNICITY } from './ethnicity.js';
import { DFE_GENDER, DFE_SEX, DIGIT_GENDER, FHIR_GENDER, NIEM_SEX, POLE_GENDER } from './gender.js';
import { NHS_NUMBER_VERIFICATION } from './nhs-number-verification.js';
import { OBSERVED_ETHNICITY } from './observed-ethnicity.js';
import type { PublishedTable } from './published-table.js';
import { REFERRAL_SOURCE } from './referral-source.js';
import { DFE_RELATIONSHIP } from './relationship.js';
import { SEN_PROVISION, SEN_TYPE } from './special-needs.js';
import { UPN_UNKNOWN } from './upn-unknown.js';

/** Every published table by name. Attendance codes and severity schemes have shapes of their own and stand beside them. */
export const TABLES: Readonly<Record<string, PublishedTable<string>>> = {
  ABUSE_CATEGORY,
  DFE_ETHNICITY,
  DFE_GENDER,
  DFE_RELATIONSHIP,
  DFE_SEX,
  DIGIT_GENDER,
  DISABILITY,
  ENROLMENT_STATUS,
  FHIR_GENDER,
  NHS_ETHNICITY,
  NHS_NUMBER_VERIFICATION,
  NIEM_SEX,
  OBSERVED_ETHNICITY,
  POLE_GENDER,
  POLICE_ETHNICITY,
  REFERRAL_SOURCE,
  SEN_PROVISION,
  SEN_TYPE,
  UPN_UNKNOWN,
};
