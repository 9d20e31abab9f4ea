import type { Severity } from '@mash-gateway/contracts';
import { codeTable } from '../../kit/code-table.js';
import type { Word } from '../../code-systems/published-table.js';

const NAMESPACE = 'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/';

/** How serious an abuse is said to be (NIEM 6.0, hs:AbuseNeglectSeverityCode). */
export const ABUSE_SEVERITY = codeTable<Severity['normalised']>(`${NAMESPACE}#AbuseNeglectSeverityCodeType`, 'unknown', [
  ['Fatal', 'high', 'Fatal'],
  ['Severe', 'high', 'Severe'],
  ['Medium', 'medium', 'Medium'],
  ['Minor', 'low', 'Minor'],
]);

/** What became of an allegation (NIEM 6.0, hs:ChildWelfareChargeStatusCategoryCode). */
export const ALLEGATION_STATUS = codeTable<Word<'INFORMATION_STATES'>>(`${NAMESPACE}#ChildWelfareChargeStatusCategoryCodeType`, 'unknown', [
  ['Adjudicated', 'completed', 'A court entered a formal judgment that dependency, neglect, or abuse occurred'],
  ['Dismissed', 'completed', 'A court entered a formal judgment dismissing the allegation'],
  ['Indicated', 'active', 'An investigation of the allegation indicated that dependency, neglect, or abuse occurred'],
  ['Pending', 'active', 'Child protective services has received the allegation'],
  ['Under investigation', 'active', 'An investigation of the allegation is in progress'],
  ['Unsubstantiated', 'completed', 'Child protective services could not substantiate the allegation'],
]);

/**
 * Kinds of abuse in hs:AbuseNeglectAllegationCategoryText. The element is free text, so only whole phrases that cannot
 * mean anything else are read (NCANDS maltreatment types); any other is kept as written.
 */
export const ABUSE_WORDS: ReadonlyMap<string, Word<'CONCERN_CATEGORIES'>> = new Map<string, Word<'CONCERN_CATEGORIES'>>([
  ['physical abuse', 'physical-abuse'],
  ['neglect', 'neglect'],
  ['neglect or deprivation of necessities', 'neglect'],
  ['medical neglect', 'neglect'],
  ['educational neglect', 'neglect'],
  ['abandonment', 'neglect'],
  ['sexual abuse', 'sexual-abuse'],
  ['sexual exploitation', 'child-sexual-exploitation'],
  ['psychological or emotional maltreatment', 'emotional-abuse'],
  ['emotional abuse', 'emotional-abuse'],
  ['psychological abuse', 'emotional-abuse'],
  ['domestic violence', 'domestic-abuse'],
  ['sex trafficking', 'trafficking-or-modern-slavery'],
  ['human trafficking', 'trafficking-or-modern-slavery'],
]);
