import { lookup } from '../../fhir/read/lookup.js';
import { isList, isObject, type Json, type JsonObject } from '../../fhir/read/tree.js';

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

/** A tree whose CareConnect extensions have the urls of UK Core; the same tree when it has none. */
export function withUkCoreUrls(tree: JsonObject): JsonObject {
  const changed = Object.entries(tree).flatMap(([key, value]): [string, Json][] => {
    const now = key === 'extension' && isList(value) ? value.map(renamed) : walked(value);
    return now === value ? [] : [[key, now]];
  });
  return changed.length === 0 ? tree : { ...tree, ...Object.fromEntries(changed) };
}

function walked(value: Json): Json {
  if (isObject(value)) return withUkCoreUrls(value);
  if (!isList(value)) return value;
  const items = value.map(walked);
  return items.some((item, index) => item !== value[index]) ? items : value;
}

function renamed(extension: Json): Json {
  if (!isObject(extension)) return extension;
  const url = extension['url'];
  const name = typeof url === 'string' ? RENAMED[url.slice(url.lastIndexOf('/') + 1)] : undefined;
  const inner = withUkCoreUrls(extension);
  return name === undefined ? inner : { ...inner, url: name };
}
