import type { FhirObject } from './real-fhir/real-fhir.js';
import { nhsNumber } from './messages.js';

const VERIFIED = {
  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
  valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus', code: '01' }] },
};

/** An invented child on a FHIR server. @param number which of the invented NHS numbers */
export function fhirChild(id: string, number: number, family = 'Sample'): FhirObject {
  return {
    resourceType: 'Patient',
    id,
    identifier: [{ extension: [VERIFIED], system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber(number) }],
    name: [{ use: 'official', family, given: ['Ash'] }],
    birthDate: '2016-05-01',
  };
}

/** Something said of a child there. */
export function fhirFlag(id: string, childId: string, text: string): FhirObject {
  return { resourceType: 'Flag', id, status: 'active', code: { text }, subject: { reference: `Patient/${childId}` } };
}
