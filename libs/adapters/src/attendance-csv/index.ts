export { attendanceCsv } from './adapter.js';
