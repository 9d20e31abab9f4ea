/**
 * Structure of the resources about treatment, consent and questionnaires.
 * Notation, one string per type: `name` is a text, `name:Type` another type, `*` repeats, `!` is required,
 * `name[x]` is a choice of types (FHIR R4 Datatypes; each resource's own page).
 */
export const TREATMENT: Readonly<Record<string, string>> = {
  Immunization:
    'identifier*:Identifier status! statusReason:CodeableConcept vaccineCode!:CodeableConcept patient!:Reference ' +
    'encounter:Reference occurrence[x] recorded primarySource:boolean reportOrigin:CodeableConcept location:Reference ' +
    'manufacturer:Reference lotNumber expirationDate site:CodeableConcept route:CodeableConcept doseQuantity:Quantity ' +
    'performer*:Immunization.Performer note*:Annotation reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'isSubpotent:boolean subpotentReason*:CodeableConcept education*:Immunization.Education ' +
    'programEligibility*:CodeableConcept fundingSource:CodeableConcept reaction*:Immunization.Reaction ' +
    'protocolApplied*:Immunization.ProtocolApplied',
  'Immunization.Performer': 'function:CodeableConcept actor!:Reference',
  'Immunization.Education': 'documentType reference publicationDate presentationDate',
  'Immunization.Reaction': 'date detail:Reference reported:boolean',
  'Immunization.ProtocolApplied':
    'series authority:Reference targetDisease*:CodeableConcept doseNumberPositiveInt:number doseNumberString ' +
    'seriesDosesPositiveInt:number seriesDosesString',
  Procedure:
    'identifier*:Identifier instantiatesCanonical* instantiatesUri* basedOn*:Reference partOf*:Reference status! ' +
    'statusReason:CodeableConcept category:CodeableConcept code:CodeableConcept subject!:Reference encounter:Reference ' +
    'performed[x] recorder:Reference asserter:Reference performer*:Procedure.Performer location:Reference ' +
    'reasonCode*:CodeableConcept reasonReference*:Reference bodySite*:CodeableConcept outcome:CodeableConcept ' +
    'report*:Reference complication*:CodeableConcept complicationDetail*:Reference followUp*:CodeableConcept note*:Annotation ' +
    'focalDevice*:Procedure.FocalDevice usedReference*:Reference usedCode*:CodeableConcept',
  'Procedure.Performer': 'function:CodeableConcept actor!:Reference onBehalfOf:Reference',
  'Procedure.FocalDevice': 'action:CodeableConcept manipulated!:Reference',
  DiagnosticReport:
    'identifier*:Identifier basedOn*:Reference status! category*:CodeableConcept code!:CodeableConcept subject:Reference ' +
    'encounter:Reference effective[x] issued performer*:Reference resultsInterpreter*:Reference specimen*:Reference ' +
    'result*:Reference imagingStudy*:Reference media*:DiagnosticReport.Media conclusion conclusionCode*:CodeableConcept ' +
    'presentedForm*:Attachment',
  'DiagnosticReport.Media': 'comment link!:Reference',
  AllergyIntolerance:
    'identifier*:Identifier clinicalStatus:CodeableConcept verificationStatus:CodeableConcept type category* criticality ' +
    'code:CodeableConcept patient!:Reference encounter:Reference onset[x] recordedDate recorder:Reference asserter:Reference ' +
    'lastOccurrence note*:Annotation reaction*:AllergyIntolerance.Reaction',
  'AllergyIntolerance.Reaction':
    'substance:CodeableConcept manifestation*!:CodeableConcept description onset severity exposureRoute:CodeableConcept ' +
    'note*:Annotation',
  MedicationRequest:
    'identifier*:Identifier status! statusReason:CodeableConcept intent! category*:CodeableConcept priority ' +
    'doNotPerform:boolean reported[x] medication[x] subject!:Reference encounter:Reference supportingInformation*:Reference ' +
    'authoredOn requester:Reference performer:Reference performerType:CodeableConcept recorder:Reference ' +
    'reasonCode*:CodeableConcept reasonReference*:Reference instantiatesCanonical* instantiatesUri* basedOn*:Reference ' +
    'groupIdentifier:Identifier courseOfTherapyType:CodeableConcept insurance*:Reference note*:Annotation ' +
    'dosageInstruction*:Dosage dispenseRequest:MedicationRequest.DispenseRequest substitution:MedicationRequest.Substitution ' +
    'priorPrescription:Reference detectedIssue*:Reference eventHistory*:Reference',
  'MedicationRequest.DispenseRequest':
    'initialFill:MedicationRequest.InitialFill dispenseInterval:Duration validityPeriod:Period numberOfRepeatsAllowed:number ' +
    'quantity:Quantity expectedSupplyDuration:Duration performer:Reference',
  'MedicationRequest.InitialFill': 'quantity:Quantity duration:Duration',
  'MedicationRequest.Substitution': 'allowed[x] reason:CodeableConcept',
  MedicationStatement:
    'identifier*:Identifier basedOn*:Reference partOf*:Reference status statusReason*:CodeableConcept ' +
    'category:CodeableConcept medication[x] subject!:Reference context:Reference effective[x] dateAsserted ' +
    'informationSource:Reference derivedFrom*:Reference reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'note*:Annotation dosage*:Dosage',
  MedicationAdministration:
    'identifier*:Identifier instantiates* partOf*:Reference status statusReason*:CodeableConcept category:CodeableConcept ' +
    'medication[x] subject!:Reference context:Reference supportingInformation*:Reference effective[x] ' +
    'performer*:MedicationAdministration.Performer reasonCode*:CodeableConcept reasonReference*:Reference request:Reference ' +
    'device*:Reference note*:Annotation dosage:MedicationAdministration.Dosage eventHistory*:Reference',
  'MedicationAdministration.Performer': 'function:CodeableConcept actor!:Reference',
  'MedicationAdministration.Dosage': 'text site:CodeableConcept route:CodeableConcept method:CodeableConcept dose:Quantity rate[x]',
  Medication:
    'identifier*:Identifier code:CodeableConcept status manufacturer:Reference form:CodeableConcept amount:Ratio ' +
    'ingredient*:Medication.Ingredient batch:Medication.Batch',
  'Medication.Ingredient': 'item[x] isActive:boolean strength:Ratio',
  'Medication.Batch': 'lotNumber expirationDate',
  Consent:
    'identifier*:Identifier status scope!:CodeableConcept category*!:CodeableConcept patient:Reference dateTime ' +
    'performer*:Reference organization*:Reference source[x] policy*:Consent.Policy policyRule:CodeableConcept ' +
    'verification*:Consent.Verification provision:Consent.Provision',
  'Consent.Policy': 'authority uri',
  'Consent.Verification': 'verified:boolean verifiedWith:Reference verificationDate',
  'Consent.Provision':
    'type period:Period actor*:Consent.Actor action*:CodeableConcept securityLabel*:Coding purpose*:Coding class*:Coding ' +
    'code*:CodeableConcept dataPeriod:Period data*:Consent.Data provision*:Consent.Provision',
  'Consent.Actor': 'role!:CodeableConcept reference!:Reference',
  'Consent.Data': 'meaning reference!:Reference',
  QuestionnaireResponse:
    'identifier:Identifier basedOn*:Reference partOf*:Reference questionnaire status subject:Reference encounter:Reference ' +
    'authored author:Reference source:Reference item*:QuestionnaireResponse.Item',
  'QuestionnaireResponse.Item': 'linkId definition text answer*:QuestionnaireResponse.Answer item*:QuestionnaireResponse.Item',
  'QuestionnaireResponse.Answer': 'value[x] item*:QuestionnaireResponse.Item',
  Coverage:
    'identifier*:Identifier status type:CodeableConcept policyHolder:Reference subscriber:Reference subscriberId ' +
    'beneficiary!:Reference dependent relationship:CodeableConcept period:Period payor*!:Reference class*:Coverage.Class ' +
    'order:number network costToBeneficiary*:Coverage.CostToBeneficiary subrogation:boolean contract*:Reference',
  'Coverage.Class': 'type!:CodeableConcept value name',
  'Coverage.CostToBeneficiary': 'type:CodeableConcept value[x] exception*:Coverage.Exception',
  'Coverage.Exception': 'type!:CodeableConcept period:Period',
};
