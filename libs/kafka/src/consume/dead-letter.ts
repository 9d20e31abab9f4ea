import { isUtf8 } from 'node:buffer';

import type { ConsumedMessage } from './consumed-message.js';
import type { OutgoingMessage } from '../publish/outgoing.js';

/** What becomes of a message that was given up. */
export interface DeadLetterOptions {
  /** Topic for the dead letters of this group. Default: the original topic + `.<groupId>.dlq`. */
  readonly topic: (originalTopic: string) => string;
  /** Encrypts the payload. Default: it stays as it was, so give one wherever payloads tell about people. */
  readonly seal: (value: Buffer, message: ConsumedMessage) => Uint8Array | Promise<Uint8Array>;
  /** A code for the header. Default: the `code` of the error if it is one word, else `HANDLER_FAILED`. Never the error's message. */
  readonly codeOf: (error: unknown) => string;
}

export function deadLetterDefaults(groupId: string): DeadLetterOptions {
  return { topic: (original) => `${original}.${groupId}.dlq`, seal: (value) => value, codeOf };
}

export interface GivenUp {
  readonly message: ConsumedMessage;
  readonly error: unknown;
  readonly attempts: number;
  readonly groupId: string;
}

/**
 * The message as it was, under our `dlq.*` headers (names after KIP-298, values always text). No word of the error goes along: it
 * may quote the payload. Headers that are no text, which the binding could not send, are left out and counted.
 */
export async function deadLetter(given: GivenUp, options: DeadLetterOptions): Promise<OutgoingMessage> {
  const { message, error, attempts, groupId } = given;
  const original = message.headers.filter(({ name, value }) => name !== '' && isHeaderText(value));
  const omitted = message.headers.length - original.length;
  const key = message.key !== null && isHeaderText(message.key) ? message.key.toString('utf8') : undefined;

  return {
    topic: options.topic(message.topic),
    key: key ?? `${message.topic}/${message.partition}`,
    value: message.value === null ? null : await options.seal(message.value, message),
    headers: {
      ...Object.fromEntries(original.map(({ name, value }) => [name, value.toString('utf8')])),
      'dlq.topic': message.topic,
      'dlq.partition': String(message.partition),
      'dlq.offset': String(message.offset),
      'dlq.timestamp': String(message.timestamp),
      'dlq.consumer.group': groupId,
      'dlq.attempts': String(attempts),
      'dlq.error.code': options.codeOf(error),
      ...(omitted === 0 ? {} : { 'dlq.omitted.headers': String(omitted) }),
      ...(key === undefined && message.key !== null && message.key.length > 0 ? { 'dlq.key.base64': message.key.toString('base64') } : {}),
    },
    lane: `${message.topic}/${message.partition}`,
  };
}

function isHeaderText(value: Buffer): boolean {
  return value.length > 0 && !value.includes(0) && isUtf8(value);
}

const ONE_WORD = /^[A-Za-z0-9_.-]{1,64}$/;

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'HANDLER_FAILED';

  return typeof error.code === 'string' && ONE_WORD.test(error.code) ? error.code : 'HANDLER_FAILED';
}
