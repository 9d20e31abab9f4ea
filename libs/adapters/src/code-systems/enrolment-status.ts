import { CBDS_PAGE } from './publications.js';
import { publishedTable } from './published-table.js';

/** Enrolment status of a pupil at a school (CBDS). */
export const ENROLMENT_STATUS = publishedTable<'enrolled' | 'guest' | 'previous' | 'other'>(
  { system: 'dfe-cbds/enrol-status', title: 'Enrolment status (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'other',
  [
    ['C', 'enrolled', 'Current, single registration'],
    ['M', 'enrolled', 'Current main, dual registration'],
    ['S', 'enrolled', 'Current subsidiary, dual registration'],
    ['F', 'enrolled', 'Further education college'],
    ['O', 'enrolled', 'Other provider'],
    ['G', 'guest', 'Guest pupil'],
    ['P', 'previous', 'Previously registered'],
  ],
);
