import { codeTable } from '../../kit/code-table.js';

/*
 * CJS data standards that SPI, BR7 and Common Platform messages use alike (ministryofjustice/bichard7-next-data). The lists
 * have no URIs; these names are ours. Lists of thousands (offences, results) and lists that are not public in full are kept as codes.
 */

/** BR7 PleaStatus. */
export const PLEA_STATUS = codeTable('cjs/plea-status', 'unknown', [
  ['G', 'G', 'Guilty'],
  ['NG', 'NG', 'Not guilty'],
  ['CON', 'CON', 'Consents'],
  ['ADM', 'ADM', 'Admits'],
  ['DEN', 'DEN', 'Denies'],
  ['NONE', 'NONE', 'No plea'],
  ['OPP', 'OPP', 'Opposes'],
]);

/** BR7 RemandStatus and OffenceRemandStatus. */
export const REMAND_STATUS = codeTable('cjs/remand-status', 'unknown', [
  ['CB', 'CB', 'Conditional bail'],
  ['LA', 'LA', 'Care of the local authority'],
  ['NA', 'NA', 'Not applicable'],
  ['PB', 'PB', 'Custody (police)'],
  ['PR', 'PR', 'Custody (remand)'],
  ['SA', 'SA', 'Secure accommodation'],
  ['UB', 'UB', 'Unconditional bail'],
]);

/** BR7 CourtType. */
export const COURT_TYPE = codeTable('cjs/court-type', 'unknown', [
  ['CC', 'crown', 'Crown Court'],
  ['COA', 'appeal', 'Court of Appeal'],
  ['HC', 'high', 'High Court'],
  ['MCA', 'magistrates', "Magistrates' court, adult"],
  ['MCE', 'magistrates', "Magistrates' court, enforcement"],
  ['MCF', 'magistrates', "Magistrates' court, family"],
  ['MCL', 'magistrates', "Magistrates' court, licensing"],
  ['MCY', 'youth', "Magistrates' court, youth"],
]);

/** How the date of an offence is meant: SPI OffenceDateCode, BR7 ActualOffenceDateCode, Common Platform offenceDateCode. */
export const OFFENCE_DATE = codeTable('cjs/actual-offence-date', 'unknown', [
  ['1', 'on', 'On or in'],
  ['2', 'before', 'Before'],
  ['3', 'after', 'After'],
  ['4', 'between', 'Between'],
  ['5', 'about', 'On or about'],
  ['6', 'on-or-before', 'On or before'],
]);

/** Units of durations in results. */
export const DURATION_UNIT = codeTable('cjs/duration-unit', 'unknown', [
  ['D', 'days', 'days'],
  ['H', 'hours', 'hours'],
  ['L', 'life', 'life'],
  ['M', 'months', 'months'],
  ['S', 'sessions', 'sessions'],
  ['W', 'weeks', 'weeks'],
  ['Y', 'years', 'years'],
]);

/** Whether the defendant was at the hearing: SPI PresentAtHearing, BR7 DefendantPresentAtHearing. */
export const PRESENT = codeTable('cjs/present-at-hearing', 'unknown', [
  ['A', 'represented', 'Not present, appeared by a legal representative'],
  ['N', 'no', 'No'],
  ['Y', 'yes', 'Yes'],
]);

/** Offence codes of the Police National Legal Database and the CJS. */
export const OFFENCE = 'cjs/offence-code';
/** CJS result codes. */
export const RESULT = 'cjs/result-code';
/** CJS result qualifiers, such as concurrent or consecutive. */
export const QUALIFIER = 'cjs/result-qualifier';
/** CJS organisation units: courts and forces. */
export const ORGANISATION_UNIT = 'cjs/organisation-unit';
/** Courts by the number of the petty sessions area (PSA). */
export const COURT_HOUSE = 'cjs/psa-code';
/** What somebody is in a matter, in our words, where the source says it by the place alone. */
export const PART_PLAYED = 'urn:mash-gateway:cjse#part';
/** Identifier system of another child of the same message: the source record that is its own. */
export const SOURCE_RECORD = 'urn:mash-gateway:cjse#source-record';
