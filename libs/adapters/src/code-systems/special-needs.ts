import { CBDS_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/** SEN provision: current codes N K E, earlier ones still in histories. */
export const SEN_PROVISION = publishedTable<'none' | Word<'CARE_STATUS_KINDS'>>(
  { system: 'dfe-cbds/sen-provision', title: 'SEN provision (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'other',
  [
    ['N', 'none', 'No special educational need'],
    ['K', 'sen-support', 'SEN support'],
    ['E', 'education-health-care-plan', 'Education, health and care plan'],
    ['A', 'sen-support', 'School Action (until 2015)'],
    ['P', 'sen-support', 'School Action Plus (until 2015)'],
    ['S', 'education-health-care-plan', 'Statement of special educational needs (until 2018)'],
  ],
);

/** SEN type. */
export const SEN_TYPE = publishedTable<'need' | 'other'>(
  { system: 'dfe-cbds/sen-type', title: 'SEN type (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'other',
  [
    ['SPLD', 'need', 'Specific learning difficulty'],
    ['MLD', 'need', 'Moderate learning difficulty'],
    ['SLD', 'need', 'Severe learning difficulty'],
    ['PMLD', 'need', 'Profound and multiple learning difficulty'],
    ['SEMH', 'need', 'Social, emotional and mental health'],
    ['SLCN', 'need', 'Speech, language and communication needs'],
    ['HI', 'need', 'Hearing impairment'],
    ['VI', 'need', 'Vision impairment'],
    ['MSI', 'need', 'Multi-sensory impairment'],
    ['PD', 'need', 'Physical disability'],
    ['ASD', 'need', 'Autistic spectrum disorder'],
    ['DS', 'need', 'Down syndrome'],
    ['OTH', 'need', 'Other difficulty or disability'],
    ['NSA', 'need', 'SEN support without a specialist assessment of the need'],
  ],
);
