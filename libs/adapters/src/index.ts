export { DEFAULT_LIMITS, defineAdapter } from './kit/adapter.js';
export type { Adapter, AdapterInput, Inspection, Limits, MapContext, Mapped } from './kit/adapter.js';
export { inputOf } from './kit/bytes.js';
