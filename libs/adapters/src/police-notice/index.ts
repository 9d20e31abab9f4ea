export { policeNotice } from './adapter.js';
export { NAMESPACE as POLICE_NOTICE_NAMESPACE } from './namespace.js';
