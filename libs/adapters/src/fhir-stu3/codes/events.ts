import type { codes } from '@mash-gateway/contracts';
import { lookup } from '../../fhir/read/lookup.js';

type Kind = (typeof codes.INFORMATION_KINDS)[number];

/** An event of a message, and what it becomes. */
export interface Event {
  /** Its name as published. */
  readonly name: string;
  /** The kind of the entries that carry the event. */
  readonly kind: Kind;
  /** Resource types that become that kind; all others keep the kind their type has. Empty where the entry is derived or the type is enough. */
  readonly types: readonly string[];
}

const event = (name: string, kind: Kind, ...types: readonly string[]): Event => ({ name, kind, types });

/** https://fhir.nhs.uk/STU3/CodeSystem/DCH-ChildHealthEventType-1. */
export const CHILD_HEALTH_EVENTS: Readonly<Record<string, Event>> = lookup({
  CH001: event('Additional Demographics', 'demographic-change'),
  CH002: event('Admission Details', 'encounter', 'Encounter'),
  CH003: event('Allergies and Adverse Reactions', 'allergy', 'AllergyIntolerance'),
  CH004: event('Assessment Scales', 'assessment', 'Observation', 'QuestionnaireResponse'),
  CH005: event('Birth Details', 'birth'),
  CH006: event('Blood Spot Sample Taken', 'screening', 'Procedure', 'Observation', 'Specimen'),
  CH007: event('Clinical Risk Factors', 'condition', 'Condition', 'Observation'),
  CH008: event('Problem List', 'condition', 'Condition'),
  CH009: event('Discharge Details', 'encounter', 'Encounter'),
  CH010: event('Early Years Progress', 'assessment', 'Observation', 'QuestionnaireResponse'),
  CH011: event('Emergency Care Attendance', 'encounter', 'Encounter'),
  CH012: event('Examination Findings', 'observation', 'Observation'),
  CH013: event('Family History', 'family-history', 'FamilyMemberHistory', 'Observation', 'Condition'),
  CH014: event('Feeding Status', 'observation', 'Observation'),
  CH015: event('Vaccinations', 'immunisation', 'Immunization'),
  CH016: event('Individual Requirements', 'special-need', 'Observation', 'QuestionnaireResponse', 'Condition'),
  CH017: event('Information and Advice Given', 'advice', 'Communication', 'Procedure', 'Observation'),
  CH018: event('Observations', 'observation', 'Observation'),
  CH019: event('Medication Statement', 'medication', 'MedicationStatement'),
  CH020: event('Developmental Skills', 'assessment', 'Observation', 'QuestionnaireResponse'),
  CH021: event('Newborn Hearing', 'screening', 'Procedure', 'Observation'),
  CH022: event('Parent, Guardian or Personal Comment', 'comment', 'Communication', 'Observation'),
  CH023: event('Personal Contacts', 'demographic-change'),
  CH024: event('NIPE Outcome', 'screening', 'Procedure', 'Observation'),
  CH025: event('Plan and Requested Actions', 'plan', 'CarePlan'),
  CH026: event('Professional Summary', 'comment', 'Communication', 'ClinicalImpression'),
  CH027: event('Professional Contacts', 'encounter', 'EpisodeOfCare'),
  CH028: event('Referral', 'referral', 'ReferralRequest', 'ProcedureRequest'),
  // Which Observation is an alert is for its own mapper to say: an answer may be no.
  CH029: event('Safety Alerts', 'concern'),
  CH030: event('Social Context Household', 'household', 'QuestionnaireResponse', 'Observation'),
  CH031: event('Social Context', 'household', 'QuestionnaireResponse', 'Observation'),
  CH032: event('Educational History', 'enrolment', 'EpisodeOfCare', 'QuestionnaireResponse', 'Observation'),
  CH033: event('Legal Information', 'plan', 'CarePlan'),
  CH034: event('Blood Spot Card Received', 'screening', 'Procedure', 'Observation', 'Specimen'),
  CH035: event('Blood Spot Test Outcome', 'screening', 'Procedure', 'Observation', 'DiagnosticReport'),
  CH036: event('Medication Administration', 'medication', 'MedicationAdministration'),
  CH037: event('Investigation Results', 'observation', 'DiagnosticReport', 'Observation'),
});

/** https://fhir.nhs.uk/STU3/CodeSystem/EventType-1 (NEMS). */
export const NEMS_EVENTS: Readonly<Record<string, Event>> = lookup({
  'pds-birth-notification-1': event('PDS Birth Notification', 'birth'),
  'pds-change-of-address-1': event('PDS Change of Address', 'demographic-change'),
  'pds-change-of-gp-1': event('PDS Change of GP', 'demographic-change'),
  'pds-death-notification-1': event('PDS Death Notification', 'death'),
  'pds-record-change-1': event('PDS Record Change', 'demographic-change'),
  'blood-spot-test-outcome-1': event('Blood Spot Test Outcome', 'screening', 'Procedure', 'Observation', 'DiagnosticReport'),
  'newborn-hearing-1': event('Newborn Hearing', 'screening', 'Procedure', 'Observation'),
  'nipe-outcome-1': event('NIPE Outcome', 'screening', 'Procedure', 'Observation'),
  'vaccinations-1': event('Vaccinations', 'immunisation', 'Immunization'),
  'professional-contacts-1': event('Professional Contacts', 'encounter', 'EpisodeOfCare'),
});

/** https://fhir.nhs.uk/STU3/CodeSystem/EMS-EventType-1: the codes of the same events before NEMS. */
export const EMS_EVENTS: Readonly<Record<string, string>> = lookup({
  PDS001: 'pds-change-of-gp-1',
  PDS002: 'pds-change-of-address-1',
  PDS003: 'pds-birth-notification-1',
  PDS004: 'pds-death-notification-1',
});

/** What a demographic event says has changed, by the name of the event. */
export const CHANGED: Readonly<Record<string, string>> = lookup({
  'PDS Change of Address': 'address',
  'PDS Change of GP': 'general-practice',
  'PDS Record Change': 'record',
  'Additional Demographics': 'demographics',
  'Personal Contacts': 'contacts',
});

/** By name: earlier child health events are coded with their name, later ones with the name in lower case and `-1`. */
const BY_NAME: Readonly<Record<string, Event>> = lookup(
  Object.fromEntries(Object.values(CHILD_HEALTH_EVENTS).map((item) => [slug(item.name), item])),
);

/** The event a code names; undefined for events of other standards. */
export function eventOf(code: string | undefined): Event | undefined {
  if (code === undefined) return undefined;
  return CHILD_HEALTH_EVENTS[code] ?? NEMS_EVENTS[EMS_EVENTS[code] ?? code] ?? BY_NAME[slug(code.replace(/-1$/u, ''))];
}

/** Events in which PDS says how a person's record stands: each supersedes the one before it. */
export function isStanding({ name }: Event): boolean {
  return name.startsWith('PDS ');
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
}
