import { defineAdapter } from '../kit/adapter.js';
import { inspectFhir, mapFhir } from '../fhir/serve.js';
import { NDJSON_TYPES } from '../fhir/stream/items.js';
import { EVENT_TYPES } from '../fhir/notify/read-cloud-event.js';
import { R4 } from './release.js';

/**
 * FHIR R4 in JSON and XML, with UK Core and PDS extensions: single resources and Bundles of type collection, batch,
 * transaction, searchset, history, document and message, and NDJSON. A message, a document and a resource are read whole and may
 * have at most 32 MiB; anything else is read entry by entry with flat memory.
 */
export const fhirR4 = defineAdapter({
  id: 'fhir-r4',
  version: R4.mappingVersion,
  standard: 'HL7 FHIR R4 (4.0.1), UK Core',
  mediaTypes: [
    'application/fhir+json',
    'application/json',
    'application/fhir+xml',
    'application/xml',
    'text/xml',
    ...NDJSON_TYPES,
    ...EVENT_TYPES,
  ],
  capabilities: { streaming: true, syntaxes: ['json', 'xml'], manyRecords: true },
  inspect: (input, context) => inspectFhir(input, context, R4),
  map: (input, context) => mapFhir(input, context, R4),
});
