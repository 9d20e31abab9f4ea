/** FHIR R4 adapter: health records, flags, messages and documents as child records. */
export { fhirR4 } from './adapter.js';
export { bundleOutline } from './outline.js';
export type { BundleOutline } from '../fhir/outline.js';
export { fetchTriggers } from './fetch-triggers.js';
export type { FetchTrigger } from '../fhir/notify/notification.js';
export type { Guarded } from '../fhir/notify/guarded.js';
export { Refusal } from '../kit/issues.js';
export { MAX_BODY_BYTES } from '../fhir/read/read-document.js';
