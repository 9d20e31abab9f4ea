import { codeTable, type CodeTable } from '../kit/code-table.js';

/** Lists of the form. Each code is what the web form sends; in the CSV template its words may stand instead. */
const SYSTEM = 'mash-gateway/concern-form';

/** Who sends it: the agency of the sender, not of the feed. */
export const AGENCY = codeTable(`${SYSTEM}/agency`, 'other', [
  ['health', 'health', 'Health'],
  ['police', 'police', 'Police'],
  ['education', 'education', 'School, nursery or college'],
  ['justice', 'justice', 'Probation, youth justice or court'],
  ['childrens-services', 'childrens-services', "Children's social care"],
  ['other', 'other', 'Charity, club, housing or somebody else'],
]);

export const CONCERN = codeTable(`${SYSTEM}/concern`, 'other', [
  ['neglect', 'neglect', 'Neglect'],
  ['physical', 'physical-abuse', 'Physical abuse'],
  ['sexual', 'sexual-abuse', 'Sexual abuse'],
  ['emotional', 'emotional-abuse', 'Emotional abuse'],
  ['domestic', 'domestic-abuse', 'Domestic abuse'],
  ['sexual-exploitation', 'child-sexual-exploitation', 'Sexual exploitation'],
  ['criminal-exploitation', 'child-criminal-exploitation', 'Criminal exploitation'],
  ['trafficking', 'trafficking-or-modern-slavery', 'Trafficking or modern slavery'],
  ['radicalisation', 'radicalisation', 'Radicalisation'],
  ['fgm', 'female-genital-mutilation', 'Female genital mutilation'],
  ['forced-marriage', 'forced-marriage', 'Forced marriage'],
  ['online', 'online-harm', 'Harm online'],
  ['self-harm', 'self-harm', 'Self-harm'],
  ['mental-health', 'mental-health', 'Mental health of the child'],
  ['parent-substance', 'parental-substance-misuse', 'Drugs or alcohol of a parent'],
  ['parent-mental-health', 'parental-mental-health', 'Mental health of a parent'],
  ['missing', 'missing', 'Missing'],
  ['unborn', 'unborn-concern', 'Concern for an unborn child'],
  ['other', 'other', 'Something else'],
]);

/** What a person is to the child; the word is both the relationship and the role. */
export const RELATION = codeTable(`${SYSTEM}/relation`, 'other', [
  ['mother', 'mother', 'Mother'],
  ['father', 'father', 'Father'],
  ['step-parent', 'step-parent', 'Step-parent'],
  ['foster-carer', 'foster-carer', 'Foster carer'],
  ['guardian', 'guardian', 'Guardian'],
  ['grandparent', 'grandparent', 'Grandparent'],
  ['sibling', 'sibling', 'Brother or sister'],
  ['relative', 'other-relative', 'Other relative'],
  ['household', 'household-member', 'Lives in the household'],
  ['professional', 'professional', 'Works with the child'],
  ['other', 'other', 'Somebody else'],
  ['unknown', 'unknown', 'Not known'],
]);

export const GENDER = codeTable(`${SYSTEM}/gender`, 'unknown', [
  ['female', 'female', 'Girl'],
  ['male', 'male', 'Boy'],
  ['other', 'other', 'In another way'],
  ['unknown', 'unknown', 'Not known'],
]);

export const CONSENT = codeTable(`${SYSTEM}/consent`, 'unknown', [
  ['given', 'sought-and-given', 'Asked, and agreed'],
  ['refused', 'sought-and-refused', 'Asked, and refused'],
  ['not-sought', 'not-sought', 'Not asked'],
  ['not-required', 'not-required', 'Not needed'],
]);

export const YES_NO = codeTable(`${SYSTEM}/yes-no`, 'unknown', [
  ['yes', 'yes', 'Yes'],
  ['no', 'no', 'No'],
  ['unknown', 'unknown', 'Not known'],
]);

/** The code of a table for what was written: the code itself, or its words, whatever their case. Anything else stays as written. */
export function codeOf(table: CodeTable<string>, written: string | undefined): string | undefined {
  const plain = written?.trim().toLowerCase();
  const row = Object.entries(table.entries).find(([code, { display }]) => code === plain || display.toLowerCase() === plain);
  return row?.[0] ?? written;
}
