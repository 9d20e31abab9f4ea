export { cinCensus } from './adapter.js';
