import type { InventedChild } from './invented-child.js';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code';
const SNOMED = 'http://snomed.info/sct';
const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition';
const HL7 = 'http://terminology.hl7.org/CodeSystem';

/** An emergency attendance with a safeguarding flag, as a FHIR R4 collection Bundle of about 4 KB. */
export function fhirBundle(child: InventedChild, serial: number): Buffer {
  const resources = [patient(child), mother(child), encounter(serial), flag(serial), condition()];
  const bundle = {
    resourceType: 'Bundle',
    id: `bench-${serial}`,
    type: 'collection',
    timestamp: '2026-11-20T22:10:00Z',
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${UUIDS[resource.resourceType]}`, resource })),
  };
  return Buffer.from(JSON.stringify(bundle));
}

/** References are resolved inside one Bundle, so every Bundle may use the same. */
const UUIDS = {
  Patient: '5c6e2a40-0000-4000-8000-000000000001',
  RelatedPerson: '5c6e2a40-0000-4000-8000-000000000002',
  Encounter: '5c6e2a40-0000-4000-8000-000000000003',
  Flag: '5c6e2a40-0000-4000-8000-000000000004',
  Condition: '5c6e2a40-0000-4000-8000-000000000005',
};

const subject = { reference: `urn:uuid:${UUIDS.Patient}` };

function coded(system: string, code: string, display: string): object {
  return { coding: [{ system, code, display }] };
}

function patient(child: InventedChild) {
  const verified = coded(
    'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland',
    '01',
    'Number present and verified',
  );
  return {
    resourceType: 'Patient' as const,
    meta: {
      profile: [`${UK_CORE}/UKCore-Patient`],
      security: [{ system: `${HL7}/v3-Confidentiality`, code: 'U', display: 'unrestricted' }],
    },
    extension: [
      {
        url: `${UK_CORE}/Extension-UKCore-EthnicCategory`,
        valueCodeableConcept: coded('https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland', 'A', 'White, British'),
      },
    ],
    identifier: [
      {
        extension: [{ url: `${UK_CORE}/Extension-UKCore-NHSNumberVerificationStatus`, valueCodeableConcept: verified }],
        system: NHS_NUMBER,
        value: child.nhsNumber,
      },
    ],
    name: [{ use: 'official', family: child.family, given: [child.given, child.middle], period: { start: child.birthDate } }],
    gender: child.female ? 'female' : 'male',
    birthDate: child.birthDate,
    address: [
      { use: 'home', line: [`${child.houseNumber} Example Street`], city: 'Sampleton', district: 'Exampleshire', postalCode: 'ZZ99 3VZ' },
    ],
    telecom: [{ system: 'phone', value: '01632 960001', use: 'home' }],
    generalPractitioner: [{ type: 'Organization', identifier: { system: ODS, value: 'Y90001' }, display: 'Example Surgery' }],
  };
}

function mother(child: InventedChild) {
  return {
    resourceType: 'RelatedPerson' as const,
    active: true,
    patient: subject,
    relationship: [coded(`${HL7}/v3-RoleCode`, 'MTH', 'mother')],
    name: [{ use: 'official', family: child.family, given: [child.motherGiven] }],
    telecom: [{ system: 'phone', value: '07700 900001', use: 'mobile' }],
  };
}

function encounter(serial: number) {
  return {
    resourceType: 'Encounter' as const,
    identifier: [{ system: 'urn:example:attendances', value: `ED-${serial}` }],
    status: 'finished',
    class: { system: `${HL7}/v3-ActCode`, code: 'EMER', display: 'emergency' },
    type: [coded(SNOMED, '319981000000104', 'Seen in urgent care centre')],
    subject,
    period: { start: '2026-11-20T20:05:00+00:00', end: '2026-11-20T22:00:00+00:00' },
    reasonCode: [coded(SNOMED, '125605004', 'Fracture of bone')],
    hospitalization: { dischargeDisposition: coded(SNOMED, '306689006', 'Discharge to home') },
    serviceProvider: { identifier: { system: ODS, value: 'RZZ01' }, display: 'Example Hospital' },
  };
}

function flag(serial: number) {
  return {
    resourceType: 'Flag' as const,
    identifier: [{ system: 'urn:example:flags', value: `FL-${serial}` }],
    status: 'active',
    category: [coded('https://fhir.nhs.uk/CodeSystem/flag-categories-bars', 'SG', 'Safeguarding')],
    code: coded('https://fhir.nhs.uk/CodeSystem/safeguarding-codes-bars', '836881000000105', 'Child cause for concern'),
    subject,
    period: { start: '2026-11-20T21:30:00+00:00' },
    author: { identifier: { system: ODS, value: 'RZZ01' }, display: 'Example Hospital' },
  };
}

function condition() {
  return {
    resourceType: 'Condition' as const,
    clinicalStatus: coded(`${HL7}/condition-clinical`, 'active', 'Active'),
    category: [coded(`${HL7}/condition-category`, 'encounter-diagnosis', 'Encounter Diagnosis')],
    code: coded(SNOMED, '65966004', 'Fracture of forearm'),
    subject,
    encounter: { reference: `urn:uuid:${UUIDS.Encounter}` },
    onsetDateTime: '2026-11-20T19:30:00+00:00',
  };
}
