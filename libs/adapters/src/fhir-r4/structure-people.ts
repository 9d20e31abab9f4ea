/**
 * Structure of the resources about people, organisations and messages.
 * Notation, one string per type: `name` is a text, `name:Type` another type, `*` repeats, `!` is required,
 * `name[x]` is a choice of types (FHIR R4 Datatypes; each resource's own page).
 */
export const PEOPLE: Readonly<Record<string, string>> = {
  Patient:
    'identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint gender birthDate deceased[x] ' +
    'address*:Address maritalStatus:CodeableConcept multipleBirth[x] photo*:Attachment contact*:Patient.Contact ' +
    'communication*:Patient.Communication generalPractitioner*:Reference managingOrganization:Reference link*:Patient.Link',
  'Patient.Contact':
    'relationship*:CodeableConcept name:HumanName telecom*:ContactPoint address:Address gender organization:Reference ' + 'period:Period',
  'Patient.Communication': 'language!:CodeableConcept preferred:boolean',
  'Patient.Link': 'other!:Reference type',
  RelatedPerson:
    'identifier*:Identifier active:boolean patient!:Reference relationship*:CodeableConcept name*:HumanName ' +
    'telecom*:ContactPoint gender birthDate address*:Address photo*:Attachment period:Period ' +
    'communication*:RelatedPerson.Communication',
  'RelatedPerson.Communication': 'language!:CodeableConcept preferred:boolean',
  Person:
    'identifier*:Identifier name*:HumanName telecom*:ContactPoint gender birthDate address*:Address photo:Attachment ' +
    'managingOrganization:Reference active:boolean link*:Person.Link',
  'Person.Link': 'target!:Reference assurance',
  Practitioner:
    'identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint address*:Address gender birthDate ' +
    'photo*:Attachment qualification*:Practitioner.Qualification communication*:CodeableConcept',
  'Practitioner.Qualification': 'identifier*:Identifier code!:CodeableConcept period:Period issuer:Reference',
  PractitionerRole:
    'identifier*:Identifier active:boolean period:Period practitioner:Reference organization:Reference code*:CodeableConcept ' +
    'specialty*:CodeableConcept location*:Reference healthcareService*:Reference telecom*:ContactPoint ' +
    'availableTime*:PractitionerRole.AvailableTime notAvailable*:PractitionerRole.NotAvailable availabilityExceptions ' +
    'endpoint*:Reference',
  'PractitionerRole.AvailableTime': 'daysOfWeek* allDay:boolean availableStartTime availableEndTime',
  'PractitionerRole.NotAvailable': 'description during:Period',
  Organization:
    'identifier*:Identifier active:boolean type*:CodeableConcept name alias* telecom*:ContactPoint address*:Address ' +
    'partOf:Reference contact*:Organization.Contact endpoint*:Reference',
  'Organization.Contact': 'purpose:CodeableConcept name:HumanName telecom*:ContactPoint address:Address',
  Location:
    'identifier*:Identifier status operationalStatus:Coding name alias* description mode type*:CodeableConcept ' +
    'telecom*:ContactPoint address:Address physicalType:CodeableConcept position:Location.Position ' +
    'managingOrganization:Reference partOf:Reference hoursOfOperation*:Location.HoursOfOperation availabilityExceptions ' +
    'endpoint*:Reference',
  'Location.Position': 'longitude:number latitude:number altitude:number',
  'Location.HoursOfOperation': 'daysOfWeek* allDay:boolean openingTime closingTime',
  HealthcareService:
    'identifier*:Identifier active:boolean providedBy:Reference category*:CodeableConcept type*:CodeableConcept ' +
    'specialty*:CodeableConcept location*:Reference name comment extraDetails photo:Attachment telecom*:ContactPoint ' +
    'coverageArea*:Reference serviceProvisionCode*:CodeableConcept eligibility*:HealthcareService.Eligibility ' +
    'program*:CodeableConcept characteristic*:CodeableConcept communication*:CodeableConcept referralMethod*:CodeableConcept ' +
    'appointmentRequired:boolean availableTime*:HealthcareService.AvailableTime notAvailable*:HealthcareService.NotAvailable ' +
    'availabilityExceptions endpoint*:Reference',
  'HealthcareService.Eligibility': 'code:CodeableConcept comment',
  'HealthcareService.AvailableTime': 'daysOfWeek* allDay:boolean availableStartTime availableEndTime',
  'HealthcareService.NotAvailable': 'description during:Period',
  Device:
    'identifier*:Identifier definition:Reference udiCarrier*:Device.UdiCarrier status statusReason*:CodeableConcept ' +
    'distinctIdentifier manufacturer manufactureDate expirationDate lotNumber serialNumber deviceName*:Device.DeviceName ' +
    'modelNumber partNumber type:CodeableConcept specialization*:Device.Specialization version*:Device.Version ' +
    'property*:Device.Property patient:Reference owner:Reference contact*:ContactPoint location:Reference url ' +
    'note*:Annotation safety*:CodeableConcept parent:Reference',
  'Device.UdiCarrier': 'deviceIdentifier issuer jurisdiction carrierAIDC carrierHRF entryType',
  'Device.DeviceName': 'name type',
  'Device.Specialization': 'systemType:CodeableConcept version',
  'Device.Version': 'type:CodeableConcept component:Identifier value',
  'Device.Property': 'type:CodeableConcept valueQuantity*:Quantity valueCode*:CodeableConcept',
  AuditEvent:
    'type:Coding subtype*:Coding action period:Period recorded outcome outcomeDesc purposeOfEvent*:CodeableConcept ' +
    'agent*:AuditEvent.Agent source:AuditEvent.Source entity*:AuditEvent.Entity',
  'AuditEvent.Agent':
    'type:CodeableConcept role*:CodeableConcept who:Reference altId name requestor:boolean location:Reference policy* media:Coding ' +
    'network:AuditEvent.Network purposeOfUse*:CodeableConcept',
  'AuditEvent.Network': 'address type',
  'AuditEvent.Source': 'site observer:Reference type*:Coding',
  'AuditEvent.Entity':
    'what:Reference type:Coding role:Coding lifecycle:Coding securityLabel*:Coding name description query ' + 'detail*:AuditEvent.Detail',
  'AuditEvent.Detail': 'type value[x]',
  CareTeam:
    'identifier*:Identifier status category*:CodeableConcept name subject:Reference encounter:Reference period:Period ' +
    'participant*:CareTeam.Participant reasonCode*:CodeableConcept reasonReference*:Reference managingOrganization*:Reference ' +
    'telecom*:ContactPoint note*:Annotation',
  'CareTeam.Participant': 'role*:CodeableConcept member:Reference onBehalfOf:Reference period:Period',
  Bundle: 'identifier:Identifier type! timestamp total:number link*:Bundle.Link entry*:Bundle.Entry signature:Signature',
  'Bundle.Link': 'relation url',
  'Bundle.Entry': 'link*:Bundle.Link fullUrl resource:Resource search:Bundle.Search request:Bundle.Request response:Bundle.Response',
  'Bundle.Search': 'mode score:number',
  'Bundle.Request': 'method url ifNoneMatch ifModifiedSince ifMatch ifNoneExist',
  'Bundle.Response': 'status location etag lastModified outcome:Resource',
  MessageHeader:
    'event[x] destination*:MessageHeader.Destination sender:Reference enterer:Reference author:Reference ' +
    'source!:MessageHeader.Source responsible:Reference reason:CodeableConcept response:MessageHeader.Response ' +
    'focus*:Reference definition',
  'MessageHeader.Destination': 'name target:Reference endpoint receiver:Reference',
  'MessageHeader.Source': 'name software version contact:ContactPoint endpoint',
  'MessageHeader.Response': 'identifier code details:Reference',
  Composition:
    'identifier:Identifier status! type!:CodeableConcept category*:CodeableConcept subject:Reference encounter:Reference ' +
    'date! author*!:Reference title! confidentiality attester*:Composition.Attester custodian:Reference ' +
    'relatesTo*:Composition.RelatesTo event*:Composition.Event section*:Composition.Section',
  'Composition.Attester': 'mode time party:Reference',
  'Composition.RelatesTo': 'code target[x]',
  'Composition.Event': 'code*:CodeableConcept period:Period detail*:Reference',
  'Composition.Section':
    'title code:CodeableConcept author*:Reference focus:Reference mode orderedBy:CodeableConcept entry*:Reference ' +
    'emptyReason:CodeableConcept section*:Composition.Section',
  OperationOutcome: 'issue*!:OperationOutcome.Issue',
  'OperationOutcome.Issue': 'severity code details:CodeableConcept diagnostics location* expression*',
  List:
    'identifier*:Identifier status mode title code:CodeableConcept subject:Reference encounter:Reference date ' +
    'source:Reference orderedBy:CodeableConcept note*:Annotation entry*:List.Entry emptyReason:CodeableConcept',
  'List.Entry': 'flag:CodeableConcept deleted:boolean date item!:Reference',
};
