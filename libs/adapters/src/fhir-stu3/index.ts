/** FHIR STU3 adapter: NEMS events, Digital Child Health events, ITK3 documents and CareConnect resources as child records. */
export { fhirStu3 } from './adapter.js';
export { bundleOutline } from './outline.js';
export type { BundleOutline } from '../fhir/outline.js';
