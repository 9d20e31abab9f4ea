import type { codes } from '@mash-gateway/contracts';
import { codeTable } from '../kit/code-table.js';

// Lists that another standard uses too.
export { DISABILITY } from '../code-systems/disability.js';
export { ENROLMENT_STATUS } from '../code-systems/enrolment-status.js';
export { DFE_ETHNICITY as ETHNICITY } from '../code-systems/ethnicity.js';
export { DFE_GENDER as GENDER, DFE_SEX as SEX } from '../code-systems/gender.js';
export { DFE_RELATIONSHIP as RELATIONSHIP } from '../code-systems/relationship.js';
export { SEN_PROVISION, SEN_TYPE } from '../code-systems/special-needs.js';

/*
 * Code lists of the DfE Common Basic Data Set as CTF uses them. The DfE gives them no URIs; the systems named here are this
 * project's. Which lists were read in a source and which come from general knowledge is said in the README. Codes that
 * are not here are never lost: they stay as written, with a `code.unknown` notice.
 */
type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T extends string)[] ? T : never;

/** Who said what the ethnicity is. */
export const ETHNICITY_SOURCE = codeTable('dfe-cbds/ethnicity-source', 'unknown', [
  ['C', 'child', 'Provided by the child'],
  ['P', 'parent', 'Provided by the parent'],
  ['S', 'school', 'Ascribed by the current school'],
  ['T', 'former-school', 'Ascribed by a previous school'],
  ['O', 'other', 'Other'],
]);

export const LANGUAGE_TYPE = codeTable<Word<'LANGUAGE_ROLES'>>('dfe-cbds/language-type', 'unknown', [
  ['F', 'first', 'First language'],
  ['M', 'first', 'Mother tongue'],
  ['H', 'additional', 'Home language'],
  ['C', 'preferred', 'Correspondence language'],
]);

/** Languages that say there is no answer, and which of the four absences that is. */
export const NO_LANGUAGE = codeTable<Word<'ABSENCE_REASONS'>>('dfe-cbds/language', 'unknown', [
  ['REF', 'withheld', 'Refused'],
  ['NOT', 'unknown', 'Information not obtained'],
]);

export const SERVICE_CHILD = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/service-child', 'unknown', [
  ['Y', 'current', 'Parent is in the armed forces'],
  ['N', 'not-current', 'Parent is not in the armed forces'],
  ['U', 'unknown', 'Unknown'],
  ['R', 'unknown', 'Refused'],
]);

/** Yes and no of LookedAfter/InCare and MedicalFlag, in the spellings met. */
export const IN_CARE = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/in-care', 'unknown', [
  ['true', 'current', 'Looked after by a local authority'],
  ['1', 'current', 'Looked after by a local authority'],
  ['Y', 'current', 'Looked after by a local authority'],
  ['false', 'not-current', 'Not looked after'],
  ['0', 'not-current', 'Not looked after'],
  ['N', 'not-current', 'Not looked after'],
]);

export const MEDICAL_FLAG = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/medical-flag', 'unknown', [
  ['true', 'current', 'The school holds medical information'],
  ['1', 'current', 'The school holds medical information'],
  ['Y', 'current', 'The school holds medical information'],
  ['false', 'not-current', 'The school holds no medical information'],
  ['0', 'not-current', 'The school holds no medical information'],
  ['N', 'not-current', 'The school holds no medical information'],
]);

/** What a telephone is and where: CTF has one code for both. */
export const TELEPHONE_TYPE = codeTable<`${Word<'TELECOM_KINDS'>}/${Word<'TELECOM_USES'>}`>('dfe-cbds/telephone-type', 'phone/unknown', [
  ['H', 'phone/home', 'Home'],
  ['W', 'phone/work', 'Work'],
  ['M', 'mobile/mobile', 'Mobile'],
  ['F', 'fax/unknown', 'Fax'],
  ['D', 'textphone/home', 'Minicom'],
  ['A', 'phone/temporary', 'Alternate home'],
  ['O', 'phone/unknown', 'Other'],
]);

/** Destination pseudo-codes: a school nobody can name is itself something a hub must know (CTF 21 §2.4.2). */
export const DESTINATION = codeTable('dfe-cbds/destination', 'school', [
  ['XXXXXXX', 'unknown', 'Destination not known'],
  ['MMMMMMM', 'outside', 'Moved abroad, or to a school outside the maintained sector'],
]);

/** Whether the family takes the place that an admissions file (ATF) is about. */
export const ACCEPT = codeTable('dfe-cbds/admissions-accept', 'unknown', [
  ['true', 'accepted', 'The place is accepted'],
  ['1', 'accepted', 'The place is accepted'],
  ['false', 'not-accepted', 'The place is not accepted'],
  ['0', 'not-accepted', 'The place is not accepted'],
]);

/** Kinds of file that the header names in words; a return about children missing education is one (CTF 21 §5). */
export const FILE_KIND = codeTable('ctf/file-kind', 'transfer', [
  ['CME', 'missing-education', 'Return about a child who may be missing education'],
]);

/** Attendance marks of SI 2024/208 reg 10, and the retired H J Y; `-` is a session without a mark. */
export const ATTENDANCE_MARKS = '/\\LKVPWBDCJMSTRIEXQYGNOUZ#H-1234567';
/** Absent, reason not yet known: the school will amend it (SI 2024/208 reg 10). */
export const PROVISIONAL_MARK = 'N';
