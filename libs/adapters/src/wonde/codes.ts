import { SEN_PROVISION as DFE_SEN_PROVISION } from '../code-systems/special-needs.js';
import type { Word } from '../code-systems/published-table.js';
import { codeTable } from '../kit/code-table.js';

/* Values Wonde passes on from the school's own system, in the spellings met. Wonde publishes no code lists; the systems named here are this project's. */

export const GENDER = codeTable<Word<'GENDERS'>>('wonde/gender', 'unknown', [
  ['MALE', 'male', 'Male'],
  ['FEMALE', 'female', 'Female'],
  ['Male', 'male', 'Male'],
  ['Female', 'female', 'Female'],
  ['M', 'male', 'Male'],
  ['F', 'female', 'Female'],
  ['U', 'unknown', 'Unknown'],
]);

/** What a contact is to the pupil; schools write words, and these are the ones that mean one thing. Compared in lower case. */
export const RELATIONSHIP = codeTable<Word<'RELATIONSHIP_KINDS'> & Word<'PERSON_ROLES'>>('wonde/relationship', 'unknown', [
  ['mother', 'mother', 'Mother'],
  ['father', 'father', 'Father'],
  ['parent', 'parent', 'Parent'],
  ['step mother', 'step-parent', 'Step mother'],
  ['step father', 'step-parent', 'Step father'],
  ['step parent', 'step-parent', 'Step parent'],
  ['foster mother', 'foster-carer', 'Foster mother'],
  ['foster father', 'foster-carer', 'Foster father'],
  ['foster parent', 'foster-carer', 'Foster parent'],
  ['guardian', 'guardian', 'Guardian'],
  ['carer', 'carer', 'Carer'],
  ['childminder', 'carer', 'Childminder'],
  ['grandparent', 'grandparent', 'Grandparent'],
  ['grandmother', 'grandparent', 'Grandmother'],
  ['grandfather', 'grandparent', 'Grandfather'],
  ['brother', 'sibling', 'Brother'],
  ['sister', 'sibling', 'Sister'],
  ['aunt', 'aunt-or-uncle', 'Aunt'],
  ['uncle', 'aunt-or-uncle', 'Uncle'],
  ['other relative', 'other-relative', 'Other relative'],
  ['other family member', 'other-relative', 'Other family member'],
  ['social worker', 'professional', 'Social worker'],
  ['doctor', 'professional', 'Doctor'],
  ['other contact', 'other', 'Other contact'],
  ['other', 'other', 'Other'],
]);

/** SEN provision by its DfE code, or the words systems write for it. */
export const SEN_STATUS = codeTable<'none' | Word<'CARE_STATUS_KINDS'>>(DFE_SEN_PROVISION.system, 'other', [
  ...Object.entries(DFE_SEN_PROVISION.entries).map(([code, { normalised, display }]) => [code, normalised, display] as const),
  ['No Special Educational Need', 'none', 'No special educational need'],
  ['SEN Support', 'sen-support', 'SEN support'],
  ['Education, Health and Care Plan', 'education-health-care-plan', 'Education, health and care plan'],
]);
