export { aChildRecord, aMappedRecord } from './builders.js';
