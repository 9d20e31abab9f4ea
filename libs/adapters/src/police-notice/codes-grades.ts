export { normalisedGrade } from '../code-systems/severity.js';

/** Schemes of the profile. */
export const GRADE_SCHEMES = ['ppn-rag', 'ppn-level', 'dash', 'merlin', 'other'] as const;
