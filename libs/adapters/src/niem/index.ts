export { niem } from './adapter.js';
