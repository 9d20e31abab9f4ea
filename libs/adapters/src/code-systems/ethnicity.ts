import { CBDS_PAGE, POLE_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/**
 * Self-defined ethnicity in the lists of the three agencies, all normalised to the DfE's, the contract's own list. What officers
 * observe (IC codes) is another attribute and stands in `observed-ethnicity.ts`: the two are never merged (POLE DS_038, DS_112).
 */

/** DfE ethnicity (CBDS), with the extended codes that have one British meaning. */
export const DFE_ETHNICITY = publishedTable<Word<'ETHNICITIES'>>(
  { system: 'dfe-cbds/ethnicity', title: 'Ethnicity (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'other',
  [
    ['WBRI', 'WBRI', 'White British'],
    ['WIRI', 'WIRI', 'White Irish'],
    ['WIRT', 'WIRT', 'Traveller of Irish heritage'],
    ['WROM', 'WROM', 'Gypsy / Roma'],
    ['WOTH', 'WOTH', 'Any other White background'],
    ['MWBC', 'MWBC', 'White and Black Caribbean'],
    ['MWBA', 'MWBA', 'White and Black African'],
    ['MWAS', 'MWAS', 'White and Asian'],
    ['MOTH', 'MOTH', 'Any other mixed background'],
    ['AIND', 'AIND', 'Indian'],
    ['APKN', 'APKN', 'Pakistani'],
    ['ABAN', 'ABAN', 'Bangladeshi'],
    ['AOTH', 'AOTH', 'Any other Asian background'],
    ['BCRB', 'BCRB', 'Black Caribbean'],
    ['BAFR', 'BAFR', 'Black African'],
    ['BOTH', 'BOTH', 'Any other Black background'],
    ['CHNE', 'CHNE', 'Chinese'],
    ['OOTH', 'OOTH', 'Any other ethnic group'],
    ['REFU', 'REFU', 'Refused'],
    ['NOBT', 'NOBT', 'Information not yet obtained'],
    ['WENG', 'WBRI', 'White English'],
    ['WSCO', 'WBRI', 'White Scottish'],
    ['WWEL', 'WBRI', 'White Welsh'],
    ['WCOR', 'WBRI', 'White Cornish'],
    ['WNIR', 'WBRI', 'White Northern Irish'],
  ],
);

/** NHS ethnic category 16+1 (2001 census): it has no code for Gypsy, Roma or Traveller children. */
export const NHS_ETHNICITY = publishedTable<Word<'ETHNICITIES'>>(
  {
    system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland',
    alsoKnownAs: [
      'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory',
      'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-EthnicCategory-1',
      'https://fhir.hl7.org.uk/STU3/CareConnect-EthnicCategory-1',
      'https://fhir.hl7.org.uk/CareConnect-EthnicCategory-1',
    ],
    title: 'Ethnic category (NHS Data Dictionary; HL7 UK)',
    url: 'https://www.datadictionary.nhs.uk/attributes/ethnic_category_code_2001.html',
    version: '16+1 (2001)',
  },
  'unknown',
  [
    ['A', 'WBRI', 'British'],
    ['B', 'WIRI', 'Irish'],
    ['C', 'WOTH', 'Any other White background'],
    ['D', 'MWBC', 'White and Black Caribbean'],
    ['E', 'MWBA', 'White and Black African'],
    ['F', 'MWAS', 'White and Asian'],
    ['G', 'MOTH', 'Any other mixed background'],
    ['H', 'AIND', 'Indian'],
    ['J', 'APKN', 'Pakistani'],
    ['K', 'ABAN', 'Bangladeshi'],
    ['L', 'AOTH', 'Any other Asian background'],
    ['M', 'BCRB', 'Caribbean'],
    ['N', 'BAFR', 'African'],
    ['P', 'BOTH', 'Any other Black background'],
    ['R', 'CHNE', 'Chinese'],
    ['S', 'OOTH', 'Any other ethnic group'],
    ['Z', 'REFU', 'Not stated'],
    ['99', 'NOBT', 'Not known'],
  ],
);

/**
 * POLE DS_038 self-defined ethnicity, 18+1 (2011 census). W3 is two DfE codes in one and stays `other`; the DfE counts O2 among
 * any other group; O1 is Chinese in the older 16+1 list.
 */
export const POLICE_ETHNICITY = publishedTable<Word<'ETHNICITIES'>>(
  {
    system: 'urn:mash-gateway:police-notice:1#DS_038',
    title: 'Self-defined ethnicity (POLE DS_038)',
    url: POLE_PAGE,
    version: 'POLE 1.1 (2023-07-30)',
  },
  'unknown',
  [
    ['W1', 'WBRI', 'White British'],
    ['W2', 'WIRI', 'White Irish'],
    ['W3', 'other', 'Gypsy or Irish Traveller'],
    ['W9', 'WOTH', 'Any other White background'],
    ['M1', 'MWBC', 'White and Black Caribbean'],
    ['M2', 'MWBA', 'White and Black African'],
    ['M3', 'MWAS', 'White and Asian'],
    ['M9', 'MOTH', 'Any other mixed background'],
    ['A1', 'AIND', 'Indian'],
    ['A2', 'APKN', 'Pakistani'],
    ['A3', 'ABAN', 'Bangladeshi'],
    ['A4', 'CHNE', 'Chinese'],
    ['A9', 'AOTH', 'Any other Asian background'],
    ['B1', 'BCRB', 'Caribbean'],
    ['B2', 'BAFR', 'African'],
    ['B9', 'BOTH', 'Any other Black background'],
    ['O1', 'CHNE', 'Chinese (16+1)'],
    ['O2', 'OOTH', 'Arab'],
    ['O9', 'OOTH', 'Any other ethnic group'],
    ['NS', 'NOBT', 'Not stated'],
  ],
);
