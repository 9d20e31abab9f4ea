import { ERROR_CODE_BY_TEXT } from './error-texts.js';

/**
 * What a failure means for the one who sent:
 * - `retriable`: the message may be sent again, unchanged (broker down, not authorised yet, closed before the report came);
 * - `unpublishable`: this message can never be accepted; set it aside as a dead letter;
 * - `fatal`: the producer can no longer promise order and no duplicates; it stops accepting and the process should restart.
 */
export type FailureKind = 'retriable' | 'unpublishable' | 'fatal';

/** A classified failure. `code` is librdkafka's name for the error (for example `MSG_SIZE_TOO_LARGE`) or one of ours. */
export interface Failure {
  readonly code: string;
  readonly kind: FailureKind;
}

/** Rejection of {@link Publisher.send}. Carries a code and a kind, never a key, header or value of the message. */
export class PublishError extends Error {
  override readonly name = 'PublishError';

  constructor(
    readonly code: string,
    readonly kind: FailureKind,
  ) {
    super(`Kafka did not take the message: ${code} (${kind})`);
  }
}

/** Classifies anything thrown or reported by node-rdkafka. Total: it never throws, and what it does not know is retriable. */
export function classifyFailure(error: unknown): Failure {
  const code = codeOf(error);

  return { code, kind: kindOf(code) };
}

const UNPUBLISHABLE: ReadonlySet<string> = new Set([
  'MSG_SIZE_TOO_LARGE',
  'INVALID_MSG_SIZE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
]);

/** Errors after which an idempotent producer may no longer continue (librdkafka INTRODUCTION.md, "Idempotent Producer", fatal errors). */
const FATAL: ReadonlySet<string> = new Set([
  '_FATAL',
  '_FENCED',
  '_GAPLESS_GUARANTEE',
  '_UNSUPPORTED_FEATURE',
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
  'PRODUCER_FENCED',
  'CLUSTER_AUTHORIZATION_FAILED',
]);

function kindOf(code: string): FailureKind {
  if (FATAL.has(code)) return 'fatal';

  return UNPUBLISHABLE.has(code) ? 'unpublishable' : 'retriable';
}

/** Only the text can be trusted: delivery reports and events arrive with code -1 whatever happened. */
function codeOf(error: unknown): string {
  const text = textOfError(error)
    .toLowerCase()
    .replace(/^(local|broker): /, '');
  const known = ERROR_CODE_BY_TEXT.get(text);
  if (known !== undefined) return known;

  return text.includes('fatal error') ? '_FATAL' : 'UNKNOWN';
}

/** The words of an error of any shape; empty when it has none. */
export function textOfError(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return '';

  const { message } = error as { readonly message?: unknown };

  return typeof message === 'string' ? message : '';
}
