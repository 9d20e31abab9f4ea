import { CBDS_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/** Why a child has no UPN (CBDS CS051), and which of the contract's absences that is. UN8 to UN10 are asked in the SEN2 return only. */
export const UPN_UNKNOWN = publishedTable<Word<'ABSENCE_REASONS'>>(
  {
    system: 'dfe-cbds/upn-unknown',
    title: 'Reason UPN is unknown (DfE common basic data set, CS051)',
    url: CBDS_PAGE,
    version: 'CBDS 2025',
  },
  'unknown',
  [
    ['UN1', 'not-applicable', 'Child is aged under 6 years old and is not yet assigned a UPN'],
    ['UN2', 'not-applicable', 'Child has never attended a maintained school in England and has not been assigned a UPN'],
    ['UN3', 'not-applicable', 'Child is educated outside England and has not been assigned a UPN'],
    ['UN4', 'unknown', 'Child is newly in need or newly looked after and the UPN was not yet known at the time of the return'],
    ['UN5', 'unknown', 'Sources of UPNs disagree on name or date of birth, which prevents reliable matching'],
    ['UN6', 'unknown', 'Child is not looked after, and the authority is unable to obtain the UPN'],
    ['UN7', 'unknown', 'Child referred but no further action taken'],
    ['UN8', 'unknown', 'Person is new to the authority and the UPN or ULN is not yet known'],
    ['UN9', 'not-applicable', 'Young person has never attended a setting in England that assigns a UPN or ULN'],
    ['UN10', 'unknown', 'Request for assessment resulted in no further action before the UPN or ULN was known'],
  ],
);
