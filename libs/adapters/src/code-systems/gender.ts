import { CBDS_PAGE, POLE_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/**
 * Sex and gender in the vocabularies of the standards. Two attributes of the contract, kept apart: each table says by its type
 * which of them its codes state. FHIR administrative gender is not birth sex; DfE files ask gender until 2024 and sex from 2025.
 */

/** FHIR AdministrativeGender, in every release. */
export const FHIR_GENDER = publishedTable<Word<'GENDERS'>>(
  {
    system: 'http://hl7.org/fhir/administrative-gender',
    title: 'AdministrativeGender (HL7 FHIR)',
    url: 'https://hl7.org/fhir/R4/valueset-administrative-gender.html',
    version: 'R4 (4.0.1)',
  },
  'unknown',
  [
    ['male', 'male', 'Male'],
    ['female', 'female', 'Female'],
    ['other', 'other', 'Other'],
    ['unknown', 'unknown', 'Unknown'],
  ],
);

/** DfE Sex (N00783): CTF 24 and later, CIN census 2024 to 2025 and later. */
export const DFE_SEX = publishedTable<Word<'SEXES'>>(
  { system: 'dfe-cbds/sex', title: 'Sex (DfE common basic data set, RFC 1233)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'unknown',
  [
    ['F', 'female', 'Female'],
    ['M', 'male', 'Male'],
    ['U', 'unknown', 'Unknown'],
  ],
);

/** DfE Gender: CTF 23 and earlier, and contacts. */
export const DFE_GENDER = publishedTable<Word<'GENDERS'>>(
  { system: 'dfe-cbds/gender', title: 'Gender (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2023' },
  'unknown',
  [
    ['F', 'female', 'Female'],
    ['M', 'male', 'Male'],
    ['U', 'unknown', 'Unknown'],
    ['N', 'not-specified', 'Not specified'],
  ],
);

/** Person gender in digits (BS 8766, ISO/IEC 5218): GenderCurrent of the CIN census to 2024, Gender of Libra and the CJSE. */
export const DIGIT_GENDER = publishedTable<Word<'GENDERS'>>(
  {
    system: 'urn:iso:std:iso-iec:5218',
    title: 'Codes for the representation of human sexes (ISO/IEC 5218), as CIN census and Libra use them',
    url: 'https://www.iso.org/standard/81682.html',
    version: '2022',
  },
  'unknown',
  [
    ['0', 'unknown', 'Not known'],
    ['1', 'male', 'Male'],
    ['2', 'female', 'Female'],
    ['9', 'not-specified', 'Not specified'],
  ],
);

/** POLE DS_037 gender. */
export const POLE_GENDER = publishedTable<Word<'GENDERS'>>(
  {
    system: 'urn:mash-gateway:police-notice:1#DS_037',
    title: 'Gender (POLE DS_037)',
    url: POLE_PAGE,
    version: 'POLE 1.1 (2023-07-30)',
  },
  'unknown',
  [
    ['Male', 'male', 'Male'],
    ['Female', 'female', 'Female'],
    ['Trans Male', 'trans-male', 'Trans male'],
    ['Trans Female', 'trans-female', 'Trans female'],
    ['Non-Binary', 'non-binary', 'Non-binary'],
    ['Intersex', 'intersex', 'Intersex'],
    ['Not Specified', 'not-specified', 'Not specified'],
    ['Not Known', 'unknown', 'Not known'],
  ],
);

/** NIEM PersonSexCode (NCIC SEX, N-DEx): sex as recorded by a police agency of the United States. */
export const NIEM_SEX = publishedTable<Word<'SEXES'>>(
  {
    system: 'http://release.niem.gov/niem/codes/fbi_ncic/4.0/#SEXCodeType',
    alsoKnownAs: ['http://niem.gov/niem/fbi/2.0#SEXCodeType'],
    title: 'SEXCodeType (NIEM, FBI NCIC)',
    url: 'https://niem.github.io/model/',
    version: 'NIEM 4.0',
  },
  'unknown',
  [
    ['M', 'male', 'MALE'],
    ['F', 'female', 'FEMALE'],
    ['U', 'unknown', 'UNKNOWN'],
    ['X', 'indeterminate', 'OTHER'],
  ],
);
