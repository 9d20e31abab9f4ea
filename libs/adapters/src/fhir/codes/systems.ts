/** Identifier systems this adapter recognises (UK Core, HL7-UK System-Identifiers). */
export const NHS_NUMBER_SYSTEMS: ReadonlySet<string> = new Set([
  'https://fhir.nhs.uk/Id/nhs-number',
  // DSTU2 and STU3 senders still use the former host.
  'http://fhir.nhs.net/Id/nhs-number',
  'https://fhir.nhs.net/Id/nhs-number',
]);
export const ODS_SYSTEMS: ReadonlySet<string> = new Set([
  'https://fhir.nhs.uk/Id/ods-organization-code',
  'https://fhir.nhs.uk/Id/ods-site-code',
  'http://fhir.nhs.net/Id/ods-organization-code',
]);
export const UPN_SYSTEMS: ReadonlySet<string> = new Set(['https://fhir.nhs.uk/Id/unique-pupil-number', 'urn:dfe:upn']);

/** v3 Confidentiality, as R4, STU3 and HL7 V3 call it, without what senders write differently. */
const CONFIDENTIALITY: ReadonlySet<string> = new Set([
  'terminology.hl7.org/codesystem/v3-confidentiality',
  'hl7.org/fhir/v3/confidentiality',
  'urn:oid:2.16.840.1.113883.5.25',
  '2.16.840.1.113883.5.25',
]);

/**
 * Whether a label is one of confidentiality. A label without a system is taken for one, and letter case, scheme, version and a
 * slash at the end make no difference: in doubt a person who must not be found is not shown.
 */
export function isConfidentiality(system: string | undefined): boolean {
  const written =
    system
      ?.trim()
      .toLowerCase()
      .split('|', 1)[0]
      ?.replace(/^https?:\/\//u, '')
      .replace(/\/$/u, '') ?? '';
  return written === '' || CONFIDENTIALITY.has(written);
}

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
/** UK Core extensions appear under both the HL7 UK and, in PDS, an NHS base. */
const PDS_UK_CORE = 'https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-';
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** Urls under which an extension of UK Core is found. */
export function ukCore(name: string): readonly string[] {
  return [`${UK_CORE}${name}`, `${PDS_UK_CORE}${name}`];
}

/** Url of an extension of the FHIR core specification. */
export function hl7(name: string): string {
  return `${HL7}${name}`;
}

/** Extensions by what they say (UK Core 2, PDS FHIR, FHIR R4 extension registry). */
export const EXTENSIONS = {
  verification: [
    ...ukCore('NHSNumberVerificationStatus'),
    'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1',
  ],
  ethnicity: [
    ...ukCore('EthnicCategory'),
    'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EthnicCategory-1',
    'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
    'http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity',
  ],
  birthSex: [...ukCore('BirthSex'), 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex'],
  contactPreference: ukCore('ContactPreference'),
  deathNotification: ukCore('DeathNotificationStatus'),
  residentialStatus: ukCore('ResidentialStatus'),
  numberUnavailable: ukCore('NHSNumberUnavailableReason'),
  addressKey: ukCore('AddressKey'),
  contactRank: ukCore('ContactRank'),
  otherContactSystem: ukCore('OtherContactSystem'),
  communication: ukCore('NHSCommunication'),
  pharmacy: ukCore('NominatedPharmacy'),
  religion: [hl7('patient-religion'), ...ukCore('Religion')],
  birthTime: [hl7('patient-birthTime')],
  mothersMaidenName: [hl7('patient-mothersMaidenName')],
  birthPlace: [hl7('patient-birthPlace')],
  interpreter: [hl7('patient-interpreterRequired')],
  nationality: [hl7('patient-nationality')],
  disability: [hl7('patient-disability')],
  adaptation: [hl7('patient-communicationNeeds'), ...ukCore('CommunicationRequirements')],
  dataAbsent: [hl7('data-absent-reason')],
  stillBorn: ['https://fhir.nhs.uk/STU3/StructureDefinition/Extension-EMS-PDS-StillBornIndicator-1'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
