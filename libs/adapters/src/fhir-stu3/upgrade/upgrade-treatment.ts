import type { Moving } from './moving.js';

/** What changed between STU3 and R4 in the resources about treatment, history, consent and questionnaires. */
export const TREATMENT_UPGRADES: Readonly<Record<string, (moving: Moving) => Moving>> = {
  Immunization: (moving) =>
    moving
      .rename('date', 'occurrenceDateTime')
      .lift('explanation', 'reason', 'reasonCode')
      .lift('explanation', 'reasonNotGiven', 'reasonNotGiven')
      .notDone('notGiven', 'reasonNotGiven')
      .rename('practitioner', 'performer')
      .each('performer', (part) => part.rename('role', 'function'))
      .rename('vaccinationProtocol', 'protocolApplied')
      .each('protocolApplied', (part) =>
        part.rename('doseSequence', 'doseNumberPositiveInt').rename('seriesDoses', 'seriesDosesPositiveInt'),
      ),
  Procedure: (moving) => moving.notDone('notDone', 'notDoneReason').each('performer', (part) => part.rename('role', 'function')),
  DiagnosticReport: (moving) => moving.list('category').rename('codedDiagnosis', 'conclusionCode').rename('image', 'media'),
  Specimen: (moving) => moving.concept('status', 'http://hl7.org/fhir/specimen-status', 'specimenStatus'),
  AllergyIntolerance: (moving) =>
    moving
      .concept('clinicalStatus', 'http://hl7.org/fhir/allergy-clinical-status')
      .concept('verificationStatus', 'http://hl7.org/fhir/allergy-verification-status')
      .rename('assertedDate', 'recordedDate'),
  MedicationRequest: (moving) => moving.list('category').lift('requester', 'onBehalfOf', 'onBehalfOf').unwrap('requester', 'agent'),
  MedicationStatement: (moving) => moving.concept('taken', 'http://hl7.org/fhir/medication-statement-taken'),
  MedicationAdministration: (moving) => moving.notDone('notGiven', 'reasonNotGiven').rename('prescription', 'request'),
  FamilyMemberHistory: (moving) => moving.notDone('notDone', 'notDoneReason'),
  Consent: (moving) => moving.rename('consentingParty', 'performer'),
};
