import type { InvolvedPerson } from '@mash-gateway/contracts';
import type { Word } from '../../code-systems/published-table.js';
import { codeTable } from '../../kit/code-table.js';

type Kind = Word<'RELATIONSHIP_KINDS'>;

/** learner: Relationship, what the contact is to the learner; the shorter RelationshipCode of common stands after it. */
export const RELATIONSHIP = codeTable<Kind>('sif-uk/Relationship', 'unknown', [
  ['ASWR', 'professional', 'Agency representative'],
  ['CARE', 'carer', 'Carer'],
  ['CHMR', 'carer', 'Childminder'],
  ['DEPD', 'other', 'Dependent'],
  ['DOCT', 'professional', 'Doctor'],
  ['EMPY', 'other', 'Employer'],
  ['FAAP', 'adoptive-parent', 'Adoptive parents'],
  ['FAAS', 'child', 'Adopted son'],
  ['FABH', 'half-sibling', 'Brother, half'],
  ['FABI', 'other-relative', 'Brother-in-law'],
  ['FABN', 'sibling', 'Brother, natural or adoptive'],
  ['FABS', 'step-sibling', 'Brother, step'],
  ['FADF', 'other-relative', 'Foster daughter'],
  ['FADI', 'other-relative', 'Daughter-in-law'],
  ['FADR', 'child', 'Daughter'],
  ['FAFF', 'foster-carer', 'Father, foster'],
  ['FAFI', 'other-relative', 'Father-in-law'],
  ['FAFN', 'father', 'Father, natural or adoptive'],
  ['FAFO', 'other', "Father's significant other"],
  ['FAFS', 'step-parent', 'Father, step'],
  ['FAGA', 'other-relative', 'Great aunt'],
  ['FAGD', 'other-relative', 'Granddaughter'],
  ['FAGF', 'grandparent', 'Grandfather'],
  ['FAGM', 'grandparent', 'Grandmother'],
  ['FAGS', 'other-relative', 'Grandson'],
  ['FAGU', 'other-relative', 'Great uncle'],
  ['FALP', 'partner', 'Life partner'],
  ['FAMF', 'foster-carer', 'Mother, foster'],
  ['FAMH', 'partner', 'Husband'],
  ['FAMI', 'other-relative', 'Mother-in-law'],
  ['FAMN', 'mother', 'Mother, natural or adoptive'],
  ['FAMO', 'other', "Mother's significant other"],
  ['FAMS', 'step-parent', 'Mother, step'],
  ['FANC', 'other-relative', 'Niece'],
  ['FANW', 'other-relative', 'Nephew'],
  ['FAOT', 'other-relative', 'Family member'],
  ['FAPF', 'foster-carer', 'Foster parent'],
  ['FAPP', 'other', 'Life partner of parent'],
  ['FASF', 'other-relative', 'Foster son'],
  ['FASH', 'half-sibling', 'Sister, half'],
  ['FASI', 'other-relative', 'Sister-in-law'],
  ['FASN', 'sibling', 'Sister, natural or adoptive'],
  ['FASO', 'child', 'Son'],
  ['FASP', 'other-relative', 'Stepson'],
  ['FASS', 'step-sibling', 'Sister, step'],
  ['FASW', 'other-relative', 'Son-in-law'],
  ['FNCF', 'partner', 'Fiancée'],
  ['FNCM', 'partner', 'Fiancé'],
  ['FRND', 'associate', 'Friend'],
  ['GUAR', 'guardian', 'Court appointed guardian'],
  ['HTCR', 'professional', 'Head teacher'],
  ['NONE', 'none', 'None'],
  ['OTHR', 'other', 'Other'],
  ['PREH', 'former-partner', 'Former husband'],
  ['PREW', 'former-partner', 'Former wife'],
  ['PROB', 'professional', 'Probation officer'],
  ['PTNP', 'other', 'Partner of parent'],
  ['PTNR', 'partner', 'Partner'],
  ['RELA', 'aunt-or-uncle', 'Aunt'],
  ['RELC', 'cousin', 'Cousin'],
  ['RELG', 'professional', 'Minister or priest'],
  ['RELU', 'aunt-or-uncle', 'Uncle'],
  ['SIGO', 'partner', 'Significant other'],
  ['SWKR', 'professional', 'Social worker'],
  ['TADV', 'professional', 'Advisor'],
  ['WARD', 'other', 'Ward'],
  ['WIFE', 'partner', 'Wife'],
  ['CAR', 'carer', 'Carer'],
  ['CHM', 'carer', 'Childminder'],
  ['DOC', 'professional', 'Doctor'],
  ['FAM', 'other-relative', 'Other family member'],
  ['OTH', 'other', 'Other contact'],
  ['PAM', 'mother', 'Mother'],
  ['PAF', 'father', 'Father'],
  ['STP', 'step-parent', 'Step parent'],
  ['FOS', 'foster-carer', 'Foster parent'],
  ['REL', 'other-relative', 'Other relative'],
  ['SWR', 'professional', 'Social worker'],
  ['RLG', 'professional', 'Religious or spiritual contact'],
  ['TCH', 'professional', 'Teacher'],
  ['HTC', 'professional', 'Head teacher'],
]);

type Role = InvolvedPerson['roles'][number]['normalised'];

/** Codes whose part in the record is more than their kind says. */
const ROLE_OF_CODE: ReadonlyMap<string, Role> = new Map([
  ['SWKR', 'social-worker'],
  ['SWR', 'social-worker'],
  ['FAFO', 'partner-of-parent'],
  ['FAMO', 'partner-of-parent'],
  ['FAPP', 'partner-of-parent'],
  ['PTNP', 'partner-of-parent'],
]);
/** Kinds of relationship that are no role of the contract, by the role that holds them. */
const ROLE_OF_KIND: ReadonlyMap<Kind, Role> = new Map([
  ['half-sibling', 'sibling'],
  ['step-sibling', 'sibling'],
  ['cousin', 'other-relative'],
  ['child', 'other-relative'],
  ['partner', 'other'],
  ['former-partner', 'other'],
  ['none', 'other'],
]);

/** What a contact is in the record. */
export function roleOf(kind: Kind, code: string): Role {
  return ROLE_OF_CODE.get(code) ?? ROLE_OF_KIND.get(kind) ?? (kind as Role);
}
