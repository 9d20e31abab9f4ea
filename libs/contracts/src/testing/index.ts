export { aChildRecord, aMappedRecord } from './builders.js';
export { arbitraryOf, ODD_CHARACTERS, scalarArbitrary } from './arbitraries.js';
export type { ContractValue } from './arbitraries.js';
export { violationsOf, withOwn } from './violations.js';
export type { Violation } from './violations.js';
export { publishedClasses } from '../documents/schemas.js';
export { reachableClasses } from '../field/reachable.js';
export { examples } from './examples.js';
export type { Example } from './examples.js';
