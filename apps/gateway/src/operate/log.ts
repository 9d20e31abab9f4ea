import { pino, type DestinationStream } from 'pino';

/** Everything the gateway may say about what it does: closed, so that nobody logs a sentence with a value in it. */
export const LOG_EVENTS = [
  'gateway.starting',
  'gateway.ready',
  'gateway.stopping',
  'gateway.stopped',
  'gateway.fault',
  'database.adopted',
  'database.unavailable',
  'kafka.status',
  'kafka.notice',
  'kafka.topic-missing',
  'kafka.refilled',
  'submission.accepted',
  'submission.refused',
  'submission.working',
  'submission.complete',
  'submission.resumed',
  'submission.failed',
  'request.refused',
  'request.fault',
  'record.released',
  'retention.removed',
  'retention.complete',
  'retention.failed',
  'feed.failing',
  'feed.working',
  'feed.left',
  'feed.report',
  'file.archived',
  'file.quarantined',
  'file.given-back',
  'relay.failed',
  'dead-letter.written',
  'dead-letter.untold',
  'replay.complete',
  'replay.failed',
] as const;
export type LogEvent = (typeof LOG_EVENTS)[number];

/** The only fields a log line may carry: ids the gateway minted or configured, codes from closed lists, and counts. */
export interface LogFields {
  readonly submissionId?: string;
  readonly recordId?: string;
  readonly feedId?: string;
  readonly recipient?: string;
  readonly adapter?: string;
  readonly topic?: string;
  /** A catalogue code, an error code of PostgreSQL, Node or librdkafka, or the name of an error class. */
  readonly code?: string;
  readonly route?: string;
  readonly state?: string;
  readonly status?: number;
  readonly bytes?: number;
  readonly accepted?: number;
  readonly refused?: number;
  readonly count?: number;
  readonly durationMs?: number;
}

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}

/** Where log lines go; a test collects them. */
export interface LogSink {
  write(line: string): void;
}

/** A log whose lines hold the event and the allowed fields, and nothing else, whatever is passed at run time. */
export function openLog(sink: LogSink): Log {
  const lines = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }, sink satisfies DestinationStream);
  return {
    info: (event, fields) => {
      lines.info(allowed(fields), known(event));
    },
    warn: (event, fields) => {
      lines.warn(allowed(fields), known(event));
    },
    error: (event, fields) => {
      lines.error(allowed(fields), known(event));
    },
  };
}

/** What may be said of something thrown: its code, or else the name of its class; never its message, which can hold a value. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && TEXT.test(code)) return code;
  return error instanceof Error && TEXT.test(error.name) ? error.name : 'unknown';
}

/** Ids, codes, topics and routes look like this; a sentence, a name or a date with spaces does not. */
const TEXT = /^[A-Za-z0-9_][A-Za-z0-9_.:/{}$-]{0,99}$/;
/** Ten or more digits in a row could be an NHS number; minted ids keep to hexadecimal groups with letters or hyphens. */
const LONG_NUMBER = /(?<![0-9a-f-])\d{10,}(?![0-9a-f-])/;
const DATE = /(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{2,4})(?!\d)/;

const FIELDS: Readonly<Record<keyof LogFields, 'text' | 'number'>> = {
  submissionId: 'text',
  recordId: 'text',
  feedId: 'text',
  recipient: 'text',
  adapter: 'text',
  topic: 'text',
  code: 'text',
  route: 'text',
  state: 'text',
  status: 'number',
  bytes: 'number',
  accepted: 'number',
  refused: 'number',
  count: 'number',
  durationMs: 'number',
};

function allowed(fields: LogFields = {}): Readonly<Record<string, string | number>> {
  const kept: Record<string, string | number> = {};
  for (const [name, kind] of Object.entries(FIELDS)) {
    const value: unknown = Object.hasOwn(fields, name) ? fields[name as keyof LogFields] : undefined;
    if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) kept[name] = value;
    if (kind === 'text' && typeof value === 'string') kept[name] = maySay(value) ? value : 'withheld';
  }
  return kept;
}

function maySay(value: string): boolean {
  return TEXT.test(value) && !LONG_NUMBER.test(value) && !DATE.test(value);
}

function known(event: LogEvent): LogEvent {
  return LOG_EVENTS.includes(event) ? event : 'gateway.fault';
}
