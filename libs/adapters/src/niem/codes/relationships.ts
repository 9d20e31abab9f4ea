import { codeTable } from '../../kit/code-table.js';
import type { Word } from '../../code-systems/published-table.js';

type Kind = Word<'RELATIONSHIP_KINDS'>;

/** NIBRS data element 35 and N-DEx VictimToSubjectRelationshipCode: what the victim is to the subject. */
export const VICTIM_RELATIONSHIP_SYSTEM = 'http://fbi.gov/cjis/nibrs/nibrs-codes#VictimToSubjectRelationshipCodeType';

/** What the victim is to the subject, and what that makes the subject to the victim. */
interface Row {
  readonly code: string;
  /** Codes of the flat file and the words of N-DEx 2.1 for the same. */
  readonly also: readonly string[];
  readonly victimIs: Kind;
  readonly subjectIs: Kind;
}

function row(code: string, also: readonly string[], victimIs: Kind, subjectIs: Kind): Row {
  return { code, also, victimIs, subjectIs };
}

/** NIBRS technical specification, data element 35; nibrs-codes VictimToSubjectRelationshipCodeType (4.2, 2019). */
export const VICTIM_RELATIONSHIPS: readonly Row[] = [
  row('Accomplice', [], 'other', 'other'),
  row('Acquaintance', ['AQ'], 'associate', 'associate'),
  row('Authority Figure', [], 'other', 'other'),
  row('Babysittee', ['BE'], 'other', 'carer'),
  row('Babysitter', [], 'carer', 'other'),
  row('Boyfriend_Girlfriend', ['BG', 'Boyfriend', 'Girlfriend'], 'partner', 'partner'),
  row('Caregiver', [], 'carer', 'other'),
  // The child of one's partner: neither one's own child nor one's step-child.
  row('Child of Boyfriend_Girlfriend', ['CF'], 'other', 'other'),
  row('Client', [], 'other', 'other'),
  row('Cohabitant', ['CO'], 'household-member', 'household-member'),
  row('Delivery Person', [], 'other', 'other'),
  row('Employee', ['EE'], 'other', 'other'),
  row('Employer', ['ER'], 'other', 'other'),
  row('Ex_Relationship', ['XR'], 'former-partner', 'former-partner'),
  row('Ex_Spouse', ['XS'], 'former-partner', 'former-partner'),
  row('Family Member', ['OF', 'Other Family Member'], 'other-relative', 'other-relative'),
  row('Family Member_Aunt', [], 'aunt-or-uncle', 'other-relative'),
  row('Family Member_Child', ['CH', 'Child'], 'child', 'parent'),
  row('Family Member_Cousin', [], 'cousin', 'cousin'),
  row('Family Member_Foster Child', ['FC'], 'other', 'foster-carer'),
  row('Family Member_Foster Parent', ['FP'], 'foster-carer', 'other'),
  row('Family Member_Grandchild', ['GC', 'Grandchild'], 'other-relative', 'grandparent'),
  row('Family Member_Grandparent', ['GP', 'Grandparent'], 'grandparent', 'other-relative'),
  row('Family Member_In-Law', ['IL'], 'other-relative', 'other-relative'),
  row('Family Member_Nephew', [], 'other-relative', 'aunt-or-uncle'),
  row('Family Member_Niece', [], 'other-relative', 'aunt-or-uncle'),
  row('Family Member_Parent', ['PA', 'Parent'], 'parent', 'child'),
  row('Family Member_Sibling', ['SB', 'Sibling'], 'sibling', 'sibling'),
  row('Family Member_Spouse', ['SE', 'Spouse'], 'partner', 'partner'),
  row('Family Member_Spouse_Common Law', ['CS'], 'partner', 'partner'),
  row('Family Member_Stepchild', ['SC', 'Stepchild'], 'other-relative', 'step-parent'),
  row('Family Member_Stepparent', ['SP', 'Stepparent'], 'step-parent', 'other-relative'),
  row('Family Member_Stepsibling', ['SS', 'Stepsibling'], 'step-sibling', 'step-sibling'),
  row('Family Member_Uncle', [], 'aunt-or-uncle', 'other-relative'),
  row('Former Employee', [], 'other', 'other'),
  row('Former Employer', [], 'other', 'other'),
  row('Friend', ['FR'], 'associate', 'associate'),
  row('Guardian', [], 'guardian', 'other'),
  row('Homosexual relationship', ['HR'], 'partner', 'partner'),
  row('Neighbor', ['NE'], 'associate', 'associate'),
  row('NonFamily_Otherwise Known', ['OK'], 'associate', 'associate'),
  row('Patient', [], 'other', 'professional'),
  row('Relationship Unknown', ['RU'], 'unknown', 'unknown'),
  row('Stranger', ['ST'], 'none', 'none'),
  row('Student', [], 'other', 'professional'),
  row('Teacher', [], 'professional', 'other'),
  row('Victim Was Offender', ['VO'], 'other', 'other'),
];

const BY_CODE = new Map(VICTIM_RELATIONSHIPS.flatMap((entry) => [entry.code, ...entry.also].map((code) => [code.toLowerCase(), entry])));

/** The row of a code, whatever its case; undefined when it is not in the list. */
export function victimRelationship(code: string): Row | undefined {
  return BY_CODE.get(code.toLowerCase());
}

/** What the parent is to the child (NIEM 6.0, hs:ParentChildKinshipCategoryCode). */
export const KINSHIP = codeTable<Kind>(
  'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/#ParentChildKinshipCategoryCodeType',
  'other',
  [
    ['Adoption', 'adoptive-parent', 'Adoption'],
    ['Biological', 'parent', 'Biological'],
    ['Foster', 'foster-carer', 'Foster'],
    ['Guardianship', 'guardian', 'Guardianship'],
    ['Marriage', 'step-parent', 'Marriage'],
    // Said to be the parent, and not shown to be.
    ['Putative', 'other', 'Putative'],
    ['Surrogate', 'other', 'Surrogate'],
  ],
);

/** What the source person is to the target person (NIEM 6.0, hs:PersonOtherKinAssociationCategoryCode), the codes that are certain. */
export const OTHER_KIN = codeTable<Kind>(
  'https://docs.oasis-open.org/niemopen/ns/model/domains/humanServices/6.0/#PersonOtherKinAssociationCodeType',
  'other',
  [
    ['Authority Figure', 'other', 'Authority Figure'],
    ['Babysitter', 'carer', 'Babysitter'],
    ['Brother', 'sibling', 'Brother'],
    ['Brother-In-Law', 'other-relative', 'Brother-In-Law'],
    ['Clergy', 'other', 'Clergy'],
    ['Coach', 'other', 'Coach'],
    ['Domestic Partner', 'partner', 'Domestic Partner'],
    ['Father-in-Law', 'other-relative', 'Father-in-Law'],
    ['Fiance', 'partner', 'Fiance'],
    ['Fiancee', 'partner', 'Fiancee'],
    ['Fictive Kin', 'other', 'Fictive Kin'],
    ['Godfather', 'other', 'Godfather'],
    ['Godmother', 'other', 'Godmother'],
    ['Granddaughter', 'other-relative', 'Granddaughter'],
    ['Grandson', 'other-relative', 'Grandson'],
    ['Roommate', 'household-member', 'Roommate'],
    ['Significant Other', 'partner', 'Significant Other'],
    ['Sister', 'sibling', 'Sister'],
    ['Sister-In-Law', 'other-relative', 'Sister-In-Law'],
    ['Teacher', 'professional', 'Teacher'],
    ['Unrelated Friend', 'associate', 'Unrelated Friend'],
  ],
);

/** Associations of two people whose name says what the first is to the second, with the names of the two ends. */
export interface KinRule {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly kind: Kind;
}

const PARENT = { from: ['Parent', 'ParentReference'], to: ['Child', 'ChildReference'] };

/** Association → ends and kind; an end that has no name of its own is taken by its place. */
export const KIN_ASSOCIATIONS: ReadonlyMap<string, KinRule> = new Map<string, KinRule>([
  [
    'GuardianWardAssociation',
    {
      from: ['Guardian', 'GuardianReference', 'GuardianPersonReference'],
      to: ['Ward', 'WardReference', 'WardPersonReference'],
      kind: 'guardian',
    },
  ],
  ['ParentChildAssociation', { ...PARENT, kind: 'parent' }],
  ['BiologicalParentChildAssociation', { ...PARENT, kind: 'parent' }],
  ['AdoptiveParentChildAssociation', { ...PARENT, kind: 'adoptive-parent' }],
  ['FosterParentChildAssociation', { ...PARENT, kind: 'foster-carer' }],
  ['PutativeParentChildAssociation', { ...PARENT, kind: 'other' }],
  ['PersonOtherKinAssociation', { from: ['SourcePerson'], to: ['TargetPerson'], kind: 'other' }],
  ['PersonSpouseAssociation', { from: [], to: [], kind: 'partner' }],
  ['PersonUnionAssociation', { from: [], to: [], kind: 'partner' }],
  ['PersonAssociation', { from: [], to: [], kind: 'other' }],
  ['PersonFamilyAssociation', { from: [], to: [], kind: 'other-relative' }],
  ['FamilyAssociation', { from: [], to: [], kind: 'other-relative' }],
]);
