import type { TransportKind } from './transport-kind.js';

/** A FHIR server that is polled, and asked for what a notification names. */
export interface FhirTransport {
  readonly kind: 'fhir';
  /** Base address of the FHIR server. */
  readonly url: string;
}

export const FHIR: TransportKind = {
  kind: 'fhir',
  description: 'A FHIR server that is polled, and asked for what a notification names.',
  required: ['url'],
  paths: [],
  properties: {
    url: { type: 'string', minLength: 1, maxLength: 1000, description: 'Base address of the FHIR server.' },
  },
};
