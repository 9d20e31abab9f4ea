import { defineAdapter } from '../kit/adapter.js';
import { inspectFhir, mapFhir } from '../fhir/serve.js';
import { STU3 } from './release.js';
import { STU3_RULES } from './rules.js';

/**
 * FHIR STU3 in JSON and XML with the CareConnect profiles: NEMS events, Digital Child Health events CH001 to CH037, ITK3
 * documents, and any other message, document, collection, batch, transaction, search set or single resource.
 * A Bundle is read whole and may have at most 32 MiB.
 */
export const fhirStu3 = defineAdapter({
  id: STU3.adapter,
  version: STU3.mappingVersion,
  standard: 'HL7 FHIR STU3 (3.0.2), CareConnect',
  mediaTypes: ['application/fhir+json', 'application/json', 'application/fhir+xml', 'application/xml', 'text/xml'],
  capabilities: { streaming: false, syntaxes: ['json', 'xml'], manyRecords: true },
  inspect: (input, context) => inspectFhir(input, context, STU3, STU3_RULES),
  map: (input, context) => mapFhir(input, context, STU3, STU3_RULES),
});
