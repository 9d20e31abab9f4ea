/** A message as it lies on the topic: bytes, nothing guessed. */
export interface ConsumedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  /** Null is a tombstone. */
  readonly value: Buffer | null;
  /** In the order sent; a name may repeat. */
  readonly headers: readonly { readonly name: string; readonly value: Buffer }[];
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** The first header of this name, as UTF-8 text. */
export function headerText(message: ConsumedMessage, name: string): string | undefined {
  return message.headers.find((header) => header.name === name)?.value.toString('utf8');
}

const JSON_TYPE = /^application\/(.+\+)?json\b/i;

/**
 * What a Nest handler is given as payload: parsed JSON when the `content-type` header says JSON, else the Buffer itself; null for a
 * tombstone. Throws when JSON was promised and is not there; the message is then a dead letter, as no retry can mend it.
 */
export function readPayload(message: ConsumedMessage): unknown {
  if (message.value === null) return null;
  if (!JSON_TYPE.test(headerText(message, 'content-type') ?? '')) return message.value;

  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(message.value)) as unknown;
}
