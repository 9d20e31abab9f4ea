import { codeTable } from '../../kit/code-table.js';

/* Word lists of the Common Platform (justice.gov.uk/core/courts/external/apiCourtsDefinitions.json). The names of the lists are ours. */

/** apiPerson gender. */
export const CP_GENDER = codeTable('common-platform/gender', 'unknown', [
  ['MALE', 'male', 'Male'],
  ['FEMALE', 'female', 'Female'],
  ['NOT_KNOWN', 'unknown', 'Not known'],
  ['NOT_SPECIFIED', 'not-specified', 'Not specified'],
]);

/** apiHearing jurisdictionType. */
export const CP_JURISDICTION = codeTable('common-platform/jurisdiction', 'unknown', [
  ['MAGISTRATES', 'magistrates', "Magistrates' court"],
  ['CROWN', 'crown', 'Crown Court'],
]);

/** hearingLanguage. */
export const CP_LANGUAGE = codeTable('common-platform/language', 'unknown', [
  ['ENGLISH', 'en', 'English'],
  ['WELSH', 'cy', 'Welsh'],
]);

/** prosecutionCase initiationCode. */
export const CP_INITIATION = codeTable('common-platform/initiation', 'unknown', [
  ['J', 'sjp', 'Single justice procedure notice'],
  ['Q', 'requisition', 'Requisition'],
  ['S', 'summons', 'Summons'],
  ['C', 'charge', 'Charge'],
  ['R', 'remitted', 'Remitted'],
  ['O', 'other', 'Other'],
  ['Z', 'sjp-referral', 'Single justice procedure referral'],
]);

/** judicialResult category. */
export const CP_RESULT_CATEGORY = codeTable('common-platform/result-category', 'unknown', [
  ['FINAL', 'final', 'Final'],
  ['INTERMEDIARY', 'intermediary', 'Intermediary'],
  ['ANCILLARY', 'ancillary', 'Ancillary'],
]);
