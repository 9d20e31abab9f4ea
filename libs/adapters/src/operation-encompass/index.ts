export { operationEncompass } from './adapter.js';
export { NAMESPACE as OPERATION_ENCOMPASS_NAMESPACE } from './namespace.js';
