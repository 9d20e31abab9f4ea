import type { Adapter } from '@mash-gateway/adapters';
import type { FeedConfig } from '../../config/gateway-config.js';
import type { Resource } from './fhir-answers.js';
import { FHIR_VERSION, type FhirRelease } from './fhir-release.js';

/** What a FHIR feed takes, made from its adapter and the routes that exist (CapabilityStatement of FHIR R4 or STU3). */
export function capabilityStatement(
  feed: FeedConfig,
  adapter: Adapter,
  { release, version }: { readonly release: FhirRelease; readonly version: string },
): Resource {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    // The date of the last change of this statement's words, not of the request.
    date: '2026-11-24',
    kind: 'instance',
    software: { name: 'MASH Gateway', version },
    implementation: { description: `Feed ${feed.id}, ${adapter.standard}, mapping ${adapter.version}` },
    fhirVersion: FHIR_VERSION[release],
    // Required in STU3, gone in R4.
    ...(release === 'STU3' ? { acceptUnknown: 'extensions' } : {}),
    format: adapter.mediaTypes.filter((type) => type.includes('fhir')),
    rest: [
      {
        mode: 'server',
        documentation:
          'Takes batch and transaction Bundles at the base, message Bundles at $process-message; in JSON or XML, answered in JSON. ' +
          'A transaction, message or document is taken whole and may give at most 1,000 records. ' +
          'Nothing is read back here: the receipt is at /v1/submissions.',
        security: { description: 'OAuth 2.0 bearer token with the scope of this feed, where authentication is configured.' },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        operation: [{ name: 'process-message', definition: release === 'STU3' ? { reference: PROCESS_MESSAGE } : PROCESS_MESSAGE }],
      },
    ],
  };
}

const PROCESS_MESSAGE = 'http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message';
