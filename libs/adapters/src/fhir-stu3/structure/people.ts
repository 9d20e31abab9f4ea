/** Structure of the STU3 resources about people, organisations and messages, in the notation of `StructureTables`. */
export const PEOPLE: Readonly<Record<string, string>> = {
  Patient:
    'identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint gender birthDate deceased[x] ' +
    'address*:Address maritalStatus:CodeableConcept multipleBirth[x] photo*:Attachment contact*:Patient.Contact ' +
    'animal:Patient.Animal communication*:Patient.Communication generalPractitioner*:Reference managingOrganization:Reference ' +
    'link*:Patient.Link',
  'Patient.Contact':
    'relationship*:CodeableConcept name:HumanName telecom*:ContactPoint address:Address gender organization:Reference period:Period',
  'Patient.Animal': 'species!:CodeableConcept breed:CodeableConcept genderStatus:CodeableConcept',
  'Patient.Communication': 'language!:CodeableConcept preferred:boolean',
  'Patient.Link': 'other!:Reference type',
  RelatedPerson:
    'identifier*:Identifier active:boolean patient!:Reference relationship:CodeableConcept name*:HumanName ' +
    'telecom*:ContactPoint gender birthDate address*:Address photo*:Attachment period:Period',
  Person:
    'identifier*:Identifier name*:HumanName telecom*:ContactPoint gender birthDate address*:Address photo:Attachment ' +
    'managingOrganization:Reference active:boolean link*:Person.Link',
  'Person.Link': 'target!:Reference assurance',
  Group: 'identifier*:Identifier active:boolean type! actual!:boolean code:CodeableConcept name quantity:number member*:Group.Member',
  'Group.Member': 'entity!:Reference period:Period inactive:boolean',
  Practitioner:
    'identifier*:Identifier active:boolean name*:HumanName telecom*:ContactPoint address*:Address gender birthDate ' +
    'photo*:Attachment qualification*:Practitioner.Qualification communication*:CodeableConcept',
  'Practitioner.Qualification': 'identifier*:Identifier code!:CodeableConcept period:Period issuer:Reference',
  PractitionerRole:
    'identifier*:Identifier active:boolean period:Period practitioner:Reference organization:Reference code*:CodeableConcept ' +
    'specialty*:CodeableConcept location*:Reference healthcareService*:Reference telecom*:ContactPoint ' +
    'availableTime*:AvailableTime notAvailable*:NotAvailable availabilityExceptions endpoint*:Reference',
  AvailableTime: 'daysOfWeek* allDay:boolean availableStartTime availableEndTime',
  NotAvailable: 'description! during:Period',
  Organization:
    'identifier*:Identifier active:boolean type*:CodeableConcept name alias* telecom*:ContactPoint address*:Address ' +
    'partOf:Reference contact*:Organization.Contact endpoint*:Reference',
  'Organization.Contact': 'purpose:CodeableConcept name:HumanName telecom*:ContactPoint address:Address',
  Location:
    'identifier*:Identifier status operationalStatus:Coding name alias* description mode type:CodeableConcept ' +
    'telecom*:ContactPoint address:Address physicalType:CodeableConcept position:Location.Position ' +
    'managingOrganization:Reference partOf:Reference endpoint*:Reference',
  'Location.Position': 'longitude:number latitude:number altitude:number',
  HealthcareService:
    'identifier*:Identifier active:boolean providedBy:Reference category:CodeableConcept type*:CodeableConcept ' +
    'specialty*:CodeableConcept location*:Reference name comment extraDetails photo:Attachment telecom*:ContactPoint ' +
    'coverageArea*:Reference serviceProvisionCode*:CodeableConcept eligibility:CodeableConcept eligibilityNote programName* ' +
    'characteristic*:CodeableConcept referralMethod*:CodeableConcept appointmentRequired:boolean availableTime*:AvailableTime ' +
    'notAvailable*:NotAvailable availabilityExceptions endpoint*:Reference',
  CareTeam:
    'identifier*:Identifier status category*:CodeableConcept name subject:Reference context:Reference period:Period ' +
    'participant*:CareTeam.Participant reasonCode*:CodeableConcept reasonReference*:Reference managingOrganization*:Reference ' +
    'note*:Annotation',
  'CareTeam.Participant': 'role:CodeableConcept member:Reference onBehalfOf:Reference period:Period',
  // R4 took `timestamp` into the Bundle; STU3 has it in the MessageHeader.
  Bundle: 'identifier:Identifier type! total:number link*:Bundle.Link entry*:Bundle.Entry signature:Signature',
  'Bundle.Link': 'relation url',
  'Bundle.Entry': 'link*:Bundle.Link fullUrl resource:Resource search:Bundle.Search request:Bundle.Request response:Bundle.Response',
  'Bundle.Search': 'mode score:number',
  'Bundle.Request': 'method url ifNoneMatch ifModifiedSince ifMatch ifNoneExist',
  'Bundle.Response': 'status location etag lastModified outcome:Resource',
  MessageHeader:
    'event!:Coding destination*:MessageHeader.Destination receiver:Reference sender:Reference timestamp! enterer:Reference ' +
    'author:Reference source!:MessageHeader.Source responsible:Reference reason:CodeableConcept response:MessageHeader.Response ' +
    'focus*:Reference',
  'MessageHeader.Destination': 'name target:Reference endpoint!',
  'MessageHeader.Source': 'name software version contact:ContactPoint endpoint!',
  'MessageHeader.Response': 'identifier! code! details:Reference',
  Composition:
    'identifier:Identifier status! type!:CodeableConcept class:CodeableConcept subject!:Reference encounter:Reference ' +
    'date! author*!:Reference title! confidentiality attester*:Composition.Attester custodian:Reference ' +
    'relatesTo*:Composition.RelatesTo event*:Composition.Event section*:Composition.Section',
  'Composition.Attester': 'mode* time party:Reference',
  'Composition.RelatesTo': 'code! target[x]',
  'Composition.Event': 'code*:CodeableConcept period:Period detail*:Reference',
  'Composition.Section':
    'title code:CodeableConcept text:SectionText mode orderedBy:CodeableConcept entry*:Reference emptyReason:CodeableConcept ' +
    'section*:Composition.Section',
  /** The narrative of a section is the only place where documents of ITK3 say most of what they say. */
  SectionText: 'status div:xhtml',
  OperationOutcome: 'issue*!:OperationOutcome.Issue',
  'OperationOutcome.Issue': 'severity! code! details:CodeableConcept diagnostics location* expression*',
  List:
    'identifier*:Identifier status! mode! title code:CodeableConcept subject:Reference encounter:Reference date source:Reference ' +
    'orderedBy:CodeableConcept note*:Annotation entry*:List.Entry emptyReason:CodeableConcept',
  'List.Entry': 'flag:CodeableConcept deleted:boolean date item!:Reference',
};
