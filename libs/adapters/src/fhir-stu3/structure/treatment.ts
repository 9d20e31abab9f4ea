/** Structure of the STU3 resources about treatment, history, consent and questionnaires, in the notation of `StructureTables`. */
export const TREATMENT: Readonly<Record<string, string>> = {
  Immunization:
    'identifier*:Identifier status! notGiven!:boolean vaccineCode!:CodeableConcept patient!:Reference encounter:Reference date ' +
    'primarySource!:boolean reportOrigin:CodeableConcept location:Reference manufacturer:Reference lotNumber expirationDate ' +
    'site:CodeableConcept route:CodeableConcept doseQuantity:Quantity practitioner*:Immunization.Practitioner note*:Annotation ' +
    'explanation:Immunization.Explanation reaction*:Immunization.Reaction vaccinationProtocol*:Immunization.Protocol',
  'Immunization.Practitioner': 'role:CodeableConcept actor!:Reference',
  'Immunization.Explanation': 'reason*:CodeableConcept reasonNotGiven*:CodeableConcept',
  'Immunization.Reaction': 'date detail:Reference reported:boolean',
  'Immunization.Protocol':
    'doseSequence:number description authority:Reference series seriesDoses:number targetDisease*!:CodeableConcept ' +
    'doseStatus!:CodeableConcept doseStatusReason:CodeableConcept',
  Procedure:
    'identifier*:Identifier definition*:Reference basedOn*:Reference partOf*:Reference status! notDone:boolean ' +
    'notDoneReason:CodeableConcept category:CodeableConcept code:CodeableConcept subject!:Reference context:Reference ' +
    'performed[x] performer*:Procedure.Performer location:Reference reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'bodySite*:CodeableConcept outcome:CodeableConcept report*:Reference complication*:CodeableConcept ' +
    'complicationDetail*:Reference followUp*:CodeableConcept note*:Annotation focalDevice*:Procedure.FocalDevice ' +
    'usedReference*:Reference usedCode*:CodeableConcept',
  'Procedure.Performer': 'role:CodeableConcept actor!:Reference onBehalfOf:Reference',
  'Procedure.FocalDevice': 'action:CodeableConcept manipulated!:Reference',
  DiagnosticReport:
    'identifier*:Identifier basedOn*:Reference status! category:CodeableConcept code!:CodeableConcept subject:Reference ' +
    'context:Reference effective[x] issued performer*:DiagnosticReport.Performer specimen*:Reference result*:Reference ' +
    'imagingStudy*:Reference image*:DiagnosticReport.Image conclusion codedDiagnosis*:CodeableConcept presentedForm*:Attachment',
  'DiagnosticReport.Performer': 'role:CodeableConcept actor!:Reference',
  'DiagnosticReport.Image': 'comment link!:Reference',
  Specimen:
    'identifier*:Identifier accessionIdentifier:Identifier status type:CodeableConcept subject!:Reference receivedTime ' +
    'parent*:Reference request*:Reference collection:Specimen.Collection note*:Annotation',
  'Specimen.Collection': 'collector:Reference collected[x] quantity:Quantity method:CodeableConcept bodySite:CodeableConcept',
  AllergyIntolerance:
    'identifier*:Identifier clinicalStatus verificationStatus! type category* criticality code:CodeableConcept ' +
    'patient!:Reference onset[x] assertedDate recorder:Reference asserter:Reference lastOccurrence note*:Annotation ' +
    'reaction*:AllergyIntolerance.Reaction',
  'AllergyIntolerance.Reaction':
    'substance:CodeableConcept manifestation*!:CodeableConcept description onset severity exposureRoute:CodeableConcept ' +
    'note*:Annotation',
  MedicationRequest:
    'identifier*:Identifier definition*:Reference basedOn*:Reference groupIdentifier:Identifier status intent! ' +
    'category:CodeableConcept priority medication[x] subject!:Reference context:Reference supportingInformation*:Reference ' +
    'authoredOn requester:Requester recorder:Reference reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation ' +
    'dosageInstruction*:Dosage dispenseRequest:MedicationRequest.DispenseRequest substitution:MedicationRequest.Substitution ' +
    'priorPrescription:Reference detectedIssue*:Reference eventHistory*:Reference',
  'MedicationRequest.DispenseRequest':
    'validityPeriod:Period numberOfRepeatsAllowed:number quantity:Quantity expectedSupplyDuration:Duration performer:Reference',
  'MedicationRequest.Substitution': 'allowed:boolean reason:CodeableConcept',
  MedicationStatement:
    'identifier*:Identifier basedOn*:Reference partOf*:Reference context:Reference status! category:CodeableConcept ' +
    'medication[x] effective[x] dateAsserted informationSource:Reference subject!:Reference derivedFrom*:Reference taken! ' +
    'reasonNotTaken*:CodeableConcept reasonCode*:CodeableConcept reasonReference*:Reference note*:Annotation dosage*:Dosage',
  MedicationAdministration:
    'identifier*:Identifier definition*:Reference partOf*:Reference status! category:CodeableConcept medication[x] ' +
    'subject!:Reference context:Reference supportingInformation*:Reference effective[x] ' +
    'performer*:MedicationAdministration.Performer notGiven:boolean reasonNotGiven*:CodeableConcept reasonCode*:CodeableConcept ' +
    'reasonReference*:Reference prescription:Reference device*:Reference note*:Annotation ' +
    'dosage:MedicationAdministration.Dosage eventHistory*:Reference',
  'MedicationAdministration.Performer': 'actor!:Reference onBehalfOf:Reference',
  'MedicationAdministration.Dosage': 'text site:CodeableConcept route:CodeableConcept method:CodeableConcept dose:Quantity rate[x]',
  Medication:
    'code:CodeableConcept status isBrand:boolean isOverTheCounter:boolean manufacturer:Reference form:CodeableConcept ' +
    'ingredient*:Medication.Ingredient package:Medication.Package image*:Attachment',
  'Medication.Ingredient': 'item[x] isActive:boolean amount:Ratio',
  'Medication.Package': 'container:CodeableConcept content*:Medication.Content batch*:Medication.Batch',
  'Medication.Content': 'item[x] amount:Quantity',
  'Medication.Batch': 'lotNumber expirationDate',
  FamilyMemberHistory:
    'identifier*:Identifier definition*:Reference status! notDone:boolean notDoneReason:CodeableConcept patient!:Reference date ' +
    'name relationship!:CodeableConcept gender born[x] age[x] estimatedAge:boolean deceased[x] reasonCode*:CodeableConcept ' +
    'reasonReference*:Reference note*:Annotation condition*:FamilyMemberHistory.Condition',
  'FamilyMemberHistory.Condition': 'code!:CodeableConcept outcome:CodeableConcept onset[x] note*:Annotation',
  ClinicalImpression:
    'identifier*:Identifier status! code:CodeableConcept description subject!:Reference context:Reference effective[x] date ' +
    'assessor:Reference previous:Reference problem*:Reference investigation*:ClinicalImpression.Investigation protocol* summary ' +
    'finding*:ClinicalImpression.Finding prognosisCodeableConcept*:CodeableConcept prognosisReference*:Reference ' +
    'action*:Reference note*:Annotation',
  'ClinicalImpression.Investigation': 'code!:CodeableConcept item*:Reference',
  'ClinicalImpression.Finding': 'item[x] basis',
  Consent:
    'identifier:Identifier status! category*:CodeableConcept patient!:Reference period:Period dateTime ' +
    'consentingParty*:Reference actor*:Consent.Actor action*:CodeableConcept organization*:Reference source[x] ' +
    'policy*:Consent.Policy policyRule securityLabel*:Coding purpose*:Coding dataPeriod:Period data*:Consent.Data ' +
    'except*:Consent.Except',
  'Consent.Actor': 'role!:CodeableConcept reference!:Reference',
  'Consent.Policy': 'authority uri',
  'Consent.Data': 'meaning! reference!:Reference',
  'Consent.Except':
    'type! period:Period actor*:Consent.Actor action*:CodeableConcept securityLabel*:Coding purpose*:Coding class*:Coding ' +
    'code*:Coding dataPeriod:Period data*:Consent.Data',
  QuestionnaireResponse:
    'identifier:Identifier basedOn*:Reference parent*:Reference questionnaire:Reference status! subject:Reference ' +
    'context:Reference authored author:Reference source:Reference item*:QuestionnaireResponse.Item',
  'QuestionnaireResponse.Item':
    'linkId! definition text subject:Reference answer*:QuestionnaireResponse.Answer item*:QuestionnaireResponse.Item',
  'QuestionnaireResponse.Answer': 'value[x] item*:QuestionnaireResponse.Item',
};
