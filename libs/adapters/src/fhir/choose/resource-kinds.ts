/** Resources that say nothing about a person on their own: they are read where others refer to them. */
export const SUPPORTING: ReadonlySet<string> = new Set([
  'Binary',
  'Bundle',
  'CapabilityStatement',
  'CodeSystem',
  'Device',
  'Endpoint',
  'HealthcareService',
  'Location',
  'Medication',
  'MessageHeader',
  'NamingSystem',
  'OperationOutcome',
  'Organization',
  'Parameters',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
  'Schedule',
  'SearchParameter',
  'Slot',
  'StructureDefinition',
  'Subscription',
  'SubscriptionStatus',
  'Substance',
  'ValueSet',
]);

/** Records about other records (who changed them): no statement about a child. */
export const TRAILS: ReadonlySet<string> = new Set(['Provenance']);

/** Members that name whom a resource is about, tried in this order (each resource's page in FHIR R4). */
export const SUBJECT_MEMBERS = ['subject', 'patient', 'beneficiary', 'for', 'individual'] as const;
