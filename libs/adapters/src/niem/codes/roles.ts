import type { Word } from '../../code-systems/published-table.js';

/** What an element, association or word makes of a person. */
export interface RoleRule {
  readonly role: Word<'PERSON_ROLES'>;
  readonly part?: Word<'INVOLVEMENTS'>;
  /** The element is only ever used of somebody who is under age (NIEM 6.0, hs:ChildType and its kind). */
  readonly child?: true;
}

const VICTIM: RoleRule = { role: 'victim', part: 'victim' };
// JXDM: a subject is involved or suspected of being involved in a violation of the law.
const SUSPECT: RoleRule = { role: 'suspect', part: 'suspect' };
const WITNESS: RoleRule = { role: 'witness', part: 'witness' };
const REPORTER: RoleRule = { role: 'reporter', part: 'reporter' };
const OFFICER: RoleRule = { role: 'professional' };
const INVOLVED: RoleRule = { role: 'involved-party', part: 'other' };
const JUVENILE: RoleRule = { role: 'other-child', child: true };

/** Role elements of LEXS, N-DEx, JXDM and the human-services domain. */
export const ROLE_ELEMENTS: ReadonlyMap<string, RoleRule> = new Map<string, RoleRule>([
  ['Victim', VICTIM],
  ['ChildVictim', { ...VICTIM, child: true }],
  ['HumanTraffickingVictim', VICTIM],
  ['Suspect', SUSPECT],
  ['IncidentSubject', SUSPECT],
  ['Subject', SUSPECT],
  ['ArrestSubject', SUSPECT],
  ['Arrestee', SUSPECT],
  ['ChargeSubject', SUSPECT],
  ['Witness', WITNESS],
  ['OtherInvolvedPerson', INVOLVED],
  ['EnforcementOfficial', OFFICER],
  ['MissingPerson', { role: 'missing-person', part: 'about' }],
  ['MissingChildReporter', REPORTER],
  ['Child', JUVENILE],
  ['Juvenile', JUVENILE],
  ['PlacedJuvenile', JUVENILE],
  ['JuvenileStudent', JUVENILE],
  ['Ward', JUVENILE],
  ['Guardian', { role: 'guardian' }],
  ['Parent', { role: 'parent' }],
  ['PlacementPerson', { role: 'carer' }],
  ['Caseworker', { role: 'social-worker' }],
]);

/** Associations of a person with an activity whose name says the part. */
export const ROLE_ASSOCIATIONS: ReadonlyMap<string, RoleRule> = new Map<string, RoleRule>([
  ['IncidentVictimPersonAssociation', VICTIM],
  ['IncidentVictimAssociation', VICTIM],
  ['OffenseVictimPersonAssociation', VICTIM],
  ['OffenseVictimAssociation', VICTIM],
  ['IncidentSubjectPersonAssociation', SUSPECT],
  ['IncidentSubjectAssociation', SUSPECT],
  ['OffenseSubjectPersonAssociation', SUSPECT],
  ['OffenseSubjectAssociation', SUSPECT],
  ['ArrestSubjectAssociation', SUSPECT],
  ['IncidentWitnessAssociation', WITNESS],
  ['OffenseWitnessAssociation', WITNESS],
  ['ActivityEnforcementOfficialAssociation', OFFICER],
  ['ArrestOfficerAssociation', OFFICER],
  ['ActivityReportingPersonAssociation', REPORTER],
  ['ActivityInvolvedPersonAssociation', INVOLVED],
]);

/** Words of PersonActivityInvolvementText, a free text, that are certain. */
export const INVOLVEMENT_WORDS: ReadonlyMap<string, RoleRule> = new Map<string, RoleRule>([
  ['victim', VICTIM],
  ['suspect', SUSPECT],
  ['offender', { role: 'offender', part: 'suspect' }],
  ['subject', SUSPECT],
  ['arrestee', SUSPECT],
  ['witness', WITNESS],
  ['complainant', REPORTER],
  ['reporting party', REPORTER],
  ['reporter', REPORTER],
  ['missing person', { role: 'missing-person', part: 'about' }],
  ['parent', { role: 'parent', part: 'other' }],
  ['guardian', { role: 'guardian', part: 'other' }],
]);
