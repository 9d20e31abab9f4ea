export { wonde } from './adapter.js';
