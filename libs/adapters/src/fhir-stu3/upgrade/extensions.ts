import { lookup } from '../../fhir/read/lookup.js';

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-';
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * CareConnect extensions and what the same is called in UK Core, by the last part of their url: they are met under
 * `https://fhir.hl7.org.uk/STU3/StructureDefinition/`, `https://fhir.nhs.uk/STU3/StructureDefinition/` and without `STU3`.
 */
const RENAMED: Readonly<Record<string, string>> = lookup({
  'Extension-CareConnect-NHSNumberVerificationStatus-1': `${UK_CORE}NHSNumberVerificationStatus`,
  'Extension-CareConnect-EthnicCategory-1': `${UK_CORE}EthnicCategory`,
  'Extension-CareConnect-DeathNotificationStatus-1': `${UK_CORE}DeathNotificationStatus`,
  'Extension-CareConnect-ResidentialStatus-1': `${UK_CORE}ResidentialStatus`,
  'Extension-CareConnect-NHSCommunication-1': `${UK_CORE}NHSCommunication`,
  'Extension-CareConnect-ReligiousAffiliation-1': `${HL7}patient-religion`,
  birthPlace: `${HL7}patient-birthPlace`,
  birthTime: `${HL7}patient-birthTime`,
});

/** The UK Core url of a CareConnect extension; undefined for any other url. */
export function ukCoreUrl(url: string): string | undefined {
  return RENAMED[url.slice(url.lastIndexOf('/') + 1)];
}
