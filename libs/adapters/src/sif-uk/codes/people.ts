import type { Address, PersonName, Telecom } from '@mash-gateway/contracts';
import type { Word } from '../../code-systems/published-table.js';
import { codeTable } from '../../kit/code-table.js';

/*
 * Enumerations of the SIF UK data model 2.6, packages common and learner, as the Open ADK defines them. The association gives
 * them no URIs; the systems named here are this project's. Ethnicity, attendance and special needs are DfE lists and keep its name.
 */

/** common: Gender. `W` (withheld) is an absence, not a gender: see the mapping of demographics. */
export const GENDER = codeTable<Word<'GENDERS'>>('sif-uk/Gender', 'unknown', [
  ['M', 'male', 'Male'],
  ['F', 'female', 'Female'],
  ['U', 'unknown', 'Unknown'],
]);
export const WITHHELD_GENDER = 'W';

/** common: NameType. A name at birth may still be the name: what it is used for beside a main name, nobody says. */
export const NAME_TYPE = codeTable<PersonName['use']>('sif-uk/NameType', 'unknown', [
  ['B', 'unknown', 'Birth name'],
  ['C', 'official', 'Current legal name'],
  ['A', 'alias', 'Alias'],
  ['R', 'official', 'Name of record'],
  ['F', 'former', 'Former name'],
  ['M', 'usual', 'Married name'],
  ['P', 'usual', 'Professional name'],
]);

/** common: AddressType. */
export const ADDRESS_TYPE = codeTable<Address['use']>('sif-uk/AddressType', 'unknown', [
  ['Current', 'home', 'Current address'],
  ['Mailing', 'correspondence', 'Mailing address'],
  ['Previous', 'former', 'Previous address'],
  ['Other', 'unknown', 'Other address'],
  ['Transportation', 'unknown', 'Transportation address'],
]);

/** common: PhoneType, kind and use in one code. */
export const PHONE_TYPE = codeTable<`${Telecom['kind']}/${NonNullable<Telecom['use']>}`>('sif-uk/PhoneType', 'phone/unknown', [
  ['F', 'fax/unknown', 'Fax'],
  ['H', 'phone/home', 'Home'],
  ['A', 'phone/temporary', 'Alternate home'],
  ['M', 'mobile/mobile', 'Mobile'],
  ['W', 'phone/work', 'Work'],
  ['D', 'textphone/home', 'Minicom (hearing impaired or disabled)'],
]);

/** common: EmailType. A school's address is not a place of work. */
export const EMAIL_TYPE = codeTable<NonNullable<Telecom['use']>>('sif-uk/EmailType', 'unknown', [
  ['Business', 'work', 'Business'],
  ['Personal', 'home', 'Personal'],
  ['School', 'unknown', 'School'],
  ['Alternate1', 'unknown', 'Alternate 1'],
  ['Alternate2', 'unknown', 'Alternate 2'],
  ['Alternate3', 'unknown', 'Alternate 3'],
  ['Alternate4', 'unknown', 'Alternate 4'],
]);

/** common: SourceOfCode. */
export const SOURCE_OF_CODE = codeTable('sif-uk/SourceOfCode', 'unknown', [
  ['C', 'child', 'Provided by the child'],
  ['P', 'parent', 'Provided by the parent'],
  ['S', 'school', 'Ascribed by the current school'],
  ['T', 'former-school', 'Ascribed by a previous school'],
  ['O', 'other', 'Other'],
]);

/** common: LanguageUsage. */
export const LANGUAGE_USAGE = codeTable<Word<'LANGUAGE_ROLES'>>('sif-uk/LanguageUsage', 'unknown', [
  ['C', 'preferred', 'Correspondence language'],
  ['F', 'first', 'First language'],
  ['M', 'first', 'Multiple first language'],
  ['H', 'additional', 'Home'],
  ['T', 'additional', 'Tuition'],
  ['S', 'additional', 'Second language'],
]);

/** common: LanguageCode, the entries that say there is no answer. */
export const NO_LANGUAGE = codeTable<Word<'ABSENCE_REASONS'>>('dfe-cbds/language', 'unknown', [
  ['REF', 'withheld', 'Refused'],
  ['NOT', 'unknown', 'Information not obtained'],
  ['ZZZ', 'unknown', 'Classification pending'],
]);

/** common: EALAcquisition. */
export const EAL_ACQUISITION = codeTable('sif-uk/EALAcquisition', 'other', [
  ['A', 'need', 'New to English'],
  ['B', 'need', 'Early acquisition of English'],
  ['C', 'need', 'Developing competence in English'],
  ['D', 'need', 'Competent in English'],
  ['E', 'none', 'Fluent in English'],
  ['0', 'none', 'English proficiency not applicable'],
]);

/** common: ReligiousAffiliation. */
export const RELIGION = codeTable('sif-uk/ReligiousAffiliation', 'other', [
  ['BU', 'religion', 'Buddhist'],
  ['CH', 'religion', 'Christian'],
  ['HI', 'religion', 'Hindu'],
  ['JE', 'religion', 'Jewish'],
  ['MU', 'religion', 'Muslim'],
  ['NO', 'none', 'No religion'],
  ['OT', 'religion', 'Other religion'],
  ['SI', 'religion', 'Sikh'],
]);

/** common: AlertMsgType. */
export const ALERT_TYPE = codeTable('sif-uk/AlertMsgType', 'other', [
  ['Legal', 'alert', 'Legal'],
  ['Discipline', 'alert', 'Discipline'],
  ['Educational', 'alert', 'Educational'],
  ['Other', 'alert', 'Other'],
]);

/** common: MedicalAlertMsgSeverity. */
export const MEDICAL_ALERT_SEVERITY = codeTable<Word<'SEVERITIES'>>('sif-uk/MedicalAlertMsgSeverity', 'unknown', [
  ['Low', 'low', 'Low'],
  ['Moderate', 'medium', 'Moderate'],
  ['High', 'high', 'High'],
  ['Severe', 'immediate', 'Severe'],
  ['Unknown', 'unknown', 'Unknown'],
]);
