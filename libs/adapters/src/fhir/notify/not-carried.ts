const TRIGGER = 'A notification is a reason to fetch, which fetchTriggers tells, and never part of a record';
const NOBODY = 'Who a notification is about is asked of the record itself; the name in an event is not even read';
const ROUTING = 'How the publisher chose whom to tell';

/**
 * Members of notifications, which no record carries, and why. A leading `/` stands for the root of the document: members of a
 * CloudEvent have names that FHIR uses as well.
 */
export const NOT_CARRIED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'Parameters', reason: TRIGGER },
  { path: 'SubscriptionStatus', reason: TRIGGER },
  { path: 'response/status', reason: 'How an entry of a history came about' },
  { path: '/Bundle/id/@value', reason: TRIGGER },
  { path: '/specversion', reason: TRIGGER },
  { path: '/dataref', reason: TRIGGER },
  { path: '/data', reason: TRIGGER },
  { path: '/source', reason: TRIGGER },
  { path: '/subject', reason: NOBODY },
  { path: '/filtering', reason: ROUTING },
];
