export { codesOfSystem } from './check-codes.js';
export { conformanceChecks } from './checks.js';
export { fuzz } from './fuzz/fuzz.js';
export type { FuzzFinding, FuzzOptions, FuzzReport } from './fuzz/fuzz.js';
export { CHECKS } from './options.js';
export type { CheckName, CodeTableUse, ConformanceCheck, ConformanceOptions, FixtureResult } from './options.js';
export type { ExpectedOutcome } from './outcome.js';
