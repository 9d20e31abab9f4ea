/** Concern form: what people without a system of their own send about a child, as a CSV template or through the web form. */
export { concernForm } from './adapter.js';
export { FORM_SECTIONS } from './fields.js';
export type { FormField, FormSection } from './fields.js';
export { csvTemplate } from './template.js';
