export { oneroster } from './adapter.js';
