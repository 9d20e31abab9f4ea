export { codesOfSystem } from './check-codes.js';
export { conformanceChecks } from './checks.js';
export { CHECKS } from './options.js';
export type { CheckName, CodeTableUse, ConformanceCheck, ConformanceOptions, FixtureResult } from './options.js';
export type { ExpectedOutcome } from './outcome.js';
