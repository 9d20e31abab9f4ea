export { sifUk } from './adapter.js';
