import { publishedTable } from './published-table.js';

/**
 * NHS number status: how far a sender has traced the number against PDS. The same eight codes stand under several URIs (UK Core,
 * UK Core for England, CareConnect STU3 in two spellings, the NHS Data Dictionary's attribute). Only 01 vouches for the number.
 */
export const NHS_NUMBER_VERIFICATION = publishedTable<'verified' | 'unverified'>(
  {
    system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus',
    alsoKnownAs: [
      'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland',
      'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1',
      'https://fhir.hl7.org.uk/STU3/CareConnect-NHSNumberVerificationStatus-1',
      'https://fhir.hl7.org.uk/CareConnect-NHSNumberVerificationStatus-1',
    ],
    title: 'NHS number status indicator (HL7 UK; NHS Data Dictionary)',
    url: 'https://www.datadictionary.nhs.uk/attributes/nhs_number_status_indicator_code.html',
    version: 'UK Core 2 (2.1.0)',
  },
  'unverified',
  [
    ['01', 'verified', 'Number present and verified'],
    ['02', 'unverified', 'Number present but not traced'],
    ['03', 'unverified', 'Trace required'],
    ['04', 'unverified', 'Trace attempted - No match or multiple match found'],
    ['05', 'unverified', 'Trace needs to be resolved - (NHS Number or patient detail conflict)'],
    ['06', 'unverified', 'Trace in progress'],
    ['07', 'unverified', 'Number not present and trace not required'],
    ['08', 'unverified', 'Trace postponed (baby under six weeks old)'],
  ],
);

/** Whether a status code vouches for the number. An unknown code never does. */
export function vouches(code: string | undefined): boolean {
  return code !== undefined && NHS_NUMBER_VERIFICATION.entries[code]?.normalised === 'verified';
}
