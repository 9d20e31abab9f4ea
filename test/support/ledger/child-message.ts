import { nhsNumber } from '../messages.js';

/** Version `order` of the Patient of one invented child, with a verified NHS number: everything about one child must meet under one key. */
export function childMessage(child: number, order: number): string {
  return JSON.stringify({
    resourceType: 'Patient',
    id: `patient-${String(child)}`,
    meta: { versionId: String(order), lastUpdated: '2026-11-20T10:00:00Z' },
    identifier: [
      {
        extension: [
          {
            url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus',
            valueCodeableConcept: {
              coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland', code: '01' }],
            },
          },
        ],
        system: 'https://fhir.nhs.uk/Id/nhs-number',
        value: nhsNumber(child),
      },
    ],
    name: [{ use: 'official', family: 'Sample', given: [`Rowan${'abcdefghij'[order % 10] ?? ''}`] }],
    birthDate: '2017-05-01',
  });
}
