import { lookup } from '../read/lookup.js';

/**
 * What an OperationOutcome means for a receiver, by Spine code (https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode)
 * or issue type (http://hl7.org/fhir/issue-type): no match, too many, try again, or never.
 */
export const OUTCOMES: Readonly<Record<string, string>> = lookup({
  TOO_MANY_MATCHES: 'TOO_MANY_MATCHES: more people match than may be told; not the same as no match',
  MULTIPLE_MATCHES: 'MULTIPLE_MATCHES: several people match; not the same as no match',
  'multiple-matches': 'multiple-matches: several people match; not the same as no match',
  RESOURCE_NOT_FOUND: 'RESOURCE_NOT_FOUND: no such record',
  INVALIDATED_RESOURCE: 'INVALIDATED_RESOURCE: the record was withdrawn by its source',
  'not-found': 'not-found: no such record',
  deleted: 'deleted: the record was removed',
  suppressed: 'suppressed: the source holds back what it has',
  forbidden: 'forbidden: the source does not answer this asker',
  security: 'security: the source does not answer this asker',
  login: 'login: the source does not know this asker',
  expired: 'expired: the right to ask has ended',
  transient: 'transient: no answer for now; ask again',
  timeout: 'timeout: no answer for now; ask again',
  throttled: 'throttled: no answer for now; ask again',
  'lock-error': 'lock-error: no answer for now; ask again',
  'no-store': 'no-store: no answer for now; ask again',
  invalid: 'invalid: the question was not understood',
  structure: 'structure: the question was not understood',
  required: 'required: the question was not understood',
  value: 'value: the question was not understood',
  'not-supported': 'not-supported: the source does not answer such a question',
  exception: 'exception: the source failed',
  processing: 'processing: the source failed',
  conflict: 'conflict: the record has changed since',
  duplicate: 'duplicate: the record exists already',
  informational: 'informational: the source says something and sends no record',
});
