/**
 * Structure of the resources about concerns, contacts and plans.
 * Notation, one string per type: `name` is a text, `name:Type` another type, `*` repeats, `!` is required,
 * `name[x]` is a choice of types (FHIR R4 Datatypes; each resource's own page).
 */
export const CARE: Readonly<Record<string, string>> = {
  Flag:
    'identifier*:Identifier status! category*:CodeableConcept code!:CodeableConcept subject!:Reference period:Period ' +
    'encounter:Reference author:Reference',
  Encounter:
    'identifier*:Identifier status! statusHistory*:Encounter.StatusHistory class!:Coding classHistory*:Encounter.ClassHistory ' +
    'type*:CodeableConcept serviceType:CodeableConcept priority:CodeableConcept subject:Reference episodeOfCare*:Reference ' +
    'basedOn*:Reference participant*:Encounter.Participant appointment*:Reference period:Period length:Duration ' +
    'reasonCode*:CodeableConcept reasonReference*:Reference diagnosis*:Encounter.Diagnosis account*:Reference ' +
    'hospitalization:Encounter.Hospitalization location*:Encounter.Location serviceProvider:Reference partOf:Reference',
  'Encounter.StatusHistory': 'status period!:Period',
  'Encounter.ClassHistory': 'class!:Coding period!:Period',
  'Encounter.Participant': 'type*:CodeableConcept period:Period individual:Reference',
  'Encounter.Diagnosis': 'condition!:Reference use:CodeableConcept rank:number',
  'Encounter.Hospitalization':
    'preAdmissionIdentifier:Identifier origin:Reference admitSource:CodeableConcept reAdmission:CodeableConcept ' +
    'dietPreference*:CodeableConcept specialCourtesy*:CodeableConcept specialArrangement*:CodeableConcept ' +
    'destination:Reference dischargeDisposition:CodeableConcept',
  'Encounter.Location': 'location!:Reference status physicalType:CodeableConcept period:Period',
  EpisodeOfCare:
    'identifier*:Identifier status statusHistory*:EpisodeOfCare.StatusHistory type*:CodeableConcept ' +
    'diagnosis*:EpisodeOfCare.Diagnosis patient!:Reference managingOrganization:Reference period:Period ' +
    'referralRequest*:Reference careManager:Reference team*:Reference account*:Reference',
  'EpisodeOfCare.StatusHistory': 'status period!:Period',
  'EpisodeOfCare.Diagnosis': 'condition!:Reference role:CodeableConcept rank:number',
  Condition:
    'identifier*:Identifier clinicalStatus:CodeableConcept verificationStatus:CodeableConcept category*:CodeableConcept ' +
    'severity:CodeableConcept code:CodeableConcept bodySite*:CodeableConcept subject!:Reference encounter:Reference onset[x] ' +
    'abatement[x] recordedDate recorder:Reference asserter:Reference stage*:Condition.Stage evidence*:Condition.Evidence ' +
    'note*:Annotation',
  'Condition.Stage': 'summary:CodeableConcept assessment*:Reference type:CodeableConcept',
  'Condition.Evidence': 'code*:CodeableConcept detail*:Reference',
  Observation:
    'identifier*:Identifier basedOn*:Reference partOf*:Reference status! category*:CodeableConcept code!:CodeableConcept ' +
    'subject:Reference focus*:Reference encounter:Reference effective[x] issued performer*:Reference value[x] ' +
    'dataAbsentReason:CodeableConcept interpretation*:CodeableConcept note*:Annotation bodySite:CodeableConcept ' +
    'method:CodeableConcept specimen:Reference device:Reference referenceRange*:Observation.ReferenceRange ' +
    'hasMember*:Reference derivedFrom*:Reference component*:Observation.Component',
  'Observation.ReferenceRange': 'low:Quantity high:Quantity type:CodeableConcept appliesTo*:CodeableConcept age:Range text',
  'Observation.Component':
    'code!:CodeableConcept value[x] dataAbsentReason:CodeableConcept interpretation*:CodeableConcept ' +
    'referenceRange*:Observation.ReferenceRange',
  Communication:
    'identifier*:Identifier instantiatesCanonical* instantiatesUri* basedOn*:Reference partOf*:Reference ' +
    'inResponseTo*:Reference status! statusReason:CodeableConcept category*:CodeableConcept priority medium*:CodeableConcept ' +
    'subject:Reference topic:CodeableConcept about*:Reference encounter:Reference sent received recipient*:Reference ' +
    'sender:Reference reasonCode*:CodeableConcept reasonReference*:Reference payload*:Communication.Payload note*:Annotation',
  'Communication.Payload': 'content[x]',
  ServiceRequest:
    'identifier*:Identifier instantiatesCanonical* instantiatesUri* basedOn*:Reference replaces*:Reference ' +
    'requisition:Identifier status! intent! category*:CodeableConcept priority doNotPerform:boolean code:CodeableConcept ' +
    'orderDetail*:CodeableConcept quantityQuantity:Quantity quantityRatio:Ratio quantityRange:Range subject!:Reference ' +
    'encounter:Reference occurrence[x] asNeeded[x] authoredOn requester:Reference performerType:CodeableConcept ' +
    'performer*:Reference locationCode*:CodeableConcept locationReference*:Reference reasonCode*:CodeableConcept ' +
    'reasonReference*:Reference insurance*:Reference supportingInfo*:Reference specimen*:Reference bodySite*:CodeableConcept ' +
    'note*:Annotation patientInstruction relevantHistory*:Reference',
  Task:
    'identifier*:Identifier instantiatesCanonical instantiatesUri basedOn*:Reference groupIdentifier:Identifier ' +
    'partOf*:Reference status! statusReason:CodeableConcept businessStatus:CodeableConcept intent! priority ' +
    'code:CodeableConcept description focus:Reference for:Reference encounter:Reference executionPeriod:Period authoredOn ' +
    'lastModified requester:Reference performerType*:CodeableConcept owner:Reference location:Reference ' +
    'reasonCode:CodeableConcept reasonReference:Reference insurance*:Reference note*:Annotation relevantHistory*:Reference ' +
    'restriction:Task.Restriction input*:Task.Input output*:Task.Output',
  'Task.Restriction': 'repetitions:number period:Period recipient*:Reference',
  'Task.Input': 'type!:CodeableConcept value[x]',
  'Task.Output': 'type!:CodeableConcept value[x]',
  CarePlan:
    'identifier*:Identifier instantiatesCanonical* instantiatesUri* basedOn*:Reference replaces*:Reference partOf*:Reference ' +
    'status! intent! category*:CodeableConcept title description subject!:Reference encounter:Reference period:Period created ' +
    'author:Reference contributor*:Reference careTeam*:Reference addresses*:Reference supportingInfo*:Reference ' +
    'goal*:Reference activity*:CarePlan.Activity note*:Annotation',
  'CarePlan.Activity':
    'outcomeCodeableConcept*:CodeableConcept outcomeReference*:Reference progress*:Annotation reference:Reference ' +
    'detail:CarePlan.Detail',
  'CarePlan.Detail':
    'kind instantiatesCanonical* instantiatesUri* code:CodeableConcept reasonCode*:CodeableConcept reasonReference*:Reference ' +
    'goal*:Reference status statusReason:CodeableConcept doNotPerform:boolean scheduled[x] location:Reference ' +
    'performer*:Reference product[x] dailyAmount:Quantity quantity:Quantity description',
  Goal:
    'identifier*:Identifier lifecycleStatus achievementStatus:CodeableConcept category*:CodeableConcept ' +
    'priority:CodeableConcept description!:CodeableConcept subject!:Reference start[x] target*:Goal.Target statusDate ' +
    'statusReason expressedBy:Reference addresses*:Reference note*:Annotation outcomeCode*:CodeableConcept ' +
    'outcomeReference*:Reference',
  'Goal.Target':
    'measure:CodeableConcept detailQuantity:Quantity detailRange:Range detailCodeableConcept:CodeableConcept detailString ' +
    'detailBoolean:boolean detailInteger:number detailRatio:Ratio due[x]',
  DocumentReference:
    'masterIdentifier:Identifier identifier*:Identifier status! docStatus type:CodeableConcept category*:CodeableConcept ' +
    'subject:Reference date author*:Reference authenticator:Reference custodian:Reference ' +
    'relatesTo*:DocumentReference.RelatesTo description securityLabel*:CodeableConcept content*!:DocumentReference.Content ' +
    'context:DocumentReference.Context',
  'DocumentReference.RelatesTo': 'code target!:Reference',
  'DocumentReference.Content': 'attachment!:Attachment format:Coding',
  'DocumentReference.Context':
    'encounter*:Reference event*:CodeableConcept period:Period facilityType:CodeableConcept practiceSetting:CodeableConcept ' +
    'sourcePatientInfo:Reference related*:Reference',
  Binary: 'contentType securityContext:Reference data',
  Appointment:
    'identifier*:Identifier status! cancelationReason:CodeableConcept serviceCategory*:CodeableConcept ' +
    'serviceType*:CodeableConcept specialty*:CodeableConcept appointmentType:CodeableConcept reasonCode*:CodeableConcept ' +
    'reasonReference*:Reference priority:number description supportingInformation*:Reference start end minutesDuration:number ' +
    'slot*:Reference created comment patientInstruction basedOn*:Reference participant*!:Appointment.Participant ' +
    'requestedPeriod*:Period',
  'Appointment.Participant': 'type*:CodeableConcept actor:Reference required status period:Period',
};
