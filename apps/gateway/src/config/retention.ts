/** How long each kind of thing is kept, in days, and how often what is older is removed. */
export interface RetentionConfig {
  /** Bytes as they were received, and what a record says; 30. */
  readonly bodiesDays: number;
  /** That there was a record: whose, from which feed, when, to whom; with its receipt, and with the last of them the child; 365. */
  readonly recordsDays: number;
  /** Rows of the outbox that are on Kafka; 14, as the topics keep them. */
  readonly sentDays: number;
  /** Dead letters, open or closed; 30. */
  readonly deadLettersDays: number;
  /** Rows of the audit chain; 2557, seven years. */
  readonly auditDays: number;
  /** Hours from one run to the next; 6. */
  readonly everyHours: number;
}

export const DEFAULT_RETENTION: RetentionConfig = {
  bodiesDays: 30,
  recordsDays: 365,
  sentDays: 14,
  deadLettersDays: 30,
  auditDays: 2557,
  everyHours: 6,
};

export const RETENTION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  description: 'How long things are kept. What is older is removed, unless it is held, unsent, or under a legal hold.',
  properties: {
    bodiesDays: days(30, 'What was received and what a record says: days.'),
    recordsDays: days(365, 'That there was a record, and its receipt; with the last of them the child leaves the registry: days.'),
    sentDays: days(14, 'What is on Kafka: days in the outbox.'),
    deadLettersDays: days(30, 'Dead letters, open or closed: days.'),
    auditDays: days(2557, 'Audit rows: days.'),
    everyHours: { type: 'integer', minimum: 1, maximum: 24, default: 6, description: 'Hours from one run to the next.' },
  },
} as const;

/** What would lose something that is still needed. */
export function retentionFaults(given: Partial<RetentionConfig> = {}): readonly string[] {
  const { recordsDays, bodiesDays, sentDays, auditDays } = { ...DEFAULT_RETENTION, ...given };
  return [
    ...(recordsDays < bodiesDays ? ['retention.recordsDays is less than bodiesDays: what a record says would outlive the record.'] : []),
    ...(recordsDays < sentDays ? ['retention.recordsDays is less than sentDays: a record is kept while it is in the outbox.'] : []),
    ...(auditDays < recordsDays ? ['retention.auditDays is less than recordsDays: nothing would say why a record is here.'] : []),
  ];
}

function days(byDefault: number, description: string): Readonly<Record<string, unknown>> {
  return {
    type: 'integer',
    minimum: 1,
    maximum: 36_500,
    default: byDefault,
    description: `${description.slice(0, -1)}; default ${String(byDefault)}.`,
  };
}
