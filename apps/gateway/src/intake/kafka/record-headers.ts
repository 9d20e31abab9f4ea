import type { ConsumedMessage } from '@mash-gateway/kafka';

/**
 * What a message says it is: its `content-type` header, which CloudEvents in binary mode carries too (Kafka binding 1.0.3 §3.2.1), in any
 * case, or Spring's `contentType`; then `ce_datacontenttype`, which some senders write though the binding does not; else the default.
 */
export function contentTypeOf(message: ConsumedMessage, byDefault: string | undefined): string | undefined {
  return header(message, 'content-type') ?? header(message, 'contenttype') ?? header(message, 'ce_datacontenttype') ?? byDefault;
}

/** `content-encoding`, as HTTP has it, in lower case; compression by Kafka itself is undone before we see the message. */
export function contentEncodingOf(message: ConsumedMessage): string | undefined {
  return header(message, 'content-encoding')?.toLowerCase();
}

/**
 * Names the message for good, so that one that comes again, after a stop between receipt and commit, gets its first receipt. The time
 * of the message is part of it: a topic that was deleted and made again counts its offsets from nought.
 */
export function idempotencyKeyOf({ topic, partition, offset, timestamp }: ConsumedMessage): string | undefined {
  const key = `${topic}/${String(partition)}/${String(offset)}@${String(timestamp)}`;
  // The longest topic names leave no room; the bytes then tell a repeat.
  return key.length <= 128 ? key : undefined;
}

function header({ headers }: ConsumedMessage, name: string): string | undefined {
  const text = headers
    .find((one) => one.name.toLowerCase() === name)
    ?.value.toString('utf8')
    .trim();
  return text === '' ? undefined : text;
}
