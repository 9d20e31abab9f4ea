/** Pages of publishers that several tables come from. */

/** DfE Common Basic Data Set: the code lists of CTF, the school census and the CIN census. The DfE gives the lists no URIs. */
export const CBDS_PAGE = 'https://www.gov.uk/government/publications/common-basic-data-set-cbds-database';
/** DfE guide to the children in need census. */
export const CIN_PAGE = 'https://www.gov.uk/guidance/children-in-need-census';
/** NPCC and Police Digital Service, Minimum POLE Data Standards Dictionary. */
export const POLE_PAGE = 'https://knowledgehub.group';
