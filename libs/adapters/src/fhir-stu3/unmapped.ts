import { DECLARED } from '../fhir/unmapped.js';

/** Source fields of STU3 that are left out on purpose, by steps of their path that stand together, and why. */
export const LEFT_OUT: readonly { readonly path: string; readonly reason: string }[] = [];

export { DECLARED };
