import type { Child, Coding } from '@mash-gateway/contracts';

/** What any person of a record may carry: the fields a child shares with other people. */
export type Demographics = Pick<
  Child,
  | 'names'
  | 'birthDate'
  | 'age'
  | 'death'
  | 'sex'
  | 'gender'
  | 'pronouns'
  | 'identifiers'
  | 'addresses'
  | 'telecoms'
  | 'ethnicity'
  | 'observedEthnicity'
  | 'languages'
  | 'communicationNeeds'
  | 'disabilities'
  | 'religion'
  | 'nationality'
>;

/** What was read of one person, before it is placed in a record. */
export interface PersonFacts {
  readonly fields: Demographics;
  /** Warning markers. */
  readonly warnings: readonly Coding[];
  /** Must not be found: said so, or has an address or number that is hidden or withheld. */
  readonly restricted: boolean;
}
