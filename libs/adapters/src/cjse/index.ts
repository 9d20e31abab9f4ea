export { cjse } from './adapter.js';
