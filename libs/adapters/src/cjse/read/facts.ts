import type {
  Charge,
  Child,
  Coding,
  InvolvedPerson,
  Measure,
  Organisation,
  Place,
  Professional,
  Reference,
  Source,
  StatedHandling,
  When,
} from '@mash-gateway/contracts';
import type { IssueList } from '../../kit/issues.js';

/** What the dialects say in common, in the words of the contract; the records are put together from it. */
export interface Message {
  /** What the envelope says of itself. */
  readonly source: Pick<
    Source,
    'system' | 'authoredAt' | 'expiresAt' | 'messageType' | 'addressedTo' | 'references' | 'sourceVersion' | 'organisation'
  >;
  readonly handling: Pick<StatedHandling, 'sensitivity' | 'labels'>;
  readonly matters: readonly Matter[];
  /** Issues of the message as a whole. */
  readonly issues: IssueList;
}

/** One case or court application at one hearing, with everyone in it. */
export interface Matter {
  readonly path: string;
  /** Names the matter in source record ids: PTIURN, or the id of the application. */
  readonly key: string | undefined;
  readonly references: readonly Reference[];
  readonly hearing: Hearing;
  /** Whether the hearing has taken place: a result, or only a case that is to be heard. */
  readonly heard: boolean;
  readonly parties: readonly Party[];
  /** The officer in the case. */
  readonly professionals: readonly Professional[];
  readonly codes: readonly Coding[];
  readonly measures: readonly Measure[];
  /** Reporting restrictions on the whole hearing. */
  readonly restrictions: readonly Coding[];
  readonly issues: IssueList;
}

/** Where and when a matter is heard. */
export interface Hearing {
  readonly court: Organisation | undefined;
  readonly at: string | undefined;
  readonly codes: readonly Coding[];
  readonly measures: readonly Measure[];
}

/** What any person of a message may carry. */
export type Demographics = Pick<
  Child,
  | 'names'
  | 'birthDate'
  | 'gender'
  | 'identifiers'
  | 'addresses'
  | 'telecoms'
  | 'ethnicity'
  | 'observedEthnicity'
  | 'languages'
  | 'communicationNeeds'
  | 'disabilities'
  | 'nationality'
  | 'occupation'
>;

/** What somebody is in a matter. */
export type PartPlayed = 'defendant' | 'victim' | 'witness' | 'subject' | 'applicant' | 'respondent' | 'third-party';

/** Someone of a matter who may be a child; every one is a position of the submission. */
export interface Party {
  readonly path: string;
  readonly part: PartPlayed;
  /** Names the party in source record ids, where the source gives an id. */
  readonly key: string | undefined;
  /** Undefined for an organisation. */
  readonly person: Demographics | undefined;
  /** The source itself says that this is, or is not, a youth; undefined when it does not say. */
  readonly youth: boolean | undefined;
  readonly markers: readonly Coding[];
  /** Parents and guardians. */
  readonly family: readonly Omit<InvolvedPerson, 'personId'>[];
  /** Who represents the party. */
  readonly representatives: readonly Professional[];
  /** Of a defendant, the offences charged; of a victim, those suffered; of a witness, those witnessed. */
  readonly offences: readonly Offence[];
  readonly codes: readonly Coding[];
  /** Bail, remand and results that are not about one offence. */
  readonly outcomes: readonly Coding[];
  readonly measures: readonly Measure[];
  readonly next: readonly Hearing[];
  readonly issues: IssueList;
}

/** One offence with what the court did about it. */
export interface Offence {
  readonly charge: Charge;
  readonly occurredAt: When | undefined;
  readonly place: Place | undefined;
  readonly title: string | undefined;
  readonly wording: string | undefined;
  readonly codes: readonly Coding[];
  readonly outcomes: readonly Coding[];
  readonly measures: readonly Measure[];
  /** Figures of the results: durations, amounts, conditions. They are the accused's. */
  readonly sentence: readonly Measure[];
  readonly references: readonly Reference[];
  readonly restrictions: readonly Coding[];
  readonly next: readonly Hearing[];
}
