import type { Involvement } from '@mash-gateway/contracts';
import type { Facts } from '../map/entry-mapping.js';
import { lookup } from '../read/lookup.js';

/** Where a resource type keeps what every entry has. Members are tried in order. */
export interface Outline {
  readonly kind: Facts['kind'];
  /** CodeableConcepts that say what it is. */
  readonly codes: readonly string[];
  /** dateTime members, Period members, or bases of choices. */
  readonly when: readonly string[];
  readonly recorded?: string;
  /** Texts of the account. */
  readonly words?: readonly string[];
  /** References to those who took part, with what they are called. */
  readonly actors?: readonly (readonly [member: string, part: Involvement['part'], role: string])[];
  readonly organisation?: string;
  /** References to other entries. */
  readonly related?: readonly string[];
}

/** Outlines of the resource types that need no mapping of their own. */
export const OUTLINES: Readonly<Record<string, Outline>> = lookup({
  Immunization: {
    kind: 'immunisation',
    codes: ['vaccineCode'],
    when: ['occurrence'],
    recorded: 'recorded',
    related: ['reasonReference'],
  },
  Procedure: {
    kind: 'procedure',
    codes: ['code', 'category'],
    when: ['performed'],
    actors: [
      ['recorder', 'author', 'Recorder'],
      ['asserter', 'informant', 'Asserter'],
    ],
    related: ['reasonReference', 'report', 'basedOn', 'partOf'],
  },
  DiagnosticReport: {
    kind: 'observation',
    codes: ['code', 'category'],
    when: ['effective'],
    recorded: 'issued',
    words: ['conclusion'],
    actors: [
      ['performer', 'performer', 'Performer'],
      ['resultsInterpreter', 'performer', 'Interpreter of the results'],
    ],
    related: ['result', 'basedOn'],
  },
  AllergyIntolerance: {
    kind: 'condition',
    codes: ['code'],
    when: ['onset', 'recordedDate'],
    recorded: 'recordedDate',
    actors: [
      ['recorder', 'author', 'Recorder'],
      ['asserter', 'informant', 'Asserter'],
    ],
  },
  MedicationRequest: {
    kind: 'medication',
    codes: ['category'],
    when: ['authoredOn'],
    recorded: 'authoredOn',
    actors: [
      ['requester', 'responsible', 'Requester'],
      ['performer', 'performer', 'Performer'],
      ['recorder', 'author', 'Recorder'],
    ],
    related: ['reasonReference', 'basedOn'],
  },
  MedicationStatement: {
    kind: 'medication',
    codes: ['category'],
    when: ['effective', 'dateAsserted'],
    recorded: 'dateAsserted',
    actors: [['informationSource', 'informant', 'Source of the information']],
    related: ['reasonReference', 'derivedFrom'],
  },
  MedicationAdministration: { kind: 'medication', codes: ['category'], when: ['effective'], related: ['reasonReference', 'request'] },
  Appointment: {
    kind: 'encounter',
    codes: ['serviceType', 'appointmentType', 'reasonCode'],
    when: ['start'],
    recorded: 'created',
    words: ['description', 'comment'],
  },
  EpisodeOfCare: {
    kind: 'encounter',
    codes: ['type'],
    when: ['period'],
    organisation: 'managingOrganization',
    actors: [['careManager', 'responsible', 'Care manager']],
  },
  Consent: {
    kind: 'legal',
    codes: ['category', 'scope'],
    when: ['dateTime'],
    recorded: 'dateTime',
    organisation: 'organization',
    actors: [['performer', 'other', 'Consented']],
  },
  QuestionnaireResponse: {
    kind: 'assessment',
    codes: [],
    when: ['authored'],
    recorded: 'authored',
    actors: [
      ['author', 'author', 'Author'],
      ['source', 'informant', 'Who answered'],
    ],
  },
  RiskAssessment: {
    kind: 'assessment',
    codes: ['code'],
    when: ['occurrence'],
    words: ['mitigation'],
    actors: [['performer', 'performer', 'Performer']],
  },
  ClinicalImpression: {
    kind: 'assessment',
    codes: ['code'],
    when: ['effective', 'date'],
    words: ['summary', 'description'],
    actors: [['assessor', 'performer', 'Assessor']],
  },
  Task: {
    kind: 'other',
    codes: ['code', 'reasonCode', 'businessStatus'],
    when: ['executionPeriod', 'authoredOn'],
    recorded: 'authoredOn',
    words: ['description'],
    actors: [
      ['requester', 'reporter', 'Requester'],
      ['owner', 'responsible', 'Owner'],
    ],
    related: ['focus'],
  },
  Goal: {
    kind: 'other',
    codes: ['description', 'category'],
    when: ['start', 'statusDate'],
    recorded: 'statusDate',
    related: ['addresses'],
  },
  CareTeam: { kind: 'other', codes: ['category', 'reasonCode'], when: ['period'], organisation: 'managingOrganization' },
  FamilyMemberHistory: { kind: 'household', codes: ['relationship'], when: ['date'], recorded: 'date' },
});

/** Any other resource about a person: what most resources of R4 call the same. */
export const ANY: Outline = {
  kind: 'other',
  codes: ['code', 'type', 'category'],
  when: ['period', 'billablePeriod', 'effective', 'occurrence', 'performed', 'date', 'created', 'authoredOn'],
  recorded: 'created',
  words: ['description'],
};
