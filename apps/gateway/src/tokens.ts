/** Names under which Nest finds our interfaces. */
export const JOURNAL = Symbol('Journal');
export const CONFIG = Symbol('GatewayConfig');
export const READINESS = Symbol('Readiness');
export const MEASURES = Symbol('Measures');
export const ADAPTERS_IN_USE = Symbol('adapters in use');
export const JOURNAL_STATE = Symbol('JournalState');
export const AUTHENTICATOR = Symbol('Authenticator');
export const CLOCK = Symbol('Clock');
export const DESK = Symbol('Desk');
