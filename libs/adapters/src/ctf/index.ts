export { ctf } from './adapter.js';
