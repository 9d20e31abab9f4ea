import { codeTable } from '../../kit/code-table.js';

/**
 * Race as the police of the United States record it (FBI N-DEx RACCode). Never an ethnicity of the English lists: the
 * codes are kept, and the normalised word only says whether anything was stated.
 */
export const RACE = codeTable<'other' | 'unknown'>('http://release.niem.gov/niem/codes/fbi_ndex#RACCodeType', 'other', [
  ['A', 'other', 'Asian'],
  ['B', 'other', 'Black or African American'],
  ['I', 'other', 'American Indian or Alaska Native'],
  ['P', 'other', 'Native Hawaiian or Other Pacific Islander'],
  ['U', 'unknown', 'Unknown'],
  ['W', 'other', 'White'],
]);

/** Hispanic origin (NIBRS data elements 29, 39A and 50): kept beside the race, and as little an English ethnicity. */
export const HISPANIC_ORIGIN = codeTable<'other' | 'unknown'>('http://release.niem.gov/niem/codes/fbi_ucr#EthnicityCodeType', 'other', [
  ['H', 'other', 'Hispanic or Latino'],
  ['N', 'unknown', 'Not Hispanic or Latino'],
  ['U', 'unknown', 'Unknown'],
]);

/** NIBRS data elements 30 and 51. */
export const RESIDENT = codeTable('http://release.niem.gov/niem/codes/fbi_ucr#ResidentCodeType', 'unknown', [
  ['N', 'nonresident', 'Nonresident'],
  ['R', 'resident', 'Resident'],
  ['U', 'unknown', 'Unknown'],
]);

/** An age in words or codes: whole years at least and at most. */
export interface AgeRange {
  readonly least: number;
  readonly most: number;
}

/** NIBRS data elements 26, 37 and 47: ages that are no number of years, as flat-file codes and as words of the XML schemas. */
export const AGE_CODES: ReadonlyMap<string, { readonly code: string; readonly display: string; readonly range?: AgeRange }> = new Map(
  [
    { code: 'NN', words: ['NN', 'NEONATAL', 'NEONATE'], display: 'Under 24 hours old', range: { least: 0, most: 0 } },
    { code: 'NB', words: ['NB', 'NEWBORN'], display: '1 to 6 days old', range: { least: 0, most: 0 } },
    { code: 'BB', words: ['BB', 'BABY'], display: '7 to 364 days old', range: { least: 0, most: 0 } },
    { code: '99', words: ['99'], display: 'Over 98 years old', range: { least: 99, most: 130 } },
    { code: '00', words: ['00', 'UNKNOWN', 'U'], display: 'Unknown' },
  ].flatMap(({ words, ...entry }) => words.map((word) => [word, entry] as const)),
);
/** System of the ages in codes. */
export const AGE_SYSTEM = 'http://fbi.gov/cjis/nibrs/nibrs-codes#PersonAgeCodeType';

/** NIEM TimeUnitCode (UN/CEFACT recommendation 20) and the words senders use instead. */
export const TIME_UNITS: ReadonlyMap<string, 'years' | 'months' | 'days'> = new Map([
  ['ANN', 'years'],
  ['YEAR', 'years'],
  ['YEARS', 'years'],
  ['MON', 'months'],
  ['MONTH', 'months'],
  ['MONTHS', 'months'],
  ['WEE', 'days'],
  ['WEEKS', 'days'],
  ['DAY', 'days'],
  ['DAYS', 'days'],
]);
