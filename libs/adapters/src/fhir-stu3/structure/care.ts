/** Structure of the STU3 resources about contacts, concerns and plans, in the notation of `StructureTables`. */
export const CARE: Readonly<Record<string, string>> = {
  Flag:
    'identifier*:Identifier status! category:CodeableConcept code!:CodeableConcept subject!:Reference period:Period ' +
    'encounter:Reference author:Reference',
  Encounter:
    'identifier*:Identifier status! statusHistory*:Encounter.StatusHistory class:Coding classHistory*:Encounter.ClassHistory ' +
    'type*:CodeableConcept priority:CodeableConcept subject:Reference episodeOfCare*:Reference incomingReferral*:Reference ' +
    'participant*:Encounter.Participant appointment:Reference period:Period length:Duration reason*:CodeableConcept ' +
    'diagnosis*:Encounter.Diagnosis account*:Reference hospitalization:Encounter.Hospitalization location*:Encounter.Location ' +
    'serviceProvider:Reference partOf:Reference',
  'Encounter.StatusHistory': 'status! period!:Period',
  'Encounter.ClassHistory': 'class!:Coding period!:Period',
  'Encounter.Participant': 'type*:CodeableConcept period:Period individual:Reference',
  'Encounter.Diagnosis': 'condition!:Reference role:CodeableConcept rank:number',
  'Encounter.Hospitalization':
    'preAdmissionIdentifier:Identifier origin:Reference admitSource:CodeableConcept reAdmission:CodeableConcept ' +
    'dietPreference*:CodeableConcept specialCourtesy*:CodeableConcept specialArrangement*:CodeableConcept ' +
    'destination:Reference dischargeDisposition:CodeableConcept',
  'Encounter.Location': 'location!:Reference status period:Period',
  EpisodeOfCare:
    'identifier*:Identifier status! statusHistory*:EpisodeOfCare.StatusHistory type*:CodeableConcept ' +
    'diagnosis*:EpisodeOfCare.Diagnosis patient!:Reference managingOrganization:Reference period:Period ' +
    'referralRequest*:Reference careManager:Reference team*:Reference account*:Reference',
  'EpisodeOfCare.StatusHistory': 'status! period!:Period',
  'EpisodeOfCare.Diagnosis': 'condition!:Reference role:CodeableConcept rank:number',
  Condition:
    'identifier*:Identifier clinicalStatus verificationStatus category*:CodeableConcept severity:CodeableConcept ' +
    'code:CodeableConcept bodySite*:CodeableConcept subject!:Reference context:Reference onset[x] abatement[x] assertedDate ' +
    'asserter:Reference stage:Condition.Stage evidence*:Condition.Evidence note*:Annotation',
  'Condition.Stage': 'summary:CodeableConcept assessment*:Reference',
  'Condition.Evidence': 'code*:CodeableConcept detail*:Reference',
  Observation:
    'identifier*:Identifier basedOn*:Reference status! category*:CodeableConcept code!:CodeableConcept subject:Reference ' +
    'context:Reference effective[x] issued performer*:Reference value[x] dataAbsentReason:CodeableConcept ' +
    'interpretation:CodeableConcept comment bodySite:CodeableConcept method:CodeableConcept specimen:Reference device:Reference ' +
    'referenceRange*:Observation.ReferenceRange related*:Observation.Related component*:Observation.Component',
  'Observation.ReferenceRange': 'low:Quantity high:Quantity type:CodeableConcept appliesTo*:CodeableConcept age:Range text',
  'Observation.Related': 'type target!:Reference',
  'Observation.Component':
    'code!:CodeableConcept value[x] dataAbsentReason:CodeableConcept interpretation:CodeableConcept ' +
    'referenceRange*:Observation.ReferenceRange',
  Communication:
    'identifier*:Identifier definition*:Reference basedOn*:Reference partOf*:Reference status! notDone:boolean ' +
    'notDoneReason:CodeableConcept category*:CodeableConcept medium*:CodeableConcept subject:Reference recipient*:Reference ' +
    'topic*:Reference context:Reference sent received sender:Reference reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'payload*:Communication.Payload note*:Annotation',
  'Communication.Payload': 'content[x]',
  ReferralRequest:
    'identifier*:Identifier definition*:Reference basedOn*:Reference replaces*:Reference groupIdentifier:Identifier status! ' +
    'intent! type:CodeableConcept priority serviceRequested*:CodeableConcept subject!:Reference context:Reference occurrence[x] ' +
    'authoredOn requester:Requester specialty:CodeableConcept recipient*:Reference reasonCode*:CodeableConcept ' +
    'reasonReference*:Reference description supportingInfo*:Reference note*:Annotation relevantHistory*:Reference',
  Requester: 'agent!:Reference onBehalfOf:Reference',
  ProcedureRequest:
    'identifier*:Identifier definition*:Reference basedOn*:Reference replaces*:Reference requisition:Identifier status! intent! ' +
    'priority doNotPerform:boolean category*:CodeableConcept code!:CodeableConcept subject!:Reference context:Reference ' +
    'occurrence[x] asNeeded[x] authoredOn requester:Requester performerType:CodeableConcept performer:Reference ' +
    'reasonCode*:CodeableConcept reasonReference*:Reference supportingInfo*:Reference specimen*:Reference ' +
    'bodySite*:CodeableConcept note*:Annotation relevantHistory*:Reference',
  Task:
    'identifier*:Identifier definition[x] basedOn*:Reference groupIdentifier:Identifier partOf*:Reference status! ' +
    'statusReason:CodeableConcept businessStatus:CodeableConcept intent! priority code:CodeableConcept description ' +
    'focus:Reference for:Reference context:Reference executionPeriod:Period authoredOn lastModified requester:Requester ' +
    'performerType*:CodeableConcept owner:Reference reason:CodeableConcept note*:Annotation relevantHistory*:Reference ' +
    'restriction:Task.Restriction input*:Task.Input output*:Task.Output',
  'Task.Restriction': 'repetitions:number period:Period recipient*:Reference',
  'Task.Input': 'type!:CodeableConcept value[x]',
  'Task.Output': 'type!:CodeableConcept value[x]',
  CarePlan:
    'identifier*:Identifier definition*:Reference basedOn*:Reference replaces*:Reference partOf*:Reference status! intent! ' +
    'category*:CodeableConcept title description subject!:Reference context:Reference period:Period author*:Reference ' +
    'careTeam*:Reference addresses*:Reference supportingInfo*:Reference goal*:Reference activity*:CarePlan.Activity ' +
    'note*:Annotation',
  'CarePlan.Activity':
    'outcomeCodeableConcept*:CodeableConcept outcomeReference*:Reference progress*:Annotation reference:Reference ' +
    'detail:CarePlan.Detail',
  'CarePlan.Detail':
    'category:CodeableConcept definition:Reference code:CodeableConcept reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'goal*:Reference status! statusReason prohibited:boolean scheduled[x] location:Reference performer*:Reference product[x] ' +
    'dailyAmount:Quantity quantity:Quantity description',
  Goal:
    'identifier*:Identifier status! category*:CodeableConcept priority:CodeableConcept description!:CodeableConcept ' +
    'subject:Reference start[x] target:Goal.Target statusDate statusReason expressedBy:Reference addresses*:Reference ' +
    'note*:Annotation outcomeCode*:CodeableConcept outcomeReference*:Reference',
  'Goal.Target': 'measure:CodeableConcept detail[x] due[x]',
  DocumentReference:
    'masterIdentifier:Identifier identifier*:Identifier status! docStatus type!:CodeableConcept class:CodeableConcept ' +
    'subject:Reference created indexed! author*:Reference authenticator:Reference custodian:Reference ' +
    'relatesTo*:DocumentReference.RelatesTo description securityLabel*:CodeableConcept content*!:DocumentReference.Content ' +
    'context:DocumentReference.Context',
  'DocumentReference.RelatesTo': 'code! target!:Reference',
  'DocumentReference.Content': 'attachment!:Attachment format:Coding',
  'DocumentReference.Context':
    'encounter:Reference event*:CodeableConcept period:Period facilityType:CodeableConcept practiceSetting:CodeableConcept ' +
    'sourcePatientInfo:Reference related*:DocumentReference.Related',
  'DocumentReference.Related': 'identifier:Identifier ref:Reference',
  Binary: 'contentType! securityContext:Reference content',
  Appointment:
    'identifier*:Identifier status! serviceCategory:CodeableConcept serviceType*:CodeableConcept specialty*:CodeableConcept ' +
    'appointmentType:CodeableConcept reason*:CodeableConcept indication*:Reference priority:number description ' +
    'supportingInformation*:Reference start end minutesDuration:number slot*:Reference created comment ' +
    'incomingReferral*:Reference participant*!:Appointment.Participant requestedPeriod*:Period',
  'Appointment.Participant': 'type*:CodeableConcept actor:Reference required status!',
};
