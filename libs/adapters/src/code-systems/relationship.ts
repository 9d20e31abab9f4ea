import { CBDS_PAGE } from './publications.js';
import { publishedTable, type Word } from './published-table.js';

/**
 * What a contact is to the child, in the DfE's list (CTF, SIF UK and the school MIS interfaces built on the CBDS). The word is both
 * the relationship and the role of the person in the record. FHIR's lists say role and relationship apart and are shared by the
 * FHIR adapters in `fhir/codes`.
 */
export const DFE_RELATIONSHIP = publishedTable<Word<'RELATIONSHIP_KINDS'> & Word<'PERSON_ROLES'>>(
  { system: 'dfe-cbds/relationship', title: 'Relationship to pupil (DfE common basic data set)', url: CBDS_PAGE, version: 'CBDS 2025' },
  'unknown',
  [
    ['PAM', 'mother', 'Mother'],
    ['PAF', 'father', 'Father'],
    ['PAR', 'parent', 'Parent'],
    ['STP', 'step-parent', 'Step-parent'],
    ['FOM', 'foster-carer', 'Foster mother'],
    ['FOF', 'foster-carer', 'Foster father'],
    ['CAR', 'carer', 'Carer'],
    ['CHM', 'carer', 'Childminder'],
    ['GRP', 'grandparent', 'Grandparent'],
    ['SIB', 'sibling', 'Sibling'],
    ['REL', 'other-relative', 'Other relative'],
    ['FAM', 'other-relative', 'Other family member'],
    ['SWR', 'professional', 'Social worker'],
    ['DOC', 'professional', 'Doctor'],
    ['HTC', 'professional', 'Head teacher'],
    ['RLG', 'professional', 'Religious or spiritual contact'],
    ['OTH', 'other', 'Other contact'],
  ],
);
