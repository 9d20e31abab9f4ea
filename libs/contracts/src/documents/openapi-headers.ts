/** Headers of the answer to a submission. */
export const RECEIPT_HEADERS = {
  'Idempotency-Replayed': {
    description: '`true` when the message had been accepted before.',
    schema: { type: 'string', enum: ['true'] },
  },
  Location: {
    description: 'Where the receipt can be asked for.',
    schema: { type: 'string', format: 'uri-reference', maxLength: 200 },
  },
} as const;

/** Header of an answer that waited for Kafka (RFC 7240 section 3). */
export const PREFERENCE_APPLIED = {
  description: 'The wait that was preferred, in seconds: everything has been acknowledged by Kafka.',
  schema: { type: 'string', pattern: '^wait=[0-9]+$', maxLength: 20 },
} as const;
