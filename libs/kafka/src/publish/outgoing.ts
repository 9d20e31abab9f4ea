import { PublishError } from '../failure/failure.js';

/** One message to publish. */
export interface OutgoingMessage {
  readonly topic: string;
  /** Decides the partition (murmur2, as Java clients do). Never empty, never an identifier of a person. */
  readonly key: string;
  /** Copied when handed to librdkafka; null is a tombstone. */
  readonly value: Uint8Array | null;
  /** Text only: the binding corrupts binary header values and cuts text at the first NUL. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970; default: the time of sending. */
  readonly timestamp?: number;
  /**
   * Messages of one lane keep their order and wait for each other; lanes take turns. Default: the topic. All messages of one key
   * of one topic must share a lane, or their order is not kept while they wait.
   */
  readonly lane?: string;
}

/** Refuses what node-rdkafka would silently change. Throws a {@link PublishError} of kind `unpublishable`. */
export function checkMessage(message: OutgoingMessage): void {
  if (!isText(message.topic)) throw unpublishable('INVALID_TOPIC');
  if (!isText(message.key)) throw unpublishable('INVALID_KEY');
  if (message.value !== null && !ArrayBuffer.isView(message.value)) throw unpublishable('INVALID_VALUE');
  if (!isTimestamp(message.timestamp)) throw unpublishable('INVALID_TIMESTAMP');

  for (const [name, value] of Object.entries(message.headers)) {
    if (!isText(name) || !isText(value)) throw unpublishable('INVALID_HEADER');
  }
}

/** The form node-rdkafka sends whole: one object per header, because only the first key of each object is sent. */
export function headerList(headers: Readonly<Record<string, string>>): Record<string, string>[] {
  return Object.entries(headers).map(([name, value]) => ({ [name]: value }));
}

/** Bytes this message holds in memory until its delivery report. */
export function sizeOf(message: OutgoingMessage): number {
  let size = (message.value?.byteLength ?? 0) + Buffer.byteLength(message.key);
  for (const [name, value] of Object.entries(message.headers)) size += Buffer.byteLength(name) + Buffer.byteLength(value);

  return size;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** `unknown`, because callers without TypeScript pass Buffers, which the binding's own typings claim to allow. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.includes('\0') && !LONE_SURROGATE.test(value);
}

/** 0 means "now" to librdkafka, so it is refused rather than guessed at. */
function isTimestamp(value: number | undefined): boolean {
  return value === undefined || (Number.isSafeInteger(value) && value > 0);
}

function unpublishable(code: string): PublishError {
  return new PublishError(code, 'unpublishable');
}
